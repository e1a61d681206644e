import { definitionRoutes } from './definition-routes.ts';

/** Definitions and their versions. */
export const POLICY_DEFINITION_ROUTES = definitionRoutes({
  type: 'Microsoft.Authorization/policyDefinitions',
  listVersionsAction: 'Microsoft.Authorization/listPolicyDefinitionVersions',
  notFoundCode: 'PolicyDefinitionNotFound',
  what: 'policy definition',
  records: ({ definitions }) => definitions,
});
