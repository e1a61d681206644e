import { definitionRoutes } from './definition-routes.ts';

/** Initiatives and their versions. */
export const POLICY_SET_DEFINITION_ROUTES = definitionRoutes({
  type: 'Microsoft.Authorization/policySetDefinitions',
  listVersionsAction: 'Microsoft.Authorization/listPolicySetDefinitionVersions',
  notFoundCode: 'PolicySetDefinitionNotFound',
  what: 'policy set definition',
  records: ({ initiatives }) => initiatives,
});
