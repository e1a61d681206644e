import { PersistentMap } from './persistent-map.ts';

/** Records by key, and again by what they belong to. Immutable: `with` answers a new one that shares what it leaves alone. */
export class GroupedMap<V> {
  readonly records: PersistentMap<V>;
  readonly #groups: PersistentMap<readonly V[]>;
  readonly #groupOf: (record: V) => string;

  private constructor(
    groupOf: (record: V) => string,
    records: PersistentMap<V>,
    groups: PersistentMap<readonly V[]>,
  ) {
    this.#groupOf = groupOf;
    this.records = records;
    this.#groups = groups;
  }

  /** Holds nothing. `groupOf` says what a record belongs to. */
  static empty<V>(groupOf: (record: V) => string): GroupedMap<V> {
    return new GroupedMap(groupOf, PersistentMap.empty(), PersistentMap.empty());
  }

  /** The records of a group, in no order. */
  of(group: string): readonly V[] {
    return this.#groups.get(group) ?? [];
  }

  /** This map with `changes` in order; `undefined` removes a key. */
  with(changes: readonly (readonly [key: string, record: V | undefined])[]): GroupedMap<V> {
    if (changes.length === 0) return this;
    const groups = new Map<string, readonly V[]>();
    const latest = new Map<string, V | undefined>();
    const membersOf = (group: string) => groups.get(group) ?? this.of(group);
    for (const [key, record] of changes) {
      const before = latest.has(key) ? latest.get(key) : this.records.get(key);
      if (before !== undefined) {
        const group = this.#groupOf(before);
        groups.set(
          group,
          membersOf(group).filter(member => member !== before),
        );
      }
      if (record !== undefined) {
        const group = this.#groupOf(record);
        groups.set(group, [...membersOf(group), record]);
      }
      latest.set(key, record);
    }
    const kept = [...groups].map(
      ([group, members]) => [group, members.length === 0 ? undefined : members] as const,
    );
    return new GroupedMap(this.#groupOf, this.records.with(latest), this.#groups.with(kept));
  }
}
