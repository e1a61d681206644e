import type { ResourceType } from '../../resource-type.ts';
import { DATA_POLICY_MANIFESTS } from './data-policy-manifests/type.ts';
import { POLICY_ASSIGNMENTS } from './policy-assignments/type.ts';
import { POLICY_DEFINITIONS } from './policy-definitions/type.ts';
import { POLICY_DEFINITION_VERSIONS } from './policy-definitions/version-type.ts';
import { POLICY_ENROLLMENTS } from './policy-enrollments/type.ts';
import { POLICY_EXEMPTIONS } from './policy-exemptions/type.ts';
import { POLICY_SET_DEFINITIONS } from './policy-set-definitions/type.ts';
import { POLICY_SET_DEFINITION_VERSIONS } from './policy-set-definitions/version-type.ts';
import { ROLE_ASSIGNMENTS } from './role-assignments/type.ts';
import { ROLE_DEFINITIONS } from './role-definitions/type.ts';
import { VARIABLE_VALUES, VARIABLES } from './variables/type.ts';

export const AUTHORIZATION_TYPES: readonly ResourceType[] = [
  POLICY_DEFINITIONS,
  POLICY_DEFINITION_VERSIONS,
  POLICY_SET_DEFINITIONS,
  POLICY_SET_DEFINITION_VERSIONS,
  POLICY_ASSIGNMENTS,
  POLICY_EXEMPTIONS,
  POLICY_ENROLLMENTS,
  VARIABLES,
  VARIABLE_VALUES,
  ROLE_DEFINITIONS,
  ROLE_ASSIGNMENTS,
  DATA_POLICY_MANIFESTS,
];
