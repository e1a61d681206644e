import { resourceIdOf } from '@sluice/arm/ids';
import type { Alias, JsonObject } from '@sluice/language';
import { aliasToWire } from '../../../alias-to-wire.ts';
import type { DataManifest } from '../../../resource-type.ts';

const TYPE = 'Microsoft.Authorization/dataPolicyManifests';

/** The manifest of a data-plane mode as the API shows it: what a rule of that mode may name. */
export function dataPolicyManifestToWire(manifest: DataManifest): JsonObject {
  const { mode, effects, customDefinitions, componentTypes } = manifest;
  return {
    id: resourceIdOf('', TYPE, mode),
    name: mode,
    type: TYPE,
    properties: {
      namespaces: [namespaceOf(mode)],
      policyMode: mode,
      isBuiltInOnly: !customDefinitions,
      resourceTypeAliases: componentTypes.map(type => ({
        resourceType: type.slice(type.indexOf('/') + 1),
        aliases: aliasesOf(manifest, type).map(aliasToWire),
      })),
      effects: effects.map(name => ({ name, detailsSchema: null })),
      fieldValues: ['type', 'id', 'name'],
      resourceFunctions: { standard: ['subscription', 'resourceGroup'], custom: [] },
    },
  };
}

/** The manifests of a namespace (`Microsoft.KeyVault` has `Microsoft.KeyVault.Data`); both spellings are compared without case. */
export function isInNamespace(manifest: DataManifest, namespace: string): boolean {
  const asked = namespace.toLowerCase();
  return namespaceOf(manifest.mode).toLowerCase() === asked || manifest.mode.toLowerCase() === asked;
}

function namespaceOf(mode: string): string {
  return mode.replace(/(\.v\d+)?\.Data$/i, '');
}

function aliasesOf(manifest: DataManifest, type: string): readonly Alias[] {
  for (const [key, aliases] of manifest.aliases) if (key.toLowerCase() === type.toLowerCase()) return aliases;
  return [];
}
