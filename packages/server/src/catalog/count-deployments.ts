import type { Snapshot } from '@sluice/engine';
import { findType, RESOURCE_TYPES } from '@sluice/providers/types';
import type { Storage } from '@sluice/storage';
import { objectAt, textAt } from '../json-value.ts';
import { readableKeys } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';

/** What deploys a model. */
export const DEPLOYMENT_TYPES = RESOURCE_TYPES.filter(({ nameModel }) => nameModel !== undefined);

/** How many deployments that the caller may read run which model version, by its asset id. */
export async function countDeployments(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
  { resources }: Pick<Storage, 'resources'>,
): Promise<ReadonlyMap<string, number>> {
  const places = DEPLOYMENT_TYPES.map(({ type }) => ({
    type: type.toLowerCase(),
    under: readableKeys(snapshot, tenantId, caller, `${type}/read`),
  }));
  // Most callers may read all of them in the same places: one question.
  const alike = Map.groupBy(places, ({ under }) => under.join('\n'));
  const counted = await Promise.all(
    [...alike.values()].map(group =>
      resources.countModelReferences({
        types: group.map(({ type }) => type),
        under: group[0]?.under ?? [],
      }),
    ),
  );
  const counts = new Map<string, number>();
  for (const { typeKey, properties, deployments } of counted.flat()) {
    const facts = findType(typeKey)?.factsFor?.({ properties }, snapshot, 'scan');
    const assetId = textAt(objectAt(facts, 'model'), 'assetId');
    if (assetId !== undefined) counts.set(assetId, (counts.get(assetId) ?? 0) + deployments);
  }
  return counts;
}
