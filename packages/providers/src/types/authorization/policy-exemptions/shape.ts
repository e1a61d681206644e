import { propertiesShape } from '../../../shape-parts.ts';
import { PART_PROPERTIES } from '../policy-part.ts';

/** A policy exemption. */
export const POLICY_EXEMPTION_SHAPE = propertiesShape({
  kind: 'object',
  unknown: 'drop',
  required: ['policyAssignmentId', 'exemptionCategory'],
  properties: {
    ...PART_PROPERTIES,
    exemptionCategory: { kind: 'string', oneOf: ['Waiver', 'Mitigated'] },
    expiresOn: { kind: 'string', format: 'date-time' },
    policyAssignmentInstanceId: { kind: 'string', readOnly: true },
  },
});
