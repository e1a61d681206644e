import { propertiesShape } from '../../../shape-parts.ts';
import { PART_PROPERTIES } from '../policy-part.ts';

/** A policy enrollment. Which instance of the assignment it is bound to, is the server's to say. */
export const POLICY_ENROLLMENT_SHAPE = propertiesShape({
  kind: 'object',
  unknown: 'drop',
  required: ['policyAssignmentId'],
  properties: {
    ...PART_PROPERTIES,
    policyAssignmentInstanceId: { kind: 'string', readOnly: true },
  },
});
