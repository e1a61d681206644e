import { FREE_OBJECT, IDENTITY, propertiesShape, TEXT } from '../../../shape-parts.ts';
import { OVERRIDES, RESOURCE_SELECTORS } from '../selectors.ts';

/** A policy assignment. `scope` and `instanceId` are the server's to say. */
export const POLICY_ASSIGNMENT_SHAPE = propertiesShape(
  {
    kind: 'object',
    unknown: 'drop',
    required: ['policyDefinitionId'],
    properties: {
      displayName: { kind: 'string', maxLength: 128 },
      description: { kind: 'string', maxLength: 512 },
      policyDefinitionId: { kind: 'string', format: 'resource-id' },
      definitionVersion: TEXT,
      scope: { kind: 'string', readOnly: true },
      instanceId: { kind: 'string', readOnly: true },
      latestDefinitionVersion: { kind: 'string', readOnly: true },
      effectiveDefinitionVersion: { kind: 'string', readOnly: true },
      notScopes: { kind: 'array', items: { kind: 'string', format: 'resource-id' } },
      parameters: {
        kind: 'map',
        distinctNames: true,
        values: {
          kind: 'object',
          unknown: 'drop',
          required: ['value'],
          properties: { value: { kind: 'any' } },
        },
      },
      enforcementMode: { kind: 'string', oneOf: ['Default', 'DoNotEnforce', 'Enroll'] },
      nonComplianceMessages: {
        kind: 'array',
        items: {
          kind: 'object',
          unknown: 'drop',
          required: ['message'],
          properties: { message: { kind: 'string', minLength: 1 }, policyDefinitionReferenceId: TEXT },
        },
      },
      resourceSelectors: RESOURCE_SELECTORS,
      overrides: OVERRIDES,
      selfServeExemptionSettings: {
        kind: 'object',
        unknown: 'drop',
        properties: {
          enabled: { kind: 'boolean' },
          policyDefinitionReferenceIds: { kind: 'array', items: TEXT },
        },
      },
      metadata: FREE_OBJECT,
      assignmentType: { kind: 'string', oneOf: ['NotSpecified', 'System', 'SystemHidden', 'Custom'] },
    },
  },
  { location: { kind: 'string', minLength: 1 }, identity: IDENTITY },
);
