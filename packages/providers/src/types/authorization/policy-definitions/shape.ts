import { FREE_OBJECT, propertiesShape, TEXT } from '../../../shape-parts.ts';
import { PARAMETERS_SHAPE, POLICY_TYPE } from '../policy-shape-parts.ts';

/** A policy definition. The rule itself is the language's to check; `policyType` and `versions` are the server's to say. */
export const POLICY_DEFINITION_SHAPE = propertiesShape({
  kind: 'object',
  unknown: 'drop',
  required: ['policyRule'],
  notYet: ['externalEvaluationEnforcementSettings'],
  properties: {
    displayName: TEXT,
    description: TEXT,
    policyType: POLICY_TYPE,
    mode: { kind: 'string', minLength: 1 },
    version: TEXT,
    versions: { kind: 'array', items: TEXT, readOnly: true },
    metadata: FREE_OBJECT,
    parameters: PARAMETERS_SHAPE,
    policyRule: FREE_OBJECT,
  },
});
