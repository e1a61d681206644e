import type { Vocabulary } from '@sluice/language';
import type {
  PolicyAssignment,
  PolicyDefinition,
  Principal,
  RoleAssignment,
  RoleDefinition,
  ScopeRecord,
  SettingsRecord,
  TypeAliases,
} from '../model/records.ts';
import type { PersistentFacts } from './fact-table.ts';
import type { PersistentMap } from './persistent-map.ts';
import type { Binder, PolicyIndex } from './policy-index.ts';
import type { BoundAssignment, Snapshot, TypeTable } from './snapshot.ts';

/** What a snapshot is made of: the persistent collections behind its read-only face. */
export type SnapshotState = {
  readonly revision: number;
  readonly types: TypeTable;
  /** Without what was imported. */
  readonly ownVocabulary: Vocabulary;
  readonly binder: Binder;
  readonly scopes: PersistentMap<ScopeRecord>;
  readonly definitions: PersistentMap<PolicyDefinition>;
  readonly assignments: PersistentMap<PolicyAssignment>;
  readonly principals: PersistentMap<Principal>;
  readonly roleDefinitions: PersistentMap<RoleDefinition>;
  readonly roleAssignments: PersistentMap<RoleAssignment>;
  readonly facts: PersistentFacts;
  readonly settings: SettingsRecord | undefined;
  readonly aliases: PersistentMap<TypeAliases>;
  readonly index: PolicyIndex;
};

const STATES = new WeakMap<Snapshot, SnapshotState>();
const NONE: readonly BoundAssignment[] = [];

/** The state's public face. */
export function toSnapshot(state: SnapshotState): Snapshot {
  const { scopes } = state.index;
  const snapshot: Snapshot = {
    revision: state.revision,
    types: state.types,
    vocabulary: state.binder.vocabulary,
    facts: state.facts,
    scopes: state.scopes,
    definitions: state.definitions,
    assignments: state.assignments,
    principals: state.principals,
    roleDefinitions: state.roleDefinitions,
    roleAssignments: state.roleAssignments,
    settings: state.settings,
    aliases: state.aliases,
    assignmentsAt: (scopeKey, typeKey) => scopes.get(scopeKey)?.forType(typeKey) ?? NONE,
  };
  STATES.set(snapshot, state);
  return snapshot;
}

/** What is behind a snapshot of `createSnapshot` or `applyChanges`; no other object is one. */
export function stateOf(snapshot: Snapshot): SnapshotState {
  const state = STATES.get(snapshot);
  if (!state) throw new Error('A snapshot comes from createSnapshot or applyChanges; this object does not.');
  return state;
}
