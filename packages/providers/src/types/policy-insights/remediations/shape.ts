import { propertiesShape, TEXT } from '../../../shape-parts.ts';

/** Source: Azure Policy documentation, "Remediate non-compliant resources". */
export const RESOURCE_COUNT = { default: 500, most: 50_000 } as const;
export const PARALLEL_DEPLOYMENTS = { default: 10, most: 30 } as const;

const READ_ONLY_TEXT = { kind: 'string', readOnly: true } as const;

/** A remediation as a client asks for it; how far it has got is the server's to say. */
export const REMEDIATION_SHAPE = propertiesShape({
  kind: 'object',
  unknown: 'drop',
  required: ['policyAssignmentId'],
  properties: {
    policyAssignmentId: { kind: 'string', format: 'resource-id' },
    policyDefinitionReferenceId: TEXT,
    resourceDiscoveryMode: { kind: 'string', oneOf: ['ExistingNonCompliant', 'ReEvaluateCompliance'] },
    filters: {
      kind: 'object',
      unknown: 'drop',
      properties: {
        locations: { kind: 'array', items: TEXT },
        resourceIds: { kind: 'array', items: { kind: 'string', format: 'resource-id' } },
      },
    },
    resourceCount: { kind: 'integer', minimum: 1, maximum: RESOURCE_COUNT.most },
    parallelDeployments: { kind: 'integer', minimum: 1, maximum: PARALLEL_DEPLOYMENTS.most },
    failureThreshold: {
      kind: 'object',
      unknown: 'drop',
      properties: { percentage: { kind: 'number', minimum: 0, maximum: 100 } },
    },
    provisioningState: READ_ONLY_TEXT,
    createdOn: READ_ONLY_TEXT,
    lastUpdatedOn: READ_ONLY_TEXT,
    deploymentStatus: { kind: 'any', readOnly: true },
    statusMessage: READ_ONLY_TEXT,
    correlationId: READ_ONLY_TEXT,
  },
});
