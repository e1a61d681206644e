import type { TypeTable } from '@sluice/engine';
import { type Alias, createVocabulary, type Vocabulary } from '@sluice/language';
import type { DataManifest, ResourceType } from '../resource-type.ts';
import { AUTHORIZATION_TYPES } from './authorization/types.ts';
import { COGNITIVE_MANIFEST } from './cognitive-services/manifest.ts';
import { COGNITIVE_SERVICES_TYPES } from './cognitive-services/types.ts';
import { GOVERNANCE_TYPES } from './governance/types.ts';
import { INSIGHTS_TYPES } from './insights/types.ts';
import { ML_MANIFEST } from './machine-learning-services/manifest.ts';
import { MACHINE_LEARNING_TYPES } from './machine-learning-services/types.ts';
import { MANAGEMENT_TYPES } from './management/types.ts';
import { POLICY_INSIGHTS_TYPES } from './policy-insights/types.ts';
import { RESOURCES_TYPES } from './resources/types.ts';
import { WORKSPACE_PART_TYPES } from './workspace-parts/types.ts';

/** Every kind of resource that the house knows. Dispatch, `/providers`, RBAC actions, api-versions and alias tables come from it. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  ...RESOURCES_TYPES,
  ...MANAGEMENT_TYPES,
  ...AUTHORIZATION_TYPES,
  ...POLICY_INSIGHTS_TYPES,
  ...MACHINE_LEARNING_TYPES,
  ...COGNITIVE_SERVICES_TYPES,
  ...INSIGHTS_TYPES,
  ...GOVERNANCE_TYPES,
  ...WORKSPACE_PART_TYPES,
];

/** The data-plane modes that this house governs. */
export const DATA_MANIFESTS: readonly DataManifest[] = [ML_MANIFEST, COGNITIVE_MANIFEST];

const BY_KEY: ReadonlyMap<string, ResourceType> = new Map(
  RESOURCE_TYPES.map(type => [type.type.toLowerCase(), type]),
);

/** The type of that name in lower case. */
export function findType(typeKey: string): ResourceType | undefined {
  return BY_KEY.get(typeKey);
}

/** What the engine knows of each type. */
export function createTypeTable(): TypeTable {
  return new Map(
    RESOURCE_TYPES.map(type => [
      type.type.toLowerCase(),
      {
        type: type.type,
        tracked: isIndexed(type),
        judged: type.judged,
        ...(type.componentsOf ? { componentsOf: type.componentsOf } : {}),
        ...(type.possible ? { possible: type.possible } : {}),
      },
    ]),
  );
}

/** The names that rules may use here: aliases of all types and components, data-plane modes, and what mode Indexed sees. */
export function createProviderVocabulary(): Vocabulary {
  const aliases = new Map<string, readonly Alias[]>();
  for (const type of RESOURCE_TYPES) if (type.aliases) aliases.set(type.type, type.aliases);
  for (const manifest of DATA_MANIFESTS)
    for (const [type, ofType] of manifest.aliases) aliases.set(type, ofType);
  return createVocabulary({
    aliases,
    dataModes: DATA_MANIFESTS,
    tracked: new Map(RESOURCE_TYPES.map(type => [type.type.toLowerCase(), isIndexed(type)])),
  });
}

function isIndexed(type: ResourceType): boolean {
  return type.indexed ?? type.tracked;
}
