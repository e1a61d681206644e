import { type ArmResponse, pageResponse } from '@sluice/arm/protocol';
import type { CollectionCall } from '../arm/route.ts';
import { createFilter, type FilterWords } from './filter.ts';
import { narrowing, requirePlace } from './list-stored.ts';
import { pageOf } from './page.ts';
import { registeredType } from './registered-type.ts';
import { type Relation, relationTo, scopeCalls } from './scope-relation.ts';
import { showResource } from './show-resource.ts';

/**
 * A list of things that are at scopes and hold for what is below (assignments, exemptions, role assignments): without a filter at the scope,
 * above and below it; `reach` narrows that.
 */
export async function listPlaced<T extends { readonly scope: string }>(
  call: CollectionCall,
  records: ReadonlyMap<string, T>,
  words: FilterWords<T>,
  reach: readonly Relation[] = ['exact', 'above', 'below'],
): Promise<ArmResponse> {
  const { snapshot, target, request, services } = call;
  const type = registeredType(target.type);
  const isReadable = narrowing(call, `${type.type}/read`);
  await requirePlace(call);
  const relation = relationTo(snapshot, target.under);
  const fits = createFilter<T>(request.query, {
    ...words,
    calls: { ...scopeCalls<T>(({ scope }) => relation(scope)), ...words.calls },
  });
  const keys = [...records]
    .filter(([key, record]) => reach.includes(relation(record.scope)) && isReadable(key) && fits(record))
    .map(([key]) => key)
    .sort();
  const { items, next } = pageOf(keys, request.query);
  const stored = new Map(
    (await services.storage.resources.getMany(items)).map(resource => [resource.key, resource]),
  );
  const value = items.flatMap(key => {
    const resource = stored.get(key);
    return resource === undefined ? [] : [showResource(call, type, resource)];
  });
  return pageResponse(request, value, next);
}
