import { describe, expect, it } from 'vitest';
import { pageOf } from './page-of.ts';

const AUTHORIZATION = '/providers/Microsoft.Authorization';
const ML = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices';

describe('the page of', () => {
  it.each<[string, string, string]>([
    ['a built-in definition', `${AUTHORIZATION}/policyDefinitions/d`, '/policy/definitions/details'],
    [
      'a definition of a subscription, in any case',
      `/SUBSCRIPTIONS/s${AUTHORIZATION.toUpperCase()}/POLICYDEFINITIONS/d`,
      '/policy/definitions/details',
    ],
    ['an initiative', `${AUTHORIZATION}/policySetDefinitions/i`, '/policy/initiatives/details'],
    [
      'an assignment at a resource',
      `${ML}/workspaces/w${AUTHORIZATION}/policyAssignments/a`,
      '/policy/assignments/details',
    ],
    ['an exemption', `/subscriptions/s${AUTHORIZATION}/policyExemptions/e`, '/policy/exemptions/details'],
    ['a management group', '/providers/Microsoft.Management/managementGroups/root', '/scope'],
    ['a subscription', '/subscriptions/s', '/scope'],
    ['a resource group', '/subscriptions/s/resourceGroups/rg', '/scope'],
    ['an endpoint', `${ML}/workspaces/w/onlineEndpoints/e`, '/endpoints/details'],
    ['a deployment', `${ML}/workspaces/w/onlineEndpoints/e/deployments/blue`, '/deployments/details'],
    ['a serverless endpoint', `${ML}/workspaces/w/serverlessEndpoints/e`, '/deployments/details'],
    [
      'a deployment of an account',
      '/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a/deployments/d',
      '/deployments/details',
    ],
    ['a model by its asset id', 'azureml://registries/azureml/models/Phi-4/versions/8', '/models/details'],
    [
      'a remediation',
      '/subscriptions/s/providers/Microsoft.PolicyInsights/remediations/r',
      '/policy/remediation/details',
    ],
  ])('%s takes its id', (_, id, to) => {
    expect(pageOf(id)).toEqual({ to, search: { id } });
  });

  it.each<[string, string, string, object]>([
    [
      'a version of a definition is its definition',
      `${AUTHORIZATION}/policyDefinitions/d/versions/1.0.0`,
      '/policy/definitions/details',
      { id: `${AUTHORIZATION}/policyDefinitions/d`, version: '1.0.0' },
    ],
    [
      'a workspace is its deployments',
      `${ML}/workspaces/w`,
      '/deployments',
      { workspace: `${ML}/workspaces/w` },
    ],
    ['a registry is its models', `${ML}/registries/azureml`, '/models', { registry: 'azureml' }],
    [
      'a model of a registry goes by its asset id',
      `${ML}/registries/azureml/models/Phi-4`,
      '/models/details',
      { id: 'azureml://registries/azureml/models/Phi-4' },
    ],
    [
      'a version of a model too',
      `${ML}/registries/azureml/models/Phi-4/versions/8`,
      '/models/details',
      { id: 'azureml://registries/azureml/models/Phi-4/versions/8' },
    ],
    [
      'a role assignment is the access of its scope',
      `/subscriptions/s${AUTHORIZATION}/roleAssignments/r`,
      '/manage/access',
      { scope: '/subscriptions/s' },
    ],
    [
      'a decision goes by its name',
      '/providers/Sluice.Governance/decisions/6433731e',
      '/audit/decision',
      { id: '6433731e' },
    ],
  ])('%s', (_, id, to, search) => {
    expect(pageOf(id)).toEqual({ to, search });
  });

  it.each([
    '',
    '/',
    'Phi-4',
    '/subscriptions',
    `${ML}/workspaces/w/computes/c`,
    'toString',
    '/constructor/x',
  ])('%j is none', id => {
    expect(pageOf(id)).toBeUndefined();
  });
});
