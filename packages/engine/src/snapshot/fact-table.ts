import type { FactRecord } from '../model/records.ts';
import { PersistentMap } from './persistent-map.ts';
import type { FactTable } from './snapshot.ts';

/** The catalog with its index of versions by model; shares what a change leaves alone. */
export type PersistentFacts = FactTable & {
  readonly records: PersistentMap<FactRecord>;
  with(changes: readonly (readonly [key: string, record: FactRecord | null])[]): PersistentFacts;
};

/** A catalog that knows nothing. */
export function createFactTable(): PersistentFacts {
  return factTable(PersistentMap.empty(), PersistentMap.empty());
}

function factTable(
  records: PersistentMap<FactRecord>,
  byParent: PersistentMap<readonly string[]>,
): PersistentFacts {
  return {
    records,
    get: key => records.get(key)?.facts,
    members: parent => byParent.get(parent) ?? [],
    keys: () => records.keys(),
    with(changes) {
      if (changes.length === 0) return this;
      const members = new Map<string, Set<string>>();
      const membersOf = (parent: string): Set<string> => {
        let known = members.get(parent);
        if (!known) {
          known = new Set(byParent.get(parent));
          members.set(parent, known);
        }
        return known;
      };
      const latest = new Map<string, FactRecord | undefined>();
      for (const [key, record] of changes) {
        const before = latest.has(key) ? latest.get(key) : records.get(key);
        if (before?.parent !== undefined) membersOf(before.parent).delete(key);
        if (record?.parent !== undefined) membersOf(record.parent).add(key);
        latest.set(key, record ?? undefined);
      }
      const index = [...members].map(
        ([parent, keys]) => [parent, keys.size === 0 ? undefined : [...keys]] as const,
      );
      return factTable(records.with(latest), byParent.with(index));
    },
  };
}
