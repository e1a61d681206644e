import type { ScopeId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/language';
import { arrayAt, objectAt, textAt } from '../../../json-value.ts';
import { notYet, refuse } from '../../../refuse.ts';
import type { CompleteInput } from '../../../resource-type.ts';
import { stampMetadata } from '../metadata-stamp.ts';
import { completeIdentity } from './identity.ts';

const MAX_NAME_AT_MANAGEMENT_GROUP = 24;

/** Fills in scope, enforcement mode, excluded scopes, stamps and identity; refuses what only the id and the tree can tell is wrong. */
export function completePolicyAssignment(body: JsonObject, input: CompleteInput): JsonObject {
  const { scope, name } = input.id;
  const given = objectAt(body, 'properties');
  checkPlace(name, scope);
  const enforcementMode = textAt(given, 'enforcementMode') ?? 'Default';
  if (enforcementMode === 'Enroll') throw notYet('enforcementMode Enroll', '/properties/enforcementMode');
  return {
    ...completeIdentity(body, input),
    properties: {
      ...given,
      scope: scope.id,
      notScopes: arrayAt(given, 'notScopes'),
      enforcementMode,
      metadata: stampMetadata(objectAt(given, 'metadata'), input),
    },
  };
}

function checkPlace(name: string, scope: ScopeId): void {
  if (scope.kind === 'tenant') {
    throw refuse(
      'InvalidPolicyAssignmentScope',
      'Nothing is assigned at the tenant; assign at its root management group.',
    );
  }
  if (scope.kind !== 'managementGroup' || name.length <= MAX_NAME_AT_MANAGEMENT_GROUP) return;
  const message = `'${name}' has ${name.length} characters; an assignment at a management group has at most ${MAX_NAME_AT_MANAGEMENT_GROUP}.`;
  throw refuse('InvalidPolicyAssignmentName', message, 'name');
}
