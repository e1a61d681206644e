import type { ApiError } from '@sluice/arm/errors';
import type { ResourceId } from '@sluice/arm/ids';
import { applyChanges, type Snapshot, toEntries, toWriteSet } from '@sluice/engine';
import { findType } from '@sluice/providers/types';
import { CONNECTORS } from '../connectors/index.ts';
import { decisionFor } from '../explain/withhold.ts';
import { lookAgainJobs, type RejudgeWork, rejudgeWork, relatedJobs } from '../scan/rejudge-work.ts';
import { inSpan } from '../telemetry/work.ts';
import { above, missingAbove } from './above.ts';
import { authorizationFailed, mayAct } from './access.ts';
import { afterwardsJobs } from './afterwards-jobs.ts';
import { checkedChanges } from './checked-changes.ts';
import { decided } from './decided.ts';
import { denialRecord } from './denial-record.ts';
import { deniedBy } from './denied-by.ts';
import type { WriteDependencies } from './dependencies.ts';
import { dueExpiryJobs } from './expiry-jobs.ts';
import type { WriteIntent, Written } from './intent.ts';
import { judgeWrite } from './judge.ts';
import { leaveGroups } from './leave-groups.ts';
import { requireLinkedAccess } from './linked-access.ts';
import { alsoDone, expectations, writeSetBase } from './operation-of.ts';
import { checkPreconditions } from './precondition.ts';
import { prepareWrite } from './prepare-write.ts';
import { putStatus } from './put-status.ts';
import { ATTEMPTS_OF_CHANGES, type Attempt, untilCommitted } from './retry.ts';

type Intent = WriteIntent<'PUT' | 'PATCH'>;
type Outcome =
  | { readonly denied: ApiError }
  /** Nothing was written: this parent must be made first. */
  | { readonly implied: ResourceId }
  | {
      readonly written: Written;
      readonly rejudge: RejudgeWork | undefined;
    };

/**
 * The only way a resource is made or changed: authorize, prepare, judge, commit.
 *
 * Commits under the revision it was decided at, or decides again. A denial is committed too, then thrown. Throws ApiError for
 * whatever refuses the request; nothing is stored then. What a change of policies means for the resources that exist is worked
 * out before it returns, as far as that is quick.
 */
export async function write(intent: Intent, dependencies: WriteDependencies): Promise<Written> {
  const { snapshots, turnstile } = dependencies;
  const once = (snapshot: Snapshot) => attempt(snapshot, intent, dependencies);
  const outcome = await (intent.type.changesOf === undefined
    ? untilCommitted(snapshots, once)
    : turnstile(() => untilCommitted(snapshots, once, ATTEMPTS_OF_CHANGES)));
  if ('denied' in outcome) throw outcome.denied;
  if ('implied' in outcome) {
    await write(impliedParent(intent, outcome.implied), dependencies);
    return write(intent, dependencies);
  }
  const { written, rejudge } = outcome;
  if (intent.type.componentsOf !== undefined)
    CONNECTORS[0].apply(written.resource).catch(dependencies.onError);
  await dependencies.rejudger.now(rejudge);
  return written;
}

async function attempt(
  snapshot: Snapshot,
  intent: Intent,
  dependencies: WriteDependencies,
): Promise<Attempt<Outcome>> {
  const { type, id, request, verb, caller } = intent;
  const { storage, tenantId, metrics } = dependencies;
  const action = `${type.type}/write`;
  const may = inSpan('authorize', () => mayAct(snapshot, tenantId, caller, action, id.id));
  if (!may) throw authorizationFailed(caller, action, id.id);

  const holder = above(id);
  const around = await storage.resources.getMany(holder === undefined ? [id.key] : [id.key, holder.key]);
  if (holder !== undefined && !around.some(({ key }) => key === holder.key)) {
    if (type.impliesParent && (await missingAbove(storage, holder)) === undefined) {
      // Refused content must leave nothing behind, so it is looked at before the parent is made.
      prepareWrite(snapshot, intent, {}, dependencies.now(), dependencies);
      return { done: { implied: holder } };
    }
    const missing = await missingAbove(storage, id);
    if (missing === undefined) return 'stale';
    throw missing;
  }
  const stored = around.find(({ key }) => key === id.key);
  checkPreconditions(request.headers, stored);

  const at = dependencies.now();
  const parent = around.find(({ key }) => key === holder?.key);
  const prepared = inSpan('prepare', () =>
    prepareWrite(snapshot, intent, { stored, parent }, at, dependencies),
  );
  type.checkWrite?.(prepared.resource, stored, snapshot);
  const judged = type.judged
    ? await decided('write', metrics, () =>
        judgeWrite(snapshot, intent, prepared, { at, decisionId: dependencies.newId() }, storage),
      )
    : undefined;
  const status = putStatus(type, verb, stored === undefined);
  const base = {
    ...writeSetBase(intent, { resource: prepared.resource, at, status }, snapshot, dependencies),
    expect: expectations(id, stored, holder),
  };

  if (judged?.decision.verdict === 'deny') {
    const result = await storage.commit(denialRecord(base, judged));
    if (result.outcome === 'stale') return 'stale';
    return { done: { denied: deniedBy(decisionFor(caller, judged.decision, snapshot, tenantId)) } };
  }

  const resource = judged?.resource ?? prepared.resource;
  const own = type.changesOf?.(resource, stored, snapshot.facts, snapshot) ?? [];
  requireLinkedAccess(own, snapshot, tenantId, caller);
  const warnings = checkedChanges(snapshot, own);
  const left = await leaveGroups(snapshot, own, { caller, at }, dependencies);
  const changes = [...own, ...left.changes];
  const after = changes.length === 0 ? snapshot : applyChanges(snapshot, snapshot.revision + 1, changes);
  const rejudge = rejudgeWork(snapshot, after, changes, dependencies.types, {
    at,
    key: dependencies.newId(),
  });
  const replaced = (type.replaces?.(resource, snapshot) ?? []).filter(key => key !== resource.key);
  const companions = type.companions?.(resource, stored, { parent, newId: dependencies.newId }) ?? [];
  const input = {
    ...base,
    ...(judged === undefined ? {} : { judged: { request: judged.request, decision: judged.decision } }),
    resources: [
      ...replaced.map(key => ({ kind: 'delete' as const, key })),
      ...[...companions, ...left.groups, resource].map(each => ({ kind: 'put' as const, resource: each })),
    ],
    changes,
    jobs: [
      ...(intent.jobs ?? []),
      ...(judged === undefined ? [] : afterwardsJobs(judged.decision, at, caller.principal.id)),
      ...(rejudge?.jobs ?? []),
      ...dueExpiryJobs(changes, at),
      ...relatedJobs(after, [resource], dependencies.types),
      ...(judged?.request.related === undefined ? [] : lookAgainJobs(resource)),
    ],
  };
  const writeSet = toWriteSet(input);
  const also = left.groups.flatMap(group => toEntries(alsoDone(input, 'write', group)));
  const result = await storage.commit({ ...writeSet, entries: [...also, ...writeSet.entries] });
  if (result.outcome === 'stale') return 'stale';
  if (changes.length > 0) dependencies.snapshots.advance(snapshot, after);
  const written: Written = {
    resource,
    created: stored === undefined,
    revision: result.revision,
    warnings,
    ...(judged === undefined ? {} : { decisionId: judged.decision.id, decision: judged.decision }),
  };
  return { done: { written, rejudge } };
}

/** The PUT that makes a missing parent in the caller's name: authorized, judged and logged like any other. */
function impliedParent({ request, caller, ...child }: Intent, id: ResourceId): Intent {
  const type = findType(id.typeKey);
  if (type === undefined)
    throw new Error(`'${child.type.type}' implies a parent of an unknown type, '${id.type}'.`);
  const headers = new Map(
    [...request.headers].filter(([name]) => name !== 'if-match' && name !== 'if-none-match'),
  );
  return {
    verb: 'PUT',
    type,
    id,
    caller,
    request: { ...request, path: id.id, headers, body: { properties: {} } },
  };
}
