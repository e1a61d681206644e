import type { Vocabulary } from '@sluice/language';
import type {
  Attestation,
  PolicyAssignment,
  PolicyDefinition,
  PolicyEnrollment,
  PolicyExemption,
  PolicySetDefinition,
  Principal,
  RoleAssignment,
  RoleDefinition,
  ScopeRecord,
  SettingsRecord,
  TypeAliases,
} from '../model/records.ts';
import type { Binder } from './binder.ts';
import type { PersistentFacts } from './fact-table.ts';
import type { GroupedMap } from './grouped-map.ts';
import type { PersistentMap } from './persistent-map.ts';
import type { PolicyIndex } from './policy-index.ts';
import { rulesLookingAt } from './related-types.ts';
import type { BoundRule, Snapshot, TypeTable } from './snapshot.ts';

/** What a snapshot is made of: the persistent collections behind its read-only face. */
export type SnapshotState = {
  readonly revision: number;
  readonly types: TypeTable;
  /** Without what was imported. */
  readonly ownVocabulary: Vocabulary;
  readonly binder: Binder;
  readonly scopes: PersistentMap<ScopeRecord>;
  readonly definitions: PersistentMap<PolicyDefinition>;
  readonly initiatives: PersistentMap<PolicySetDefinition>;
  readonly assignments: PersistentMap<PolicyAssignment>;
  /** By assignment. */
  readonly exemptions: GroupedMap<PolicyExemption>;
  readonly enrollments: GroupedMap<PolicyEnrollment>;
  /** By what they speak of. */
  readonly attestations: GroupedMap<Attestation>;
  readonly principals: PersistentMap<Principal>;
  readonly roleDefinitions: PersistentMap<RoleDefinition>;
  readonly roleAssignments: PersistentMap<RoleAssignment>;
  readonly facts: PersistentFacts;
  readonly settings: SettingsRecord | undefined;
  readonly aliases: PersistentMap<TypeAliases>;
  readonly index: PolicyIndex;
};

const STATES = new WeakMap<Snapshot, SnapshotState>();
const NONE: readonly BoundRule[] = [];

/** The state's public face. */
export function toSnapshot(state: SnapshotState): Snapshot {
  const { scopes, bound, users } = state.index;
  const snapshot: Snapshot = {
    revision: state.revision,
    types: state.types,
    vocabulary: state.binder.vocabulary,
    facts: state.facts,
    scopes: state.scopes,
    definitions: state.definitions,
    initiatives: state.initiatives,
    assignments: state.assignments,
    exemptions: state.exemptions.records,
    enrollments: state.enrollments.records,
    attestations: state.attestations.records,
    principals: state.principals,
    roleDefinitions: state.roleDefinitions,
    roleAssignments: state.roleAssignments,
    settings: state.settings,
    aliases: state.aliases,
    rulesAt: (scopeKey, typeKey) => scopes.get(scopeKey)?.forType(typeKey) ?? NONE,
    rulesOf: assignmentKey => bound.get(assignmentKey) ?? NONE,
    assignmentsUsing: definitionKey => users.get(definitionKey) ?? [],
    rulesLookingAt: typeKey => rulesLookingAt(state.index, typeKey),
    exemptionsOf: assignmentKey => state.exemptions.of(assignmentKey),
    enrollmentsOf: assignmentKey => state.enrollments.of(assignmentKey),
    attestationsAt: scopeKey => state.attestations.of(scopeKey),
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
