import { parseResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/language';
import { objectAt, present, textAt } from '../../../json-value.ts';
import type { CompleteInput } from '../../../resource-type.ts';
import { checkPart } from '../policy-part.ts';
import { checkResourceSelectors } from '../selectors.ts';

/** Binds it to the instance of the assignment that there is: a PUT to today's, a PATCH leaves it bound as it was. */
export function completePolicyEnrollment(body: JsonObject, input: CompleteInput): JsonObject {
  const given = objectAt(body, 'properties');
  checkPart(given, input);
  checkResourceSelectors(given, input);
  const key = parseResourceId(textAt(given, 'policyAssignmentId') ?? '')?.key ?? '';
  const before = textAt(objectAt(input.stored?.body, 'properties'), 'policyAssignmentInstanceId');
  const instanceId = input.snapshot?.assignments.get(key)?.instanceId;
  return {
    properties: present({
      assignmentScopeValidation: 'Default',
      ...given,
      policyAssignmentInstanceId: input.verb === 'PATCH' ? before : (instanceId ?? before),
    }),
  };
}
