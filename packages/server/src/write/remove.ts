import type { ApiError } from '@sluice/arm/errors';
import { applyChanges, EFFECTS, type Snapshot, toEntries, toWriteSet } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { Judged } from '@sluice/providers/enforcement';
import { CONNECTORS } from '../connectors/index.ts';
import { decisionFor } from '../explain/withhold.ts';
import { type RejudgeWork, rejudgeWork, relatedJobs } from '../scan/rejudge-work.ts';
import { inSpan } from '../telemetry/work.ts';
import { authorizationFailed, mayAct } from './access.ts';
import { checkedChanges } from './checked-changes.ts';
import { decided } from './decided.ts';
import { denialRecord } from './denial-record.ts';
import { deniedBy } from './denied-by.ts';
import type { WriteDependencies } from './dependencies.ts';
import { goneWith, type Typed } from './gone-with.ts';
import type { Removed, WriteIntent } from './intent.ts';
import { judgeDelete } from './judge.ts';
import { leaveGroups } from './leave-groups.ts';
import { requireLinkedAccess } from './linked-access.ts';
import { alsoDone, expectations, writeSetBase } from './operation-of.ts';
import { checkPreconditions } from './precondition.ts';
import { deleteStatus } from './put-status.ts';
import { ATTEMPTS_OF_CHANGES, type Attempt, untilCommitted } from './retry.ts';

type Outcome =
  | { readonly denied: ApiError }
  | {
      readonly removed: Removed;
      readonly gone: readonly Typed[];
      readonly rejudge: RejudgeWork | undefined;
    };

/**
 * The only way a resource is deleted, with everything in it: children, extension resources, the content of a group.
 *
 * Whatever of that verdicts depend on leaves the snapshot in the same commit. Absent ones are no error. Throws ApiError for what
 * refuses the request (a denial is committed first); nothing is deleted then.
 */
export async function remove(
  intent: WriteIntent<'DELETE'>,
  dependencies: WriteDependencies,
): Promise<Removed> {
  const { snapshots, turnstile } = dependencies;
  const once = (snapshot: Snapshot) => attempt(snapshot, intent, dependencies);
  // A deployment holds nothing that verdicts depend on; anything else may.
  const outcome = await (intent.type.componentsOf !== undefined
    ? untilCommitted(snapshots, once)
    : turnstile(() => untilCommitted(snapshots, once, ATTEMPTS_OF_CHANGES)));
  if ('denied' in outcome) throw outcome.denied;
  const { removed, gone, rejudge } = outcome;
  for (const { type, resource } of gone) {
    if (type.componentsOf !== undefined) CONNECTORS[0].remove(resource.id).catch(dependencies.onError);
  }
  await dependencies.rejudger.now(rejudge);
  return removed;
}

/**
 * What policy would say of a delete; nothing is deleted or recorded. Undefined where it has nothing to say. Throws ApiError as the delete
 * would, but for a denial, which is in the decision.
 */
export async function judgeRemove(
  intent: WriteIntent<'DELETE'>,
  stored: Resource,
  snapshot: Snapshot,
  dependencies: WriteDependencies,
): Promise<Judged | undefined> {
  requireDelete(intent, snapshot, dependencies);
  intent.type.checkDelete?.(stored, snapshot);
  return judgeAll(snapshot, intent, stored, dependencies.now(), dependencies);
}

function requireDelete(
  { type, id, caller }: WriteIntent<'DELETE'>,
  snapshot: Snapshot,
  { tenantId }: WriteDependencies,
): void {
  const action = `${type.type}/delete`;
  if (!mayAct(snapshot, tenantId, caller, action, id.id)) throw authorizationFailed(caller, action, id.id);
}

async function attempt(
  snapshot: Snapshot,
  intent: WriteIntent<'DELETE'>,
  dependencies: WriteDependencies,
): Promise<Attempt<Outcome>> {
  const { type, id, request, caller } = intent;
  const { storage, metrics } = dependencies;
  inSpan('authorize', () => requireDelete(intent, snapshot, dependencies));
  const stored = await storage.resources.get(id.key);
  checkPreconditions(request.headers, stored);
  if (stored === undefined) {
    const removed = { resource: undefined, revision: snapshot.revision };
    return { done: { removed, gone: [], rejudge: undefined } };
  }

  type.checkDelete?.(stored, snapshot);
  const at = dependencies.now();
  const base = {
    ...writeSetBase(intent, { resource: stored, at, status: deleteStatus(type) }, snapshot, dependencies),
    expect: expectations(id, stored, undefined),
  };
  const judged = await decided('delete', metrics, () => judgeAll(snapshot, intent, stored, at, dependencies));
  if (judged?.decision.verdict === 'deny') {
    const result = await storage.commit(denialRecord(base, judged));
    if (result.outcome === 'stale') return 'stale';
    const told = decisionFor(caller, judged.decision, snapshot, dependencies.tenantId);
    return { done: { denied: deniedBy(told) } };
  }
  const { gone, along, changes: own } = await goneWith(snapshot, { type, resource: stored }, dependencies);
  requireLinkedAccess(own, snapshot, dependencies.tenantId, caller);
  checkedChanges(snapshot, own);
  const left = await leaveGroups(snapshot, own, { caller, at }, dependencies);
  const changes = [...own, ...left.changes];
  const after = changes.length === 0 ? snapshot : applyChanges(snapshot, snapshot.revision + 1, changes);
  const rejudge = rejudgeWork(snapshot, after, changes, dependencies.types, {
    at,
    key: dependencies.newId(),
  });
  const input = {
    ...base,
    resources: [
      ...[stored.key, ...along.map(({ resource }) => resource.key)].map(key => ({
        kind: 'delete' as const,
        key,
      })),
      ...left.groups.map(resource => ({ kind: 'put' as const, resource })),
    ],
    changes,
    jobs: [
      ...(rejudge?.jobs ?? []),
      ...relatedJobs(
        after,
        gone.map(each => each.resource),
        dependencies.types,
      ),
    ],
  };
  const writeSet = toWriteSet({ ...input, ...(judged === undefined ? {} : { judged }) });
  const others = gone.filter(({ resource }) => resource.key !== stored.key);
  const also = [
    ...others.map(({ resource }) => alsoDone(input, 'delete', resource)),
    ...left.groups.map(group => alsoDone(input, 'write', group)),
  ];
  const entries = [...also.flatMap(toEntries), ...writeSet.entries];
  const result = await storage.commit({ ...writeSet, entries });
  if (result.outcome === 'stale') return 'stale';
  if (changes.length > 0) dependencies.snapshots.advance(snapshot, after);
  return {
    done: {
      removed: { resource: stored, revision: result.revision },
      gone,
      rejudge,
    },
  };
}

/**
 * What policy says of the delete: of the resource itself, and where a resource group goes of what is in it. The first refusal decides;
 * undefined where no policy has anything to say of deletes. What is inside any other resource goes with it unasked.
 * Source: Azure Policy documentation, "denyAction".
 */
async function judgeAll(
  snapshot: Snapshot,
  intent: WriteIntent<'DELETE'>,
  stored: Resource,
  at: string,
  { storage, types, newId }: WriteDependencies,
): Promise<Judged | undefined> {
  const { type } = intent;
  if (!protectsAnything(snapshot)) return undefined;
  const own = type.judged
    ? judgeDelete(snapshot, type, intent, stored, { at, decisionId: newId() })
    : undefined;
  if (own?.decision.verdict === 'deny' || type.type !== RESOURCE_GROUP) return withResults(own);
  const judgedTypes = new Map(types.filter(each => each.judged).map(each => [each.type.toLowerCase(), each]));
  let after: string | undefined;
  do {
    const page = await storage.resources.list({
      types: [...judgedTypes.keys()],
      under: stored.key,
      ...(after === undefined ? {} : { after }),
    });
    for (const resource of page.items) {
      const inside = judgedTypes.get(resource.type.toLowerCase());
      if (inside === undefined) continue;
      const cascade = judgeDelete(snapshot, inside, intent, resource, {
        at,
        decisionId: newId(),
        cascade: 'resourceGroup',
      });
      if (cascade.decision.verdict === 'deny') return cascade;
    }
    after = page.next;
  } while (after !== undefined);
  return withResults(own);
}

const RESOURCE_GROUP = 'Microsoft.Resources/subscriptions/resourceGroups';

function protectsAnything(snapshot: Snapshot): boolean {
  for (const key of snapshot.assignments.keys()) {
    if (snapshot.rulesOf(key).some(({ effect }) => EFFECTS[effect].phase === 'delete')) return true;
  }
  return false;
}

/** A decision that no rule had a part in is not worth keeping. */
function withResults(judged: Judged | undefined): Judged | undefined {
  return judged !== undefined && judged.decision.results.length > 0 ? judged : undefined;
}
