import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ALLOWED_REGISTRY,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  onlyRegistry,
  openWorld,
  PHI4,
  type World,
} from './harness.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Row = {
  readonly says: string;
  readonly path: (world: World) => string;
  readonly verb?: string;
  readonly raw?: string;
  readonly body?: unknown;
  readonly apiVersion?: string | null;
  readonly status: number;
  readonly code: string;
  readonly message?: RegExp;
  readonly target?: string;
};

const assignment = (w: World) => assignmentAt(w.production, 'bad');
const definition = (w: World) => `${w.production}/providers/Microsoft.Authorization/policyDefinitions/bad`;
const deployment = (w: World) => chatDeployment(w, 'bad');
const settings = () => '/providers/Sluice.Governance/settings/default';

/** A custom definition with this rule. */
const rule = (policyRule: unknown, more: object = {}) => ({
  properties: { mode: 'All', policyRule, ...more },
});
const DENY_ALL = {
  if: { field: 'type', equals: 'Microsoft.MachineLearningServices/workspaces' },
  then: { effect: 'deny' },
};

const TABLE: readonly Row[] = [
  {
    says: 'no JSON: line and column',
    path: deployment,
    raw: '{"location": "westeurope",\n  "properties": {"model" }}',
    status: 400,
    code: 'InvalidRequestContent',
    message: /line 2, column \d+/,
  },
  {
    says: 'a name twice',
    path: deployment,
    raw: '{"location":"a","Location":"b"}',
    status: 400,
    code: 'InvalidRequestContent',
    message: /twice/,
  },
  {
    says: 'a list where an object must be',
    path: deployment,
    body: [],
    status: 400,
    code: 'InvalidRequestContent',
  },
  { says: 'no body', path: assignment, status: 400, code: 'InvalidRequestContent' },
  {
    says: 'too large',
    path: deployment,
    raw: `{"location":"${'x'.repeat(1_048_577)}"}`,
    status: 413,
    code: 'RequestBodyTooLarge',
  },
  {
    says: 'no api-version',
    path: deployment,
    body: deploymentOf(PHI4),
    apiVersion: null,
    status: 400,
    code: 'MissingApiVersionParameter',
  },
  {
    says: 'a malformed api-version',
    path: deployment,
    body: deploymentOf(PHI4),
    apiVersion: '2024-13-01',
    status: 400,
    code: 'InvalidApiVersionParameter',
  },
  {
    says: 'an api-version that is a word',
    path: deployment,
    body: deploymentOf(PHI4),
    apiVersion: 'latest',
    status: 400,
    code: 'InvalidApiVersionParameter',
  },
  {
    says: 'an unknown type',
    path: w => `${w.production}/resourceGroups/rg-chat/providers/Microsoft.Compute/virtualMachines/x`,
    body: {},
    status: 404,
    code: 'InvalidResourceType',
  },
  {
    says: 'a verb that the type does not know',
    verb: 'DELETE',
    path: w => w.production,
    status: 405,
    code: 'HttpMethodNotAllowed',
  },
  {
    says: 'a PUT of a collection',
    path: w => `${w.production}/resourceGroups`,
    body: {},
    status: 405,
    code: 'HttpMethodNotAllowed',
  },
  {
    says: 'what is no path of ARM',
    verb: 'GET',
    path: () => '/nothing/at/all',
    status: 404,
    code: 'NotFound',
  },
  {
    says: 'an unknown subscription',
    path: () => '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/x',
    body: { location: 'westeurope' },
    status: 404,
    code: 'SubscriptionNotFound',
  },
  {
    says: 'an unknown group',
    path: w =>
      `${w.production}/resourceGroups/absent/providers/Microsoft.MachineLearningServices/workspaces/x`,
    body: { location: 'westeurope' },
    status: 404,
    code: 'ResourceGroupNotFound',
  },
  {
    says: 'an unknown parent',
    path: w => deployment(w).replace('support-chat', 'absent'),
    body: deploymentOf(PHI4),
    status: 404,
    code: 'ParentResourceNotFound',
  },
  {
    says: 'an unknown management group as scope',
    path: () => assignmentAt('/providers/Microsoft.Management/managementGroups/absent', 'bad'),
    body: onlyRegistry('azureml'),
    status: 404,
    code: 'ManagementGroupNotFound',
  },
  {
    says: 'no location',
    path: deployment,
    body: { properties: { model: PHI4 } },
    status: 400,
    code: 'LocationRequired',
  },
  {
    says: 'a known property of the wrong type',
    path: deployment,
    body: {
      ...deploymentOf(PHI4),
      properties: { model: PHI4, endpointComputeType: 'Managed', instanceType: 7 },
    },
    status: 400,
    code: 'InvalidRequestContent',
    target: '/properties/instanceType',
  },
  {
    says: 'a model that is no text',
    path: deployment,
    body: { ...deploymentOf(PHI4), properties: { model: 7 } },
    status: 400,
    code: 'InvalidModelReference',
  },
  {
    says: 'a wrong type in a policy object',
    path: assignment,
    body: onlyRegistry('azureml', { notScopes: 'all' }),
    status: 400,
    code: 'InvalidRequestContent',
    target: '/properties/notScopes',
  },
  {
    says: 'a label that the catalog cannot resolve',
    path: deployment,
    body: deploymentOf('azureml://registries/azureml/models/unheard-of/labels/latest'),
    status: 400,
    code: 'ModelVersionUnresolved',
  },
  {
    says: 'an unknown definition',
    path: assignment,
    body: {
      properties: { policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/absent' },
    },
    status: 404,
    code: 'PolicyDefinitionNotFound',
  },
  {
    says: 'an unknown initiative',
    path: assignment,
    body: { properties: { policyDefinitionId: '/providers/Microsoft.Authorization/policySetDefinitions/x' } },
    status: 404,
    code: 'PolicySetDefinitionNotFound',
  },
  {
    says: 'a missing parameter',
    path: assignment,
    body: { properties: { policyDefinitionId: ALLOWED_REGISTRY, parameters: {} } },
    status: 400,
    code: 'MissingPolicyParameter',
  },
  {
    says: 'an ill-typed parameter',
    path: assignment,
    body: onlyRegistry('azureml', {}, { restrictedModels: { value: 'one' } }),
    status: 400,
    code: 'InvalidPolicyParameters',
  },
  {
    says: 'an undeclared parameter',
    path: assignment,
    body: onlyRegistry('azureml', {}, { colour: { value: 'red' } }),
    status: 400,
    code: 'UndefinedPolicyParameter',
  },
  {
    says: 'an effect that is not allowed',
    path: assignment,
    body: onlyRegistry('azureml', {}, { effect: { value: 'Explode' } }),
    status: 400,
    code: 'PolicyParameterValueNotAllowed',
  },
  {
    says: 'resourceSelectors without values',
    path: assignment,
    body: onlyRegistry('azureml', {
      resourceSelectors: [{ name: 'x', selectors: [{ kind: 'resourceLocation' }] }],
    }),
    status: 400,
    code: 'InvalidRequestContent',
    message: /resourceSelectors/,
  },
  {
    says: 'an override by an effect that there is not',
    path: assignment,
    body: onlyRegistry('azureml', { overrides: [{ kind: 'policyEffect', value: 'Explode' }] }),
    status: 400,
    code: 'InvalidPolicyEffect',
    message: /Explode/,
  },
  {
    says: 'a scope excluded that is not below',
    path: assignment,
    body: onlyRegistry('azureml', { notScopes: ['/subscriptions/11111111-1111-4111-8111-111111111111'] }),
    status: 400,
    code: 'InvalidPolicyAssignmentNotScopes',
  },
  {
    says: 'a rule with an unknown operator',
    path: definition,
    body: rule({ if: { field: 'type', resembles: 'x' }, then: { effect: 'deny' } }),
    status: 400,
    code: 'InvalidPolicyRule',
  },
  {
    says: 'an effect that the mode does not have',
    path: definition,
    body: rule({ ...DENY_ALL, then: { effect: 'mutate', details: {} } }),
    status: 400,
    code: 'InvalidPolicyRule',
    message: /mutate/i,
  },
  {
    says: 'a built-in definition written',
    path: () => '/providers/Microsoft.Authorization/policyDefinitions/mine',
    body: rule(DENY_ALL),
    status: 403,
    code: 'BuiltInPolicyDefinitionCannotBeChanged',
  },
  {
    says: 'a built-in initiative written',
    path: () => '/providers/Microsoft.Authorization/policySetDefinitions/x',
    body: { properties: { policyDefinitions: [] } },
    status: 403,
    code: 'BuiltInPolicyDefinitionCannotBeChanged',
  },
  {
    says: 'an exemption of nothing',
    path: w => `${w.production}/providers/Microsoft.Authorization/policyExemptions/x`,
    body: { properties: {} },
    status: 400,
    code: 'InvalidRequestContent',
    message: /policyAssignmentId/,
  },
  {
    says: 'settings that are none',
    path: settings,
    body: { properties: { catalog: { unknownModels: 'perhaps' } } },
    status: 400,
    code: 'InvalidRequestContent',
  },
  {
    says: 'a PATCH of what is not there',
    verb: 'PATCH',
    path: deployment,
    body: { tags: {} },
    status: 404,
    code: 'ResourceNotFound',
  },
  {
    says: 'a filter that cannot be read',
    verb: 'GET',
    path: w => `${w.production}/resources?$filter=name%20eq`,
    status: 400,
    code: 'InvalidFilterInQueryString',
    message: /character \d+/,
  },
  {
    says: 'a log without a start',
    verb: 'GET',
    path: w => `${w.production}/providers/Microsoft.Insights/eventtypes/management/values`,
    status: 400,
    code: 'InvalidFilterInQueryString',
  },
  {
    says: 'a page that nobody gave',
    verb: 'GET',
    path: w => `${w.production}/resourceGroups?$skiptoken=what`,
    status: 400,
    code: 'InvalidSkipToken',
  },
  {
    says: 'pages of nothing',
    verb: 'GET',
    path: w => `${w.production}/resourceGroups?$top=0`,
    status: 400,
    code: 'InvalidQueryParameter',
  },
  {
    says: 'a registry whose name is taken',
    path: w =>
      `${w.sandbox}/resourceGroups/rg-research/providers/Microsoft.MachineLearningServices/registries/AzureML`,
    body: { location: 'westeurope', properties: {} },
    status: 409,
    code: 'RegistryNameNotAvailable',
  },
];

describe('bad input is refused with ARM’s error, and nothing is stored', () => {
  it.each(TABLE)(
    '$says',
    async ({ path, verb = 'PUT', raw, body, apiVersion, status, code, message, target }) => {
      const before = await world.storage.changes.revision();
      const answer = await world.as.owner(verb, path(world), {
        ...(raw === undefined ? {} : { raw }),
        ...(body === undefined ? {} : { body }),
        ...(apiVersion === undefined ? {} : { apiVersion }),
      });
      expect([answer.status, answer.body?.error?.code]).toEqual([status, code]);
      if (message !== undefined) expect(answer.body.error.message).toMatch(message);
      if (target !== undefined) expect(answer.body.error.target).toBe(target);
      expect(await world.storage.changes.revision()).toBe(before);
      for (const id of [assignment(world), definition(world), deployment(world)]) {
        expect(await world.storage.resources.get(id.toLowerCase())).toBeUndefined();
      }
    },
  );
});
