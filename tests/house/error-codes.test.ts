import { ERROR_CODES } from '@sluice/arm/errors';
import type { ProblemCode } from '@sluice/engine';
import { expect, test } from 'vitest';

/** What the API answers to each problem that the engine finds with a change. Total: a new code needs its row, and its status. */
const STATUSES: Readonly<Record<ProblemCode, number>> = {
  AttestationExists: 409,
  FeatureNotSupported: 400,
  InvalidAttestation: 400,
  InvalidPolicyAssignment: 400,
  InvalidPolicyAssignmentNotScopes: 400,
  InvalidPolicyDefinitionScope: 400,
  InvalidPolicyEffect: 400,
  InvalidPolicyEnrollment: 400,
  InvalidPolicyEnrollmentScope: 400,
  InvalidPolicyExemption: 400,
  InvalidPolicyExemptionScope: 400,
  InvalidPolicyMode: 400,
  InvalidPolicyParameters: 400,
  InvalidPolicyRule: 400,
  InvalidPolicySetDefinition: 400,
  MissingPolicyParameter: 400,
  PolicyAssignmentNotFound: 404,
  PolicyAssignmentQuotaExceeded: 400,
  PolicyDefinitionInUse: 409,
  PolicyDefinitionNotFound: 404,
  PolicyDefinitionQuotaExceeded: 400,
  PolicyDefinitionVersionExists: 409,
  PolicyDefinitionVersionInUse: 409,
  PolicyDefinitionVersionNotFound: 404,
  PolicyExemptionQuotaExceeded: 400,
  PolicyParameterValueNotAllowed: 400,
  PolicySetDefinitionInUse: 409,
  PolicySetDefinitionNotFound: 404,
  PolicySetDefinitionQuotaExceeded: 400,
  PrincipalNotFound: 400,
  RoleAssignmentExists: 409,
  RoleAssignmentScopeNotAssignable: 400,
  RoleDefinitionDoesNotExist: 400,
  RoleDefinitionHasAssignments: 409,
  RoleDefinitionWithSameNameExists: 409,
  UndefinedPolicyParameter: 400,
};

test.each(Object.entries(STATUSES))('the API answers %s with %i', (code, status) => {
  expect(new Map<string, { status: number }>(Object.entries(ERROR_CODES)).get(code)?.status).toBe(status);
});
