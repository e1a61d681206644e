import type {
  ActivityEntry,
  DecisionRecord,
  Expectation,
  PolicyEvent,
  Resource,
  ResourceStates,
  SnapshotChange,
  StateResult,
  WriteSet,
} from '@sluice/engine/model';
import type { InternedStates } from './intern-states.ts';
import { parentKeyOf, scopeKeyOf } from './keys.ts';
import { toResultParts } from './results.ts';

/** What `sluice.commit` is called with, in the order of its parameters. */
export type CommitArguments = readonly (number | string | readonly (string | null)[] | null)[];

/**
 * A write set as the SQL function takes it: flat rows named like the columns. Documents go in as texts, so that the database keeps them
 * as they are and what `jsonb` refuses (NUL) can be in them.
 */
export async function toArguments(
  writeSet: WriteSet,
  now: string,
  interned: InternedStates,
): Promise<CommitArguments> {
  const stateRows = await toStateRows(writeSet.states, interned);
  const decisionRows = await toDecisionRows(writeSet.decisions, writeSet.events, interned);
  const parents = writeSet.expect.filter(each => each.role === 'parent');
  const guards = writeSet.expect.filter(each => each.role === 'resource');
  const mustBeNew = new Set(guards.filter(each => each.etag === null).map(each => each.key));
  const puts = lastByKey(
    writeSet.resources.flatMap(each => (each.kind === 'put' ? [each.resource] : [])),
    resource => resource.key,
  );
  const changes = lastByKey(writeSet.changes, change => `${change.kind} ${change.key}`);
  return [
    writeSet.revision,
    writeSet.entries[0]?.at ?? writeSet.decisions[0]?.at ?? now,
    ...toGuards(parents),
    ...toGuards(guards),
    orNull(writeSet.resources.flatMap(each => (each.kind === 'delete' ? [each.key] : []))),
    toRows(puts.filter(resource => mustBeNew.has(resource.key)).map(toResourceRow)),
    toRows(puts.filter(resource => !mustBeNew.has(resource.key)).map(toResourceRow)),
    toRows(changes.map(toChangeRow)),
    toRows(stateRows),
    toRows(writeSet.entries.map(toEntryRow)),
    toRows(decisionRows),
  ];
}

/** States as both SQL functions take them. */
export async function toStateRows(
  states: readonly ResourceStates[],
  interned: InternedStates,
): Promise<readonly object[]> {
  const last = lastByKey(states, each => each.resourceKey);
  const sets = await interned.numbersOf(last.map(({ results }) => results));
  return last.map((each, index) => ({
    resource_key: each.resourceKey,
    resource_id: each.resourceId,
    resource_type: each.resourceType,
    scope_key: scopeKeyOf(each.resourceKey),
    location: each.location,
    etag: each.etag,
    revision: each.revision,
    at: each.at,
    set_id: sets[index],
    ...toResultParts(each.resourceId, each.results),
    ...(each.results.some(({ readsClock }) => readsClock) && { reads_clock: true }),
  }));
}

/** Somebody will want to look at it. */
function isExceptional({ complianceState }: StateResult): boolean {
  return complianceState !== 'Compliant' && complianceState !== 'NotApplicable';
}

function orNull<T>(items: readonly T[]): readonly T[] | null {
  return items.length === 0 ? null : items;
}

function toRows(rows: readonly object[]): string | null {
  return rows.length === 0 ? null : JSON.stringify(rows);
}

/** Keys, and the etags in the same order. */
function toGuards(expectations: readonly Expectation[]) {
  return [orNull(expectations.map(({ key }) => key)), orNull(expectations.map(({ etag }) => etag))] as const;
}

function toResourceRow(resource: Resource): object {
  return {
    key: resource.key,
    id: resource.id,
    type: resource.type,
    type_key: resource.type.toLowerCase(),
    parent_key: parentKeyOf(resource.key, resource.type),
    name: resource.name,
    body: JSON.stringify(resource.body),
    system_data: JSON.stringify(resource.systemData),
    etag: resource.etag,
    instance_id: resource.instanceId,
    api_version: resource.apiVersion,
    secrets: resource.secrets === undefined ? null : JSON.stringify(resource.secrets),
  };
}

function toChangeRow(change: SnapshotChange): object {
  return {
    kind: change.kind,
    key: change.key,
    record: change.record === null ? null : JSON.stringify(change.record),
  };
}

/** An entry as the table has it. */
export function toEntryRow(entry: ActivityEntry) {
  return {
    event_id: entry.eventId,
    at: entry.at,
    category: entry.category,
    subscription_id: entry.subscriptionId,
    resource_group: entry.resourceGroup,
    resource_id: entry.resourceId,
    resource_type: entry.resourceType,
    resource_provider: entry.resourceProvider,
    operation: entry.operation,
    status: entry.status,
    level: entry.level,
    caller: entry.caller,
    correlation_id: entry.correlationId,
    body: JSON.stringify(entry.body),
  };
}

/** Decisions, each with the events that tell what its rules said. */
async function toDecisionRows(
  decisions: readonly DecisionRecord[],
  events: readonly PolicyEvent[],
  interned: InternedStates,
): Promise<readonly object[]> {
  const ofDecision = Map.groupBy(events, event => event.decisionId);
  const results = decisions.map(({ id }) => ofDecision.get(id) ?? []);
  for (const { id } of decisions) ofDecision.delete(id);
  if (ofDecision.size > 0) throw new Error('An event came without the decision that it is of.');
  const sets = await interned.numbersOf(results);
  return decisions.map((decision, index) => {
    const told = results[index] ?? [];
    const { resource } = decision.request;
    const resourceId = textOf(resource['id']);
    return {
      id: decision.id,
      at: decision.at,
      revision: decision.revision,
      engine_version: decision.engineVersion,
      verdict: decision.verdict,
      resource_key: decision.resourceKey,
      resource_id: resourceId,
      resource_type: textOf(resource['type']),
      location: textOf(resource['location']) || null,
      principal_id: decision.principalId ?? null,
      exceptional: told.some(isExceptional),
      set_id: sets[index],
      ...toResultParts(resourceId, told),
      request: JSON.stringify(decision.request),
    };
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Of several for one key the last one counts, as if they had been written one after the other. */
function lastByKey<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map(item => [keyOf(item), item])).values()];
}
