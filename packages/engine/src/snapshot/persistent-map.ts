const BUCKETS = 1024;

/**
 * A map from text that never changes: `with` answers a new one that shares every untouched bucket.
 *
 * A look-up is one hash and one native look-up; `with` costs one bucket per change (a thousandth of the entries) and one
 * array of bucket pointers. Iterates in bucket order: the same for the same keys and values, but not the order of insertion.
 */
export class PersistentMap<V> implements ReadonlyMap<string, V> {
  readonly size: number;
  readonly #buckets: readonly (ReadonlyMap<string, V> | undefined)[];

  private constructor(buckets: readonly (ReadonlyMap<string, V> | undefined)[], size: number) {
    this.#buckets = buckets;
    this.size = size;
  }

  static empty<V>(): PersistentMap<V> {
    return new PersistentMap<V>(new Array(BUCKETS).fill(undefined), 0);
  }

  /** This map with `changes` in order; `undefined` removes a key. Answers itself when there is nothing to do. */
  with(changes: Iterable<readonly [key: string, value: V | undefined]>): PersistentMap<V> {
    const fresh = new Map<number, Map<string, V>>();
    let size = this.size;
    for (const [key, value] of changes) {
      const index = bucketOf(key);
      let bucket = fresh.get(index);
      if (!bucket) {
        bucket = new Map(this.#buckets[index]);
        fresh.set(index, bucket);
      }
      size -= bucket.size;
      if (value === undefined) bucket.delete(key);
      else bucket.set(key, value);
      size += bucket.size;
    }
    if (fresh.size === 0) return this;
    const buckets = this.#buckets.slice();
    for (const [index, bucket] of fresh) buckets[index] = bucket;
    return new PersistentMap(buckets, size);
  }

  get(key: string): V | undefined {
    if (this.size === 0) return undefined;
    return this.#buckets[bucketOf(key)]?.get(key);
  }

  has(key: string): boolean {
    return this.#buckets[bucketOf(key)]?.has(key) ?? false;
  }

  *entries(): Generator<[string, V], undefined, unknown> {
    for (const bucket of this.#buckets) if (bucket) yield* bucket.entries();
  }

  *keys(): Generator<string, undefined, unknown> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): Generator<V, undefined, unknown> {
    for (const [, value] of this.entries()) yield value;
  }

  forEach(callback: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this.entries()) callback(value, key, this);
  }

  [Symbol.iterator](): Generator<[string, V], undefined, unknown> {
    return this.entries();
  }
}

/** FNV-1a, folded to the number of buckets. Only spreads keys: nothing depends on its being hard to guess. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}
