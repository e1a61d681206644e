import { toErrorBody } from '@sluice/arm/errors';
import { parseODataFilter } from '@sluice/arm/odata';
import { type AfterwardsOutcome, afterwardsEntry, type Snapshot, toStates } from '@sluice/engine';
import type { ActivityEntry, DecisionRecord, Resource, RuleResult, TrackedAct } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import { findType } from '@sluice/providers/types';
import { objectAt } from '../json-value.ts';
import { type Deployed, deployRelated } from '../remedy/deploy-related.ts';
import { deploymentName, stableId } from '../remedy/stable-id.ts';
import { trackedAct } from '../remedy/tracked-act.ts';
import { unexpected } from '../remedy/unexpected.ts';
import { AFTERWARDS, type AfterwardsInput } from '../write/afterwards-jobs.ts';
import { decided } from '../write/decided.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { type JudgedAgain, judgeAgain } from '../write/judge.ts';
import { untilCommitted } from '../write/retry.ts';
import type { Job } from './job.ts';

/**
 * What auditIfNotExists and deployIfNotExists do after a request: the resource is judged again as things are when the delay has passed,
 * and what is still missing is reported, or deployed as the identity of the assignment.
 *
 * Done twice it tells once: entries and deployments have ids that follow from the request. A run that goes on where another one was
 * killed ends what that one began.
 */
export const afterwards: Job<AfterwardsInput> = {
  name: AFTERWARDS,
  concurrency: 2,
  async run(input, services) {
    const record = await services.storage.decisions.get(input.decisionId);
    if (record === undefined) return;
    const asked: Asked = { ...input, record, told: await toldIds(record, services) };
    const look = await lookAgain(asked, services, each =>
      each.results.filter(isMissing).map(result => ({
        entry: entryOf(asked, each, result, { kind: deploys(result) ? 'begun' : 'missing' }, services),
      })),
    );
    const deploying = look?.results.filter(deploys) ?? [];
    if (look === undefined || deploying.length === 0) return;

    const deployed = new Map<string, Deployed>();
    for (const result of deploying) {
      if (isMissing(result)) deployed.set(result.key, await deploy(asked, look, result, services));
    }
    await lookAgain(asked, services, each =>
      each.results.flatMap(result => {
        const outcome = endOf(asked, result, deployed.get(result.key));
        if (outcome === undefined) return [];
        const deploymentId = deployed.get(result.key)?.deploymentId;
        const entry = entryOf(asked, each, result, outcome, services, deploymentId);
        const done = { resourceId: each.resource.id, deploymentId, at: each.at };
        return [outcome.kind === 'deployed' ? { entry, act: trackedAct(result, done) } : { entry }];
      }),
    );
  },
};

type Asked = AfterwardsInput & {
  readonly record: DecisionRecord;
  /** Ids of what the log says already. */
  readonly told: Set<string>;
};

/** What is to be told, and tracked with it. */
type Told = { readonly entry: ActivityEntry; readonly act?: TrackedAct };

type Look = {
  readonly snapshot: Snapshot;
  readonly at: string;
  readonly resource: Resource;
  readonly type: ResourceType;
  readonly judged: JudgedAgain;
  /** Of the rules that the job is about, on the resource itself. */
  readonly results: readonly RuleResult[];
};

/** Judges the resource as it is now and keeps its states, with entries about them, in one commit. Undefined when it is gone. */
function lookAgain(
  { record, rules, told }: Asked,
  { storage, snapshots, metrics, now, newId }: WriteDependencies,
  tell: (look: Look) => readonly Told[],
): Promise<Look | undefined> {
  const { caller } = record.request;
  return untilCommitted(snapshots, async snapshot => {
    const resource = await storage.resources.get(record.resourceKey);
    const type = resource === undefined ? undefined : findType(resource.type.toLowerCase());
    if (resource === undefined || type === undefined) return { done: undefined };
    const at = now();
    const occasion = { at, decisionId: newId(), ...(caller === undefined ? {} : { caller }) };
    const judged = await decided('scan', metrics, () =>
      judgeAgain(snapshot, type, resource, occasion, storage),
    );
    const results = judged.decision.results.filter(
      ({ key, component, enforced }) => rules.includes(key) && component === undefined && enforced,
    );
    const look: Look = { snapshot, at, resource, type, judged, results };
    const news = tell(look).filter(({ entry }) => !told.has(entry.eventId));
    const result = await storage.commit({
      revision: snapshot.revision,
      expect: [{ key: resource.key, etag: resource.etag, role: 'resource' }],
      resources: [],
      changes: [],
      states: [toStates(judged.decision, resource, at)],
      events: [],
      entries: news.map(({ entry }) => entry),
      decisions: [],
      jobs: [],
      tracked: news.flatMap(({ act }) => act ?? []),
    });
    if (result.outcome === 'stale') return 'stale';
    return { done: look };
  });
}

function isMissing({ outcome }: RuleResult): boolean {
  return outcome === 'matched';
}

function deploys({ effectName }: RuleResult): boolean {
  return effectName === 'deployIfNotExists';
}

function deploy(
  { record, decisionId }: Asked,
  { snapshot, judged, resource }: Look,
  { key, assignment }: RuleResult,
  services: WriteDependencies,
): Promise<Deployed> {
  return deployRelated(
    {
      snapshot,
      assignment,
      details: judged.detailsOf(key),
      resourceId: resource.id,
      name: deploymentName(decisionId, key),
      correlationId: record.request.correlationId,
    },
    services,
  ).catch((cause: unknown) => unexpected(cause, services));
}

/** How a deployment ended: as it did now, or, where the run that made it was killed, as what is there shows. */
function endOf(
  { decisionId, told }: Asked,
  result: RuleResult,
  deployed: Deployed | undefined,
): AfterwardsOutcome | undefined {
  if (deployed?.error !== undefined)
    return { kind: 'failed', error: objectAt(toErrorBody(deployed.error), 'error') };
  const wasBegun = told.has(eventIdOf(decisionId, result.key, 'begun'));
  return deployed !== undefined || (deploys(result) && wasBegun && !isMissing(result))
    ? { kind: 'deployed' }
    : undefined;
}

/** An entry in the name of whoever made the request that it follows, under the request's correlation id. */
function entryOf(
  { record, decisionId, principalId }: Asked,
  { snapshot, at, resource, type, judged }: Look,
  result: RuleResult,
  outcome: AfterwardsOutcome,
  { engineVersion, tenantId }: WriteDependencies,
  deploymentId?: string,
): ActivityEntry {
  const { caller, correlationId, action } = record.request;
  const known = snapshot.principals.get(principalId.toLowerCase());
  const unknown = { id: principalId, clientId: principalId, displayName: '', enabled: false } as const;
  return afterwardsEntry(
    {
      snapshot,
      at,
      engineVersion,
      principal: known ?? { ...unknown, kind: 'ServicePrincipal' },
      ...(caller === undefined ? {} : { claims: caller }),
      correlationId,
      tenantId,
      newId: () => eventIdOf(decisionId, result.key, outcome.kind),
      operation: { action, resourceId: resource.id, resourceType: type.type, status: 200 },
      expect: [],
      resources: [],
      changes: [],
    },
    { ...judged.request, decisionId },
    result,
    outcome,
    deploymentId,
  );
}

/** A deployment ends once, well or not. */
function eventIdOf(decisionId: string, ruleKey: string, kind: AfterwardsOutcome['kind']): string {
  return stableId(decisionId, ruleKey, kind === 'deployed' || kind === 'failed' ? 'ended' : kind);
}

/** More entries than one request and what follows from it leave behind. */
const ENTRIES_OF_A_REQUEST = 1_000;

async function toldIds(
  { request, resourceKey }: DecisionRecord,
  { storage }: WriteDependencies,
): Promise<Set<string>> {
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const { value: filter } = parseODataFilter(
    `correlationId eq ${text(request.correlationId)} and resourceId eq ${text(resourceKey)} and category eq 'Policy'`,
  );
  const { items } = await storage.activityLog.query({ filter, top: ENTRIES_OF_A_REQUEST });
  return new Set(items.map(({ eventId }) => eventId));
}
