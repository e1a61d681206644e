import type { SnapshotChange, SnapshotKind, SnapshotRecords } from '../model/records.ts';
import { updateIndex } from './policy-index.ts';
import type { Snapshot } from './snapshot.ts';
import { stateOf, toSnapshot } from './state.ts';

type Latest<K extends SnapshotKind> = Map<string, SnapshotRecords[K] | null>;

/**
 * The snapshot at `revision`: this one with the changes in order, a later change of a key over an earlier one.
 *
 * Compiles what is assigned and has changed; costs what the changes cost, not what the snapshot holds, and leaves the given
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
  return toSnapshot({
    ...state,
    revision,
    scopes: state.scopes.with(written(latest.scope)),
    definitions,
    assignments: state.assignments.with(written(latest.policyAssignment)),
    principals: state.principals.with(written(latest.principal)),
    roleDefinitions: state.roleDefinitions.with(written(latest.roleDefinition)),
    roleAssignments: state.roleAssignments.with(written(latest.roleAssignment)),
    facts: state.facts.with([...latest.facts]),
    settings: settingsAfter(state.settings, latest.settings),
    index: updateIndex(
      state.index,
      state.binder,
      definitions,
      [...latest.policyDefinition.keys()],
      latest.policyAssignment,
    ),
  });
}

function collect(changes: readonly SnapshotChange[]): { readonly [K in SnapshotKind]: Latest<K> } {
  const latest: { readonly [K in SnapshotKind]: Latest<K> } = {
    scope: new Map(),
    policyDefinition: new Map(),
    policyAssignment: new Map(),
    roleDefinition: new Map(),
    roleAssignment: new Map(),
    principal: new Map(),
    facts: new Map(),
    settings: new Map(),
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

/** There is one settings resource, so its key does not matter. */
function settingsAfter<V>(before: V | undefined, latest: ReadonlyMap<string, V | null>): V | undefined {
  const [after] = [...latest.values()].slice(-1);
  return after === undefined ? before : (after ?? undefined);
}
