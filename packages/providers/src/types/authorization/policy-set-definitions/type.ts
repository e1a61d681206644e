import type { Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { arrayAt, isObject, objectAt, textAt } from '../../../json-value.ts';
import type { ResourceType, RespondInput } from '../../../resource-type.ts';
import { checkCustomToDelete } from '../check-custom.ts';
import { expandedVersions } from '../expanded-versions.ts';
import { versionsOf } from '../merge-versions.ts';
import { POLICY_NAME } from '../policy-name.ts';
import { keptVersion } from '../version-resource.ts';
import { POLICY_VERSIONS } from '../versions.ts';
import { policySetDefinitionChanges } from './changes.ts';
import { completePolicySetDefinition } from './complete.ts';
import { POLICY_SET_DEFINITION_SHAPE } from './shape.ts';

/** Initiatives: custom ones at a subscription or management group, built-in ones (read only) at the tenant. */
export const POLICY_SET_DEFINITIONS: ResourceType = {
  type: 'Microsoft.Authorization/policySetDefinitions',
  apiVersions: POLICY_VERSIONS,
  scopes: ['tenant', 'managementGroup', 'subscription'],
  verbs: ['get', 'put', 'delete', 'list'],
  deleteAnswer: 'object',
  notFoundCode: 'PolicySetDefinitionNotFound',
  shape: POLICY_SET_DEFINITION_SHAPE,
  tracked: false,
  judged: false,
  namePattern: POLICY_NAME,
  complete: completePolicySetDefinition,
  respond: respondPolicySetDefinition,
  companions: keptVersion,
  changesOf: policySetDefinitionChanges,
  checkDelete: checkCustomToDelete,
};

/** With all of its versions, and what `$expand` asks for of its members. */
function respondPolicySetDefinition({ key, body }: Resource, { snapshot, expand }: RespondInput): JsonObject {
  const record = snapshot.initiatives.get(key);
  const stored = objectAt(body, 'properties');
  const properties = record?.otherVersions ? { ...stored, versions: versionsOf(record) } : stored;
  return { ...body, properties: { ...properties, policyDefinitions: membersOf(stored, snapshot, expand) } };
}

function membersOf(
  properties: JsonObject,
  snapshot: Snapshot,
  expand: RespondInput['expand'],
): readonly JsonObject[] {
  return arrayAt(properties, 'policyDefinitions')
    .filter(isObject)
    .map(member => {
      const id = textAt(member, 'policyDefinitionId') ?? '';
      const pattern = textAt(member, 'definitionVersion');
      return { ...member, ...expandedVersions(snapshot, id, pattern, expand) };
    });
}
