import type { Vocabulary } from '@sluice/language';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import { keyOf } from '../scope/ancestry.ts';
import { bindAssignment } from './bind-assignment.ts';
import { PersistentMap } from './persistent-map.ts';
import type { ProgramCache } from './programs.ts';
import { indexAssignments, type ScopeAssignments } from './scope-assignments.ts';
import type { BoundAssignment } from './snapshot.ts';

/** Everything bound: by assignment, by the definition it needs, by the scope it is at. Immutable. */
export type PolicyIndex = {
  readonly bound: PersistentMap<BoundAssignment>;
  /** Keys of the assignments that name a definition, existing or not. */
  readonly users: PersistentMap<ReadonlySet<string>>;
  readonly scopes: ReadonlyMap<string, ScopeAssignments>;
};

/** What binding needs besides the records. */
export type Binder = { readonly programs: ProgramCache; readonly vocabulary: Vocabulary };

/** No assignments. */
export const EMPTY_INDEX: PolicyIndex = {
  bound: PersistentMap.empty(),
  users: PersistentMap.empty(),
  scopes: new Map(),
};

/**
 * The index after changes: binds the changed assignments and those whose definition changed, and indexes anew only the
 * scopes that they are at.
 */
export function updateIndex(
  index: PolicyIndex,
  binder: Binder,
  definitions: ReadonlyMap<string, PolicyDefinition>,
  changedDefinitions: readonly string[],
  changedAssignments: ReadonlyMap<string, PolicyAssignment | null>,
): PolicyIndex {
  if (changedDefinitions.length === 0 && changedAssignments.size === 0) return index;
  const next = new Map<string, PolicyAssignment | null>(changedAssignments);
  for (const definition of changedDefinitions) {
    for (const key of index.users.get(definition) ?? []) {
      const unchanged = index.bound.get(key)?.assignment;
      if (unchanged && !next.has(key)) next.set(key, unchanged);
    }
  }
  const bound = new Map<string, BoundAssignment | undefined>();
  const users = new Map<string, Set<string>>();
  const atScope = new Map<string, Map<string, BoundAssignment>>();
  for (const [key, assignment] of next) {
    const before = index.bound.get(key);
    if (before) {
      drafted(users, definitionKeyOf(before.assignment), index.users).delete(key);
      draftedScope(atScope, keyOf(before.assignment.scope), index).delete(key);
    }
    if (!assignment) {
      bound.set(key, undefined);
      continue;
    }
    const definitionKey = definitionKeyOf(assignment);
    const after = bindAssignment(
      assignment,
      definitions.get(definitionKey),
      binder.programs,
      binder.vocabulary,
    );
    bound.set(key, after);
    drafted(users, definitionKey, index.users).add(key);
    draftedScope(atScope, keyOf(assignment.scope), index).set(key, after);
  }
  const scopes = new Map(index.scopes);
  for (const [scope, assignments] of atScope) {
    if (assignments.size === 0) scopes.delete(scope);
    else scopes.set(scope, indexAssignments([...assignments.values()]));
  }
  const used = [...users].map(([key, keys]) => [key, keys.size === 0 ? undefined : keys] as const);
  return { bound: index.bound.with(bound), users: index.users.with(used), scopes };
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
  drafts: Map<string, Map<string, BoundAssignment>>,
  scope: string,
  index: PolicyIndex,
): Map<string, BoundAssignment> {
  let draft = drafts.get(scope);
  if (!draft) {
    draft = new Map((index.scopes.get(scope)?.all ?? []).map(bound => [bound.key, bound]));
    drafts.set(scope, draft);
  }
  return draft;
}
