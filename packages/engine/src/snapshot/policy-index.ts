import { EFFECTS } from '../effects/index.ts';
import type { PolicyAssignment } from '../model/records.ts';
import { keyOf } from '../scope/ancestry.ts';
import { bindAssignment, type Definitions } from './bind-assignment.ts';
import type { Binder } from './binder.ts';
import { PersistentMap } from './persistent-map.ts';
import { indexAssignments, type ScopeAssignments } from './scope-assignments.ts';
import type { BoundRule } from './snapshot.ts';

/** Everything bound: by assignment, by the definitions it needs, by the scope it is at. Immutable. */
export type PolicyIndex = {
  /** All rules of each assignment, disabled ones too. */
  readonly bound: PersistentMap<readonly BoundRule[]>;
  /** Keys of the assignments that need a definition or initiative, existing or not: they name it, or it is a member of what they name. */
  readonly users: PersistentMap<ReadonlySet<string>>;
  /** The rules that can say something, by scope. */
  readonly scopes: ReadonlyMap<string, ScopeAssignments>;
  readonly assignments: PersistentMap<Indexed>;
};

/** An assignment as it was indexed: what has to be taken back when it changes. */
type Indexed = { readonly assignment: PolicyAssignment; readonly needs: readonly string[] };

/** No assignments. */
export const EMPTY_INDEX: PolicyIndex = {
  bound: PersistentMap.empty(),
  users: PersistentMap.empty(),
  scopes: new Map(),
  assignments: PersistentMap.empty(),
};

/**
 * The index after changes: binds the changed assignments and those that need a changed definition or initiative, and indexes anew
 * only the scopes that they are at.
 */
export function updateIndex(
  index: PolicyIndex,
  binder: Binder,
  known: Definitions,
  changedDefinitions: readonly string[],
  changedAssignments: ReadonlyMap<string, PolicyAssignment | null>,
): PolicyIndex {
  if (changedDefinitions.length === 0 && changedAssignments.size === 0) return index;
  const next = new Map<string, PolicyAssignment | null>(changedAssignments);
  for (const definition of changedDefinitions) {
    for (const key of index.users.get(definition) ?? []) {
      const unchanged = index.assignments.get(key)?.assignment;
      if (unchanged && !next.has(key)) next.set(key, unchanged);
    }
  }
  const bound = new Map<string, readonly BoundRule[] | undefined>();
  const assignments = new Map<string, Indexed | undefined>();
  const users = new Map<string, Set<string>>();
  const atScope = new Map<string, Map<string, readonly BoundRule[]>>();
  for (const [key, assignment] of next) {
    const before = index.assignments.get(key);
    if (before) {
      for (const need of before.needs) drafted(users, need, index.users).delete(key);
      draftedScope(atScope, keyOf(before.assignment.scope), index).delete(key);
    }
    if (!assignment) {
      bound.set(key, undefined);
      assignments.set(key, undefined);
      continue;
    }
    const needs = needsOf(assignment, known);
    const rules = bindAssignment(assignment, known, binder);
    bound.set(key, rules);
    assignments.set(key, { assignment, needs });
    for (const need of needs) drafted(users, need, index.users).add(key);
    draftedScope(atScope, keyOf(assignment.scope), index).set(key, rules.filter(isHeard));
  }
  const scopes = new Map(index.scopes);
  for (const [scope, rules] of atScope) {
    if (rules.size === 0) scopes.delete(scope);
    else scopes.set(scope, indexAssignments([...rules.values()].flat()));
  }
  const used = [...users].map(([key, keys]) => [key, keys.size === 0 ? undefined : keys] as const);
  return {
    bound: index.bound.with(bound),
    users: index.users.with(used),
    scopes,
    assignments: index.assignments.with(assignments),
  };
}

/** A disabled rule says nothing of any resource. */
function isHeard({ effect }: BoundRule): boolean {
  return EFFECTS[effect].phase !== 'never';
}

function needsOf(assignment: PolicyAssignment, { initiatives }: Definitions): readonly string[] {
  const own = definitionKeyOf(assignment);
  const initiative = initiatives.get(own);
  if (initiative === undefined) return [own];
  const members = [initiative, ...(initiative.otherVersions ?? [])].flatMap(version =>
    version.members.map(({ policyDefinitionId }) => keyOf(policyDefinitionId)),
  );
  return [...new Set([own, ...members])];
}

/** The key that an assignment looks its definition up by. */
export function definitionKeyOf(assignment: PolicyAssignment): string {
  return keyOf(assignment.policyDefinitionId);
}

function drafted(
  drafts: Map<string, Set<string>>,
  key: string,
  from: PersistentMap<ReadonlySet<string>>,
): Set<string> {
  let draft = drafts.get(key);
  if (!draft) {
    draft = new Set(from.get(key));
    drafts.set(key, draft);
  }
  return draft;
}

function draftedScope(
  drafts: Map<string, Map<string, readonly BoundRule[]>>,
  scope: string,
  index: PolicyIndex,
): Map<string, readonly BoundRule[]> {
  let draft = drafts.get(scope);
  if (!draft) {
    draft = new Map();
    for (const rule of index.scopes.get(scope)?.all ?? []) {
      draft.set(rule.assignmentKey, [...(draft.get(rule.assignmentKey) ?? []), rule]);
    }
    drafts.set(scope, draft);
  }
  return draft;
}
