/**
 * Every code of a `ChangeProblem`: ARM's names, which `ERROR_CODES` of `@sluice/arm/errors` gives a status and a meaning. That it
 * has them all is for the server to compile, which answers with them.
 */
export type ProblemCode =
  | 'FeatureNotSupported'
  | 'InvalidPolicyAssignment'
  | 'InvalidPolicyAssignmentNotScopes'
  | 'InvalidPolicyDefinitionScope'
  | 'InvalidPolicyEffect'
  | 'InvalidPolicyMode'
  | 'InvalidPolicyParameters'
  | 'InvalidPolicyRule'
  | 'InvalidPolicySetDefinition'
  | 'MissingPolicyParameter'
  | 'PolicyDefinitionInUse'
  | 'PolicyDefinitionNotFound'
  | 'PolicyDefinitionVersionNotFound'
  | 'PolicyParameterValueNotAllowed'
  | 'PrincipalNotFound'
  | 'RoleAssignmentExists'
  | 'RoleDefinitionDoesNotExist'
  | 'UndefinedPolicyParameter';
