import { parseAssetId } from '@sluice/providers/models';
import type { ModelEntry } from './editor-for.ts';

/** A version of a model of a registry. */
export type PickedVersion = { readonly registry: string; readonly name: string; readonly version: string };

/** The asset id of a version. */
export function assetIdOf({ registry, name, version }: PickedVersion): string {
  return `azureml://registries/${registry}/models/${name}/versions/${version}`;
}

/**
 * The texts that name a model in a list of asset ids. `versions`: those that are meant; all of them where `isAll`. A list that is compared
 * exactly names each version; of one that is compared by parts, the part that all versions have is enough.
 */
export function assetIdsFor(
  { registry, name }: { readonly registry: string; readonly name: string },
  versions: readonly string[],
  { isAll, isExact }: { readonly isAll: boolean; readonly isExact: boolean },
): readonly string[] {
  if (isAll && !isExact) return [assetIdOf({ registry, name, version: '' })];
  return versions.map(version => assetIdOf({ registry, name, version }));
}

/** What is wrong with a text in a list of asset ids; undefined: nothing. A part of one is enough where lists are compared by parts. */
export function isAssetId(text: string, isExact: boolean): boolean {
  if (!isExact) return true;
  const { id } = parseAssetId(text);
  return id !== undefined && id.source !== 'path';
}

/** A text as an entry of a list of models: an asset id by its parts, anything else as a name. */
export function modelEntryOf(text: string): ModelEntry {
  const { id } = parseAssetId(text);
  if (id === undefined || id.source !== 'registry') return { name: text };
  return {
    name: id.name,
    registry: id.registry,
    ...(id.version === undefined ? {} : { versions: id.version }),
  };
}
