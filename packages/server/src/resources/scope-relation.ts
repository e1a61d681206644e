import { parseScopeId } from '@sluice/arm/ids';
import { ancestry, type Snapshot } from '@sluice/engine';
import type { FilterWords } from './filter.ts';

/** Where one scope stands as seen from another. */
export type Relation = 'exact' | 'above' | 'below' | 'elsewhere';

/** How scopes (ids in any case) stand to the one that is listed. */
export function relationTo(snapshot: Snapshot, listed: string): (scope: string) => Relation {
  const key = keyOf(listed);
  const above = new Set(ancestry(snapshot.scopes, key));
  return scope => {
    const other = keyOf(scope);
    if (other === key) return 'exact';
    if (above.has(other)) return 'above';
    return ancestry(snapshot.scopes, other).includes(key) ? 'below' : 'elsewhere';
  };
}

/** `atScope()`, `atExactScope()` and `atScopeAndBelow()` over things that are at scopes. */
export function scopeCalls<T>(relationOf: (item: T) => Relation): NonNullable<FilterWords<T>['calls']> {
  const among =
    (...relations: readonly Relation[]) =>
    () =>
    (item: T) =>
      relations.includes(relationOf(item));
  return {
    atscope: among('exact', 'above'),
    atexactscope: among('exact'),
    atscopeandbelow: among('exact', 'below'),
  };
}

function keyOf(scope: string): string {
  return parseScopeId(scope)?.key ?? scope.toLowerCase();
}
