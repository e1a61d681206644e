import { FREE_OBJECT, propertiesShape, TEXT } from '../../../shape-parts.ts';

const PARAMETER_TYPES = ['String', 'Array', 'Object', 'Boolean', 'Integer', 'Float', 'DateTime'] as const;

/** A policy definition. The rule itself is the language's to check; `policyType` and `versions` are the server's to say. */
export const POLICY_DEFINITION_SHAPE = propertiesShape({
  kind: 'object',
  unknown: 'drop',
  required: ['policyRule'],
  notYet: ['externalEvaluationEnforcementSettings'],
  properties: {
    displayName: { kind: 'string', maxLength: 128 },
    description: { kind: 'string', maxLength: 512 },
    policyType: { kind: 'string', oneOf: ['NotSpecified', 'BuiltIn', 'Custom', 'Static'] },
    mode: { kind: 'string', minLength: 1 },
    version: TEXT,
    versions: { kind: 'array', items: TEXT, readOnly: true },
    metadata: FREE_OBJECT,
    parameters: {
      kind: 'map',
      distinctNames: true,
      values: {
        kind: 'object',
        unknown: 'drop',
        required: ['type'],
        properties: {
          type: { kind: 'string', oneOf: PARAMETER_TYPES },
          allowedValues: { kind: 'array', items: { kind: 'any' } },
          defaultValue: { kind: 'any' },
          schema: FREE_OBJECT,
          metadata: FREE_OBJECT,
        },
      },
    },
    policyRule: FREE_OBJECT,
  },
});
