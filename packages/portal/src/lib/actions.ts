const AUTHORIZATION = 'Microsoft.Authorization';

/** What roles allow, by what the portal offers. */
export const ACTIONS = {
  define: {
    policy: `${AUTHORIZATION}/policyDefinitions/write`,
    initiative: `${AUTHORIZATION}/policySetDefinitions/write`,
  },
  assign: `${AUTHORIZATION}/policyAssignments/write`,
  deleteAssignment: `${AUTHORIZATION}/policyAssignments/delete`,
  exempt: `${AUTHORIZATION}/policyExemptions/write`,
  deleteExemption: `${AUTHORIZATION}/policyExemptions/delete`,
  deploy: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write',
} as const;
