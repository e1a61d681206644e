import type { ScopeId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/language';
import { arrayAt, objectAt, present, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput } from '../../../resource-type.ts';
import { stampMetadata } from '../metadata-stamp.ts';
import { checkResourceSelectors, completeOverrides } from '../selectors.ts';
import { completeIdentity } from './identity.ts';

const MAX_NAME_AT_MANAGEMENT_GROUP = 24;

/** Fills in scope, enforcement mode, excluded scopes, stamps and identity; refuses what only the id and the tree can tell is wrong. */
export function completePolicyAssignment(body: JsonObject, input: CompleteInput): JsonObject {
  const { scope, name } = input.id;
  const given = objectAt(body, 'properties');
  checkPlace(name, scope);
  checkSameAssignmentType(given, input);
  checkResourceSelectors(given, input);
  return {
    ...completeIdentity(body, input),
    properties: present({
      ...given,
      scope: scope.id,
      notScopes: arrayAt(given, 'notScopes'),
      enforcementMode: textAt(given, 'enforcementMode') ?? 'Default',
      overrides: completeOverrides(given, input),
      metadata: stampMetadata(objectAt(given, 'metadata'), input),
    }),
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

function checkSameAssignmentType(given: JsonObject, { stored }: CompleteInput): void {
  if (stored === undefined) return;
  const before = textAt(objectAt(stored.body, 'properties'), 'assignmentType');
  const after = textAt(given, 'assignmentType');
  if (after === undefined || after === (before ?? after)) return;
  const message = `The assignmentType is '${before}' and cannot change to '${after}'.`;
  throw refuse('InvalidRequestContent', message, '/properties/assignmentType');
}
