import type { BoundRule } from './snapshot.ts';

/** The assignments at one scope, found by the type that they can match; each list in the order of ids. */
export type ScopeAssignments = {
  readonly all: readonly BoundRule[];
  forType(typeKey: string): readonly BoundRule[];
};

/** Indexes the assignments of one scope. The list of a type is put together when it is first asked for. */
export function indexAssignments(assignments: readonly BoundRule[]): ScopeAssignments {
  const all = [...assignments].sort(byKey);
  const unpinned = all.filter(bound => bound.program.pins === undefined);
  const pinned = new Map<string, BoundRule[]>();
  for (const bound of all) {
    for (const type of new Set(bound.program.pins)) {
      const list = pinned.get(type);
      if (list) list.push(bound);
      else pinned.set(type, [bound]);
    }
  }
  const merged = new Map<string, readonly BoundRule[]>();
  return {
    all,
    forType(typeKey) {
      const known = merged.get(typeKey);
      if (known) return known;
      const own = pinned.get(typeKey);
      if (!own) return unpinned;
      const list = [...own, ...unpinned].sort(byKey);
      merged.set(typeKey, list);
      return list;
    },
  };
}

/** By id, code unit by code unit: the same everywhere, whatever the locale. */
export function byKey(left: { readonly key: string }, right: { readonly key: string }): number {
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
}
