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
    paths: paths.map(({ path, apiVersions }) => ({ path, apiVersions })),
    defaultPath,
    defaultMetadata: { type, attributes: modifiable ? 'Modifiable' : 'None' },
    // Ours beyond the contract: an addition that rules for Azure cannot use.
    ...(knownToAzure ? {} : { knownToAzure }),
  };
}
