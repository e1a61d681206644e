import { notEvaluated } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt, present } from '../../../json-value.ts';
import type { ResourceType, RespondInput } from '../../../resource-type.ts';
import { checkCustomToDelete } from '../check-custom.ts';
import { versionsOf } from '../merge-versions.ts';
import { POLICY_NAME } from '../policy-name.ts';
import { keptVersion } from '../version-resource.ts';
import { POLICY_VERSIONS } from '../versions.ts';
import { policyDefinitionChanges } from './changes.ts';
import { completePolicyDefinition } from './complete.ts';
import { POLICY_DEFINITION_SHAPE } from './shape.ts';

/** Rules: custom ones at a subscription or management group, built-in ones (read only) at the tenant. */
export const POLICY_DEFINITIONS: ResourceType = {
  type: 'Microsoft.Authorization/policyDefinitions',
  apiVersions: POLICY_VERSIONS,
  scopes: ['tenant', 'managementGroup', 'subscription'],
  verbs: ['get', 'put', 'delete', 'list'],
  putStatus: 'always201',
  deleteAnswer: 'object',
  notFoundCode: 'PolicyDefinitionNotFound',
  shape: POLICY_DEFINITION_SHAPE,
  tracked: false,
  judged: false,
  namePattern: POLICY_NAME,
  complete: completePolicyDefinition,
  respond: respondPolicyDefinition,
  companions: keptVersion,
  changesOf: policyDefinitionChanges,
  checkDelete: checkCustomToDelete,
};

/** With all of its versions. Says of an imported definition that nothing here judges by it, and why: ours beyond the contract. */
function respondPolicyDefinition({ key, body }: Resource, { snapshot }: RespondInput): JsonObject {
  const properties = objectAt(body, 'properties');
  const notEvaluatedBecause = notEvaluated(properties, snapshot.vocabulary);
  const record = snapshot.definitions.get(key);
  return {
    ...body,
    properties: present({
      ...properties,
      versions: record?.otherVersions ? versionsOf(record) : properties['versions'],
      notEvaluated: notEvaluatedBecause,
    }),
  };
}
