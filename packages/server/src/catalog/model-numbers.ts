import type { CatalogVersion } from '@sluice/providers/models';
import { modelIn } from './model-in.ts';
import type { ModelNumbers } from './model-to-wire.ts';

/**
 * Counts for each model how many versions there are among `readable`, and how many deployments run it by `deployments` (by asset id): any
 * version of the model, those that the catalog does not have any more too, or with `ofVersions` this one.
 */
export function createModelNumbers(
  readable: readonly CatalogVersion[],
  deployments: ReadonlyMap<string, number>,
  ofVersions: boolean,
): (model: CatalogVersion) => ModelNumbers {
  const versions = countBy(readable.map(({ assetId }) => [assetId, 1]));
  const deployed = countBy([...deployments]);
  return ({ assetId }) => ({
    versions: versions.get(modelIn(assetId)) ?? 0,
    deployments: (ofVersions ? deployments.get(assetId) : deployed.get(modelIn(assetId))) ?? 0,
  });
}

/** The sums by model. */
function countBy(counts: readonly (readonly [assetId: string, count: number])[]) {
  const sums = new Map<string, number>();
  for (const [assetId, count] of counts) {
    const model = modelIn(assetId);
    sums.set(model, (sums.get(model) ?? 0) + count);
  }
  return sums;
}
