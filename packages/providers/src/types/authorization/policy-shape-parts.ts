import type { Shape } from '../../shape.ts';
import { FREE_OBJECT } from '../../shape-parts.ts';

/** Whose a definition or initiative is. */
export const POLICY_TYPE = {
  kind: 'string',
  oneOf: ['NotSpecified', 'BuiltIn', 'Custom', 'Static'],
} as const satisfies Shape;

/** The parameters that a definition or initiative declares. */
export const PARAMETERS_SHAPE = {
  kind: 'map',
  distinctNames: true,
  values: {
    kind: 'object',
    unknown: 'drop',
    required: ['type'],
    properties: {
      type: {
        kind: 'string',
        oneOf: ['String', 'Array', 'Object', 'Boolean', 'Integer', 'Float', 'DateTime'],
      },
      allowedValues: { kind: 'array', items: { kind: 'any' } },
      defaultValue: { kind: 'any' },
      schema: FREE_OBJECT,
      metadata: FREE_OBJECT,
    },
  },
} as const satisfies Shape;
