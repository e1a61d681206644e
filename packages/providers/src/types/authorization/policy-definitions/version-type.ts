import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt } from '../../../json-value.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { withoutVersion, withVersion } from '../merge-versions.ts';
import {
  checkNotCurrent,
  parentKeyOf,
  promoted,
  VERSION_NAME,
  versionProperties,
} from '../version-resource.ts';
import { POLICY_VERSIONS } from '../versions.ts';
import { toPolicyDefinition } from './changes.ts';
import { completePolicyDefinition } from './complete.ts';
import { POLICY_DEFINITION_SHAPE } from './shape.ts';

/** The versions of a definition that are fixed. The current one is shown under its version too, fixed or not. */
export const POLICY_DEFINITION_VERSIONS: ResourceType = {
  type: 'Microsoft.Authorization/policyDefinitions/versions',
  apiVersions: POLICY_VERSIONS.filter(version => version >= '2023'),
  scopes: ['tenant', 'managementGroup', 'subscription'],
  parent: 'Microsoft.Authorization/policyDefinitions',
  verbs: ['get', 'put', 'delete', 'list'],
  deleteAnswer: 'object',
  notFoundCode: 'PolicyDefinitionVersionNotFound',
  shape: POLICY_DEFINITION_SHAPE,
  tracked: false,
  judged: false,
  namePattern: VERSION_NAME,
  complete: completeVersion,
  companions: (version, _, input) => promoted(version, input),
  changesOf: (after, before, _, snapshot) => {
    const version = after ?? before;
    const key = parentKeyOf(version?.key ?? '');
    const known = snapshot.definitions.get(key);
    if (version === undefined || known === undefined) return [];
    const record = after
      ? withVersion(known, toPolicyDefinition(after))
      : withoutVersion(known, version.name);
    return [{ kind: 'policyDefinition', key, record } satisfies SnapshotChange];
  },
  checkDelete: (version: Resource, { definitions }) =>
    checkNotCurrent(version, definitions.get(parentKeyOf(version.key))?.version),
};

function completeVersion(body: JsonObject, input: CompleteInput): JsonObject {
  const completed = completePolicyDefinition({ properties: versionProperties(body, input) }, input);
  const { versions: _, ...properties } = objectAt(completed, 'properties');
  return { properties };
}
