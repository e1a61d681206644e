import { versionType } from '../version-type.ts';
import { toPolicyDefinition } from './changes.ts';
import { completePolicyDefinition } from './complete.ts';
import { POLICY_DEFINITION_SHAPE } from './shape.ts';

export const POLICY_DEFINITION_VERSIONS = versionType({
  type: 'Microsoft.Authorization/policyDefinitions',
  shape: POLICY_DEFINITION_SHAPE,
  complete: completePolicyDefinition,
  toRecord: toPolicyDefinition,
  known: ({ definitions }) => definitions,
  toChange: (key, record) => ({ kind: 'policyDefinition', key, record }),
});
