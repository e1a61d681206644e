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
import { parentKeyOf, scopeKeyOf } from './keys.ts';

/**
 * A write set as the SQL function takes it: flat rows named like the columns. Documents go in as texts, so that the database keeps them
 * as they are and what `jsonb` refuses (NUL) can be in them.
 */
export function toPayload(writeSet: WriteSet, now: string): string {
  const mustBeNew = new Set(
    writeSet.expect.filter(each => each.role === 'resource' && each.etag === null).map(each => each.key),
  );
  const puts = lastByKey(
    writeSet.resources.flatMap(each => (each.kind === 'put' ? [each.resource] : [])),
    resource => resource.key,
  );
  return JSON.stringify({
    revision: writeSet.revision,
    at: writeSet.entries[0]?.at ?? writeSet.events[0]?.at ?? writeSet.decisions[0]?.at ?? now,
    parents: writeSet.expect.filter(each => each.role === 'parent').map(toGuard),
    guards: writeSet.expect.filter(each => each.role === 'resource').map(toGuard),
    creates: puts.filter(resource => mustBeNew.has(resource.key)).map(toResourceRow),
    puts: puts.filter(resource => !mustBeNew.has(resource.key)).map(toResourceRow),
    deletes: writeSet.resources.flatMap(each => (each.kind === 'delete' ? [each.key] : [])),
    changes: lastByKey(writeSet.changes, change => `${change.kind} ${change.key}`).map(toChangeRow),
    states: toStateRows(writeSet.states),
    events: writeSet.events.map(toEventRow),
    entries: writeSet.entries.map(toEntryRow),
    decisions: writeSet.decisions.map(toDecisionRow),
  });
}

/** States as both SQL functions take them: for each resource how they are kept, and a row for each result. */
export function toStateRows(states: readonly ResourceStates[]): readonly object[] {
  return lastByKey(states, each => each.resourceKey).map(each => ({
    resource_key: each.resourceKey,
    resource_id: each.resourceId,
    resource_type: each.resourceType,
    scope_key: scopeKeyOf(each.resourceKey),
    etag: each.etag,
    revision: each.revision,
    at: each.at,
    results: JSON.stringify(each.results),
    exceptional: each.results.some(isExceptional),
    rows: each.results.map(result => ({ ...toResultRow(result), exceptional: isExceptional(result) })),
  }));
}

/** Somebody will want to look at it. */
function isExceptional({ complianceState }: StateResult): boolean {
  return complianceState !== 'Compliant' && complianceState !== 'NotApplicable';
}

function toGuard(expectation: Expectation): object {
  return { key: expectation.key, etag: expectation.etag };
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

function toResultRow(result: StateResult): object {
  return {
    assignment_key: result.assignmentKey,
    definition_key: result.definitionKey,
    definition_version: result.definitionVersion,
    definition_reference_id: result.definitionReferenceId,
    component_id: result.componentId,
    component_type: result.componentType,
    component_name: result.componentName,
    effect: result.effect,
    compliance_state: result.complianceState,
    detail: toDetail(result),
  };
}

function toEventRow(event: PolicyEvent): object {
  return {
    ...toResultRow(event),
    at: event.at,
    resource_key: event.resourceKey,
    resource_id: event.resourceId,
    resource_type: event.resourceType,
    is_compliant: event.isCompliant,
    principal_id: event.principalId,
    correlation_id: event.correlationId,
    decision_id: event.decisionId,
  };
}

/** Why: only where there is something to say. */
function toDetail({ evaluatedExpressions, error }: StateResult): string | null {
  return evaluatedExpressions === undefined && error === undefined
    ? null
    : JSON.stringify({ evaluatedExpressions, error });
}

function toEntryRow(entry: ActivityEntry): object {
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

function toDecisionRow(decision: DecisionRecord): object {
  return {
    id: decision.id,
    at: decision.at,
    revision: decision.revision,
    engine_version: decision.engineVersion,
    verdict: decision.verdict,
    resource_key: decision.resourceKey,
    request: JSON.stringify(decision.request),
  };
}

/** Of several for one key the last one counts, as if they had been written one after the other. */
function lastByKey<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map(item => [keyOf(item), item])).values()];
}
