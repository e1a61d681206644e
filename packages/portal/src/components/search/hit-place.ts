import { search as words } from '#strings/search';
import { type Place, pageOf } from '../../lib/page-of.ts';
import { useScopeNames } from '../../lib/scope.ts';
import type { SearchHit } from '../../lib/search.ts';

/** Where something that was found is shown; undefined where it has no page. */
export function placeOf({ id, assetId }: SearchHit): Place | undefined {
  return pageOf(assetId ?? id);
}

/** Where something that was found is, as people say it: a registry of a model, a scope or resource of others. */
export function useHitWhere(): (hit: SearchHit) => string {
  const scopeName = useScopeNames();
  return ({ assetId, scope }) => {
    const registry = /^azureml:\/\/registries\/([^/]+)\//i.exec(assetId ?? '')?.[1];
    if (registry !== undefined) return registry;
    return scope === undefined ? words.builtIn : scopeName(scope);
  };
}
