import { parseAssetId } from '@sluice/providers/models';

/** A version of a model of a registry, as people read it. */
export type ModelName = {
  readonly registry: string;
  readonly name: string;
  readonly version: string | undefined;
};

/**
 * What a reference to a model of a registry names (`azureml://registries/...` or a resource id); undefined for anything else: a model of a
 * workspace, a path.
 */
export function readModelName(reference: string): ModelName | undefined {
  const { id } = parseAssetId(reference);
  if (id === undefined || id.source !== 'registry') return undefined;
  return { registry: id.registry, name: id.name, version: id.version };
}

/** The asset id of a model, or of one of its versions. */
export function assetIdOf({ registry, name, version }: ModelName): string {
  const model = `azureml://registries/${registry}/models/${name}`;
  return version === undefined ? model : `${model}/versions/${version}`;
}
