import { extendVocabulary } from '@sluice/language';
import type { SnapshotChange, SnapshotKind, SnapshotRecords, TypeAliases } from '../model/records.ts';
import type { Binder } from './binder.ts';
import { updateIndex } from './policy-index.ts';
import type { Snapshot } from './snapshot.ts';
import { type SnapshotState, stateOf, toSnapshot } from './state.ts';

type Latest<K extends SnapshotKind> = Map<string, SnapshotRecords[K] | null>;

/**
 * The snapshot at `revision`: this one with the changes in order, a later change of a key over an earlier one.
 *
 * Compiles what is assigned and has changed, and everything that is assigned when aliases have; costs what the changes cost, not what the snapshot holds, and leaves the given
 * snapshot as it is. Never fails: see `bindAssignment` for what cannot be compiled.
 */
export function applyChanges(
  snapshot: Snapshot,
  revision: number,
  changes: readonly SnapshotChange[],
): Snapshot {
  const state = stateOf(snapshot);
  const latest = collect(changes);
  const definitions = state.definitions.with(written(latest.policyDefinition));
  const initiatives = state.initiatives.with(written(latest.policySetDefinition));
  const aliases = state.aliases.with(written(latest.aliases));
  const binder = aliases === state.aliases ? state.binder : rebinder(state, aliases);
  return toSnapshot({
    ...state,
    revision,
    binder,
    aliases,
    scopes: state.scopes.with(written(latest.scope)),
    definitions,
    initiatives,
    exemptions: state.exemptions.with(written(latest.policyExemption)),
    enrollments: state.enrollments.with(written(latest.policyEnrollment)),
    attestations: state.attestations.with(written(latest.attestation)),
    assignments: state.assignments.with(written(latest.policyAssignment)),
    principals: state.principals.with(written(latest.principal)),
    roleDefinitions: state.roleDefinitions.with(written(latest.roleDefinition)),
    roleAssignments: state.roleAssignments.with(written(latest.roleAssignment)),
    facts: state.facts.with([...latest.facts]),
    settings: settingsAfter(state.settings, latest.settings),
    index: updateIndex(
      state.index,
      binder,
      { definitions, initiatives },
      [...latest.policyDefinition.keys(), ...latest.policySetDefinition.keys()],
      binder === state.binder
        ? latest.policyAssignment
        : new Map([...state.assignments, ...latest.policyAssignment]),
    ),
  });
}

function collect(changes: readonly SnapshotChange[]): { readonly [K in SnapshotKind]: Latest<K> } {
  const latest: { readonly [K in SnapshotKind]: Latest<K> } = {
    scope: new Map(),
    policyDefinition: new Map(),
    policySetDefinition: new Map(),
    policyExemption: new Map(),
    policyEnrollment: new Map(),
    attestation: new Map(),
    policyAssignment: new Map(),
    roleDefinition: new Map(),
    roleAssignment: new Map(),
    principal: new Map(),
    facts: new Map(),
    settings: new Map(),
    aliases: new Map(),
  };
  for (const change of changes) keep(latest, change);
  return latest;
}

function keep<K extends SnapshotKind>(
  latest: { readonly [P in SnapshotKind]: Latest<P> },
  change: { readonly kind: K; readonly key: string; readonly record: SnapshotRecords[K] | null },
): void {
  latest[change.kind].set(change.key, change.record);
}

function written<V>(latest: ReadonlyMap<string, V | null>): readonly (readonly [string, V | undefined])[] {
  return [...latest].map(([key, record]) => [key, record ?? undefined] as const);
}

/** Binds by the names that there are now: which of them a rule asks for may show only when it is evaluated. */
function rebinder(state: SnapshotState, aliases: ReadonlyMap<string, TypeAliases>): Binder {
  const table = new Map([...aliases].map(([type, record]) => [type, record.aliases]));
  return { ...state.binder, vocabulary: extendVocabulary(state.ownVocabulary, table) };
}

/** There is one settings resource, so its key does not matter. */
function settingsAfter<V>(before: V | undefined, latest: ReadonlyMap<string, V | null>): V | undefined {
  const [after] = [...latest.values()].slice(-1);
  return after === undefined ? before : (after ?? undefined);
}
