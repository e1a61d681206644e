import type { Alias, JsonObject } from '@sluice/language';

/** An alias as `/providers?$expand=resourceTypes/aliases` and the data policy manifests show it. */
export function aliasToWire(alias: Alias): JsonObject {
  const {
    name,
    defaultPath,
    paths = [],
    type = 'NotSpecified',
    modifiable = false,
    knownToAzure = true,
  } = alias;
  return {
    name,
    type: 'NotSpecified',
    paths: paths.map(({ path, apiVersions, ...own }) => ({
      path,
      apiVersions,
      ...(Object.keys(own).length > 0 && { metadata: metadata({ type, modifiable, ...own }) }),
    })),
    defaultPath,
    defaultMetadata: metadata({ type, modifiable }),
    // Ours beyond the contract: an addition that rules for Azure cannot use.
    ...(knownToAzure ? {} : { knownToAzure }),
  };
}

function metadata({ type, modifiable }: Required<Pick<Alias, 'type' | 'modifiable'>>): JsonObject {
  return { type, attributes: modifiable ? 'Modifiable' : 'None' };
}
