import { FREE_OBJECT, propertiesShape, TEXT } from '../../../shape-parts.ts';
import { PARAMETERS_SHAPE, POLICY_TYPE } from '../policy-shape-parts.ts';

/** An initiative. Whether its members exist and take the parameters that it gives them, the engine tells. */
export const POLICY_SET_DEFINITION_SHAPE = propertiesShape({
  kind: 'object',
  unknown: 'drop',
  required: ['policyDefinitions'],
  properties: {
    displayName: TEXT,
    description: TEXT,
    policyType: POLICY_TYPE,
    version: TEXT,
    versions: { kind: 'array', items: TEXT, readOnly: true },
    metadata: FREE_OBJECT,
    parameters: PARAMETERS_SHAPE,
    policyDefinitions: {
      kind: 'array',
      items: {
        kind: 'object',
        unknown: 'drop',
        required: ['policyDefinitionId'],
        properties: {
          policyDefinitionId: { kind: 'string', format: 'resource-id' },
          definitionVersion: TEXT,
          latestDefinitionVersion: { kind: 'string', readOnly: true },
          effectiveDefinitionVersion: { kind: 'string', readOnly: true },
          policyDefinitionReferenceId: TEXT,
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
          groupNames: { kind: 'array', items: TEXT },
        },
      },
    },
    policyDefinitionGroups: {
      kind: 'array',
      items: {
        kind: 'object',
        unknown: 'drop',
        required: ['name'],
        properties: {
          name: { kind: 'string', minLength: 1 },
          displayName: TEXT,
          category: TEXT,
          description: TEXT,
          additionalMetadataId: TEXT,
        },
      },
    },
  },
});
