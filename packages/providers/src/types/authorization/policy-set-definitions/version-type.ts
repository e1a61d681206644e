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
import { completePolicySetDefinition } from './complete.ts';
import { POLICY_SET_DEFINITION_SHAPE } from './shape.ts';
import { toPolicySetDefinition } from './to-record.ts';

/** The versions of an initiative that are fixed. The current one is shown under its version too, fixed or not. */
export const POLICY_SET_DEFINITION_VERSIONS: ResourceType = {
  type: 'Microsoft.Authorization/policySetDefinitions/versions',
  apiVersions: POLICY_VERSIONS.filter(version => version >= '2023'),
  scopes: ['tenant', 'managementGroup', 'subscription'],
  parent: 'Microsoft.Authorization/policySetDefinitions',
  verbs: ['get', 'put', 'delete', 'list'],
  deleteAnswer: 'object',
  notFoundCode: 'PolicyDefinitionVersionNotFound',
  shape: POLICY_SET_DEFINITION_SHAPE,
  tracked: false,
  judged: false,
  namePattern: VERSION_NAME,
  complete: completeVersion,
  companions: (version, _, input) => promoted(version, input),
  changesOf: (after, before, _, snapshot) => {
    const version = after ?? before;
    const key = parentKeyOf(version?.key ?? '');
    const known = snapshot.initiatives.get(key);
    if (version === undefined || known === undefined) return [];
    const record = after
      ? withVersion(known, toPolicySetDefinition(after))
      : withoutVersion(known, version.name);
    return [{ kind: 'policySetDefinition', key, record } satisfies SnapshotChange];
  },
  checkDelete: (version: Resource, { initiatives }) =>
    checkNotCurrent(version, initiatives.get(parentKeyOf(version.key))?.version),
};

function completeVersion(body: JsonObject, input: CompleteInput): JsonObject {
  const completed = completePolicySetDefinition({ properties: versionProperties(body, input) }, input);
  const { versions: _, ...properties } = objectAt(completed, 'properties');
  return { properties };
}
