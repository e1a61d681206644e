import { FREE_OBJECT, propertiesShape, TEXT } from '../../../shape-parts.ts';

const TIME = { kind: 'string', format: 'date-time' } as const;

/** An attestation. When its state last changed is the server's to say. */
export const ATTESTATION_SHAPE = propertiesShape({
  kind: 'object',
  unknown: 'drop',
  required: ['policyAssignmentId'],
  properties: {
    policyAssignmentId: { kind: 'string', format: 'resource-id' },
    policyDefinitionReferenceId: TEXT,
    complianceState: { kind: 'string', oneOf: ['Compliant', 'NonCompliant', 'Unknown'] },
    expiresOn: TIME,
    owner: TEXT,
    comments: TEXT,
    evidence: {
      kind: 'array',
      items: { kind: 'object', unknown: 'drop', properties: { description: TEXT, sourceUri: TEXT } },
    },
    assessmentDate: TIME,
    metadata: FREE_OBJECT,
    provisioningState: { kind: 'string', readOnly: true },
    lastComplianceStateChangeAt: { kind: 'string', readOnly: true },
  },
});
