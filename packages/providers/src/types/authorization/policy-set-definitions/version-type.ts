import { versionType } from '../version-type.ts';
import { completePolicySetDefinition } from './complete.ts';
import { POLICY_SET_DEFINITION_SHAPE } from './shape.ts';
import { toPolicySetDefinition } from './to-record.ts';

export const POLICY_SET_DEFINITION_VERSIONS = versionType({
  type: 'Microsoft.Authorization/policySetDefinitions',
  shape: POLICY_SET_DEFINITION_SHAPE,
  complete: completePolicySetDefinition,
  toRecord: toPolicySetDefinition,
  known: ({ initiatives }) => initiatives,
  toChange: (key, record) => ({ kind: 'policySetDefinition', key, record }),
});
