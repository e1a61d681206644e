import { parseScopeId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import { ancestry, applyChanges, decide, type Snapshot, trialSnapshot } from '@sluice/engine';
import type { Decision, RelatedQuery, SnapshotChange } from '@sluice/engine/model';
import { maskDecision, toRequest } from '@sluice/providers/enforcement';
import { findType } from '@sluice/providers/types';
import { explain } from '../../explain/explain.ts';
import { createModelReader } from '../../explain/model-reader.ts';
import { createPolicyReader } from '../../explain/policy-reader.ts';
import { askedToWire, explanationToWire } from '../../explain/to-wire.ts';
import { textAt } from '../../json-value.ts';
import { authorizationFailed, mayAct } from '../../write/access.ts';
import type { Caller } from '../../write/caller.ts';
import { decideSettled } from '../../write/judge.ts';
import type { TaskAnswer, TaskDependencies } from '../task.ts';
import { type CheckedDraft, checkDraft, type Draft } from './draft.ts';
import { type TriedOnInput, type TriedResource, triedResource } from './tried-resource.ts';

/** A definition to be tried. Plain JSON. */
export type TrialInput = Draft & {
  readonly on?: TriedOnInput;
  readonly apiVersion?: string;
  readonly occasion: 'write' | 'delete';
  /** Whether the assignments above the resource are asked too. */
  readonly withAssignments: boolean;
  /** By this revision or a later one. */
  readonly revision: number;
  readonly engineVersion: string;
};

/** What would have passed is looked for about this long at most: a rule that takes long is asked less often. */
const SEARCH_MS = 1_000;
const MOST_ASKED = 200;

/**
 * What a definition would say of a resource if it were stored and assigned, told as a decision is, and what is wrong with it. Nothing is kept.
 * Throws ApiError for a resource, a model or related resources that are not there, or not for the caller.
 */
export async function trial(input: TrialInput, dependencies: TaskDependencies): Promise<TaskAnswer> {
  const current = await dependencies.snapshots.since(input.revision);
  const base = trialSnapshot(current);
  const draft = checkDraft(base, input, dependencies);
  await dependencies.breathe();
  const { on } = input;
  const tried =
    on === undefined || draft.written === undefined
      ? {}
      : await judged(base, { ...input, on }, draft.written, dependencies);
  return {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-sluice-revision': String(current.revision),
    },
    text: [JSON.stringify({ ...draftToWire(draft), ...tried })],
  };
}

function draftToWire({ diagnostics, problems, warnings }: CheckedDraft): JsonObject {
  return {
    diagnostics: diagnostics.map(({ range, ...each }) => ({
      ...each,
      ...(range && { range: { ...range } }),
    })),
    problems: problems.map(each => ({ ...each })),
    warnings: warnings.map(each => ({ ...each })),
  };
}

async function judged(
  base: Snapshot,
  input: TrialInput & { readonly on: TriedOnInput },
  { changes, assignmentKey }: NonNullable<CheckedDraft['written']>,
  dependencies: TaskDependencies,
): Promise<JsonObject> {
  const { caller, engineVersion } = input;
  const { storage, tenantId } = dependencies;
  const tried = await triedResource(base, input, dependencies);
  const others = input.withAssignments ? [] : assignmentsAbove(base, input.on.id);
  const snapshot = applyChanges(base, base.revision, [...others, ...changes]);
  const asked = requestOf(snapshot, tried, input, dependencies);
  const start = performance.now();
  const first = decide(snapshot, asked);
  const took = performance.now() - start;
  requireRelatedAccess(snapshot, tenantId, caller, pendingOf(first, assignmentKey));
  const settled = await decideSettled(snapshot, asked, storage);
  const { type } = tried;
  const { request, decision } = type === undefined ? settled : maskDecision(settled, type, snapshot);
  await dependencies.breathe();
  const drafted = new Set(changes.map(({ key }) => key));
  const mayReadPolicy = createPolicyReader(snapshot, tenantId, caller, input.on.id);
  const explained = explain(snapshot, type, request, decision, {
    mayRead: createModelReader(snapshot, tenantId, caller),
    mayReadPolicy: each => drafted.has(each.toLowerCase()) || mayReadPolicy(each),
    limit: Math.max(1, Math.min(MOST_ASKED, Math.floor(SEARCH_MS / took))),
  });
  return {
    properties: {
      at: request.at,
      revision: snapshot.revision,
      engineVersion,
      verdict: decision.verdict,
      ...askedToWire(snapshot, request),
      ...explanationToWire(snapshot, explained),
      ...(tried.problem && { resourceProblem: { ...tried.problem } }),
    },
  };
}

/** Takes out of a snapshot what is assigned at a resource and above it. */
function assignmentsAbove({ scopes, assignments }: Snapshot, id: string): readonly SnapshotChange[] {
  const chain = new Set(ancestry(scopes, id));
  return [...assignments].flatMap(([key, { scope }]) =>
    chain.has(parseScopeId(scope)?.key ?? scope.toLowerCase())
      ? [{ kind: 'policyAssignment', key, record: null } as const]
      : [],
  );
}

function requestOf(
  snapshot: Snapshot,
  { resource, facts, apiVersion, type }: TriedResource,
  { occasion, caller, correlationId }: TrialInput,
  { now, newId }: TaskDependencies,
) {
  return toRequest({
    decisionId: newId(),
    at: now(),
    occasion,
    resource,
    facts,
    snapshot,
    caller: caller.claims,
    apiVersion,
    correlationId,
    action: `${type?.type ?? textAt(resource, 'type') ?? ''}/${occasion}`,
  });
}

function pendingOf({ pending }: Decision, assignmentKey: string): readonly RelatedQuery[] {
  return pending.filter(({ key }) => key === assignmentKey);
}

/** A rule that anybody can make up must not say of related resources what its author may not read. */
function requireRelatedAccess(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
  queries: readonly RelatedQuery[],
): void {
  for (const { type, scope } of queries) {
    const action = `${findType(type)?.type ?? type}/read`;
    if (!mayAct(snapshot, tenantId, caller, action, scope)) throw authorizationFailed(caller, action, scope);
  }
}
