// The tutorial's whole story, with the packages that users have: nothing of ours is imported here.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AzureMachineLearningWorkspaces } from '@azure/arm-machinelearning';
import { MonitorClient } from '@azure/arm-monitor';
import { PolicyClient } from '@azure/arm-policy';
import { ResourceManagementClient } from '@azure/arm-resources';
import { ClientSecretCredential } from '@azure/identity';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';

const ONLY_ALLOWED_REGISTRY =
  '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';
const ML = 'Microsoft.MachineLearningServices';
const PHI = 'azureml://registries/azureml/models/Phi-4/versions/8';
const FALCON = 'azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5';

let server: DemoServer;
let demo: Demo;
let folder: string;

beforeAll(async () => {
  folder = dataFolder();
  server = await startDemo(folder, await freePort());
  demo = server.demo;
});
afterAll(async () => {
  await server?.stop();
  removeFolder(folder);
});

it('the tour of the README runs to its end', async () => {
  const tour = join(import.meta.dirname, '../../examples/tour.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [tour, join(folder, 'demo.json')], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: demo.caFile },
  });
  const told = stdout.split('\n').map(line => line.trim());
  expect(told.filter(line => line === 'stored')).toHaveLength(2);
  expect(told).toContainEqual(expect.stringContaining('403 RequestDisallowedByPolicy'));
});

function credential(who: keyof Demo['principals']): ClientSecretCredential {
  const { clientId, clientSecret } = demo.principals[who];
  return new ClientSecretCredential(demo.tenantId, clientId, clientSecret, {
    authorityHost: demo.authority,
    disableInstanceDiscovery: true,
  });
}
const options = () => ({ endpoint: demo.endpoint });
const policy = (subscription = demo.subscriptionIds.production) =>
  new PolicyClient(credential('policyContributor'), subscription, options());
const engineer = (subscription = demo.subscriptionIds.production) =>
  new AzureMachineLearningWorkspaces(credential('mlEngineer'), subscription, options());
const resources = (who: keyof Demo['principals'] = 'mlEngineer') =>
  new ResourceManagementClient(credential(who), demo.subscriptionIds.production, options());
const production = () => `/subscriptions/${demo.subscriptionIds.production}`;
const group = (name: string) => `${production()}/resourceGroups/${name}`;

const deployment = (model: string) => ({
  location: 'westeurope',
  sku: { name: 'Default', capacity: 1 },
  properties: { endpointComputeType: 'Managed' as const, model, instanceType: 'Standard_DS3_v2' },
});

function deploy(
  name: string,
  model: string,
  place = { group: 'rg-chat', workspace: 'ws-chat', endpoint: 'code-assistant' },
) {
  return engineer().onlineDeployments.beginCreateOrUpdateAndWait(
    place.group,
    place.workspace,
    place.endpoint,
    name,
    deployment(model),
  );
}

/** What a client's user sees of a refusal: `RestError` of the SDKs. */
async function refusal(
  attempt: Promise<unknown>,
): Promise<{ code: string; statusCode: number; message: string; details: unknown }> {
  try {
    await attempt;
  } catch (error) {
    return error as { code: string; statusCode: number; message: string; details: unknown };
  }
  throw new Error('the request was let through');
}

type Assigned = { readonly scope: string; readonly name: string };
const assigned: Assigned[] = [];

async function assign(
  scope: string,
  name: string,
  parameters: Record<string, unknown>,
  rest: Record<string, unknown> = {},
): Promise<void> {
  assigned.push({ scope, name });
  await policy().policyAssignments.create(scope, name, {
    policyDefinitionId: ONLY_ALLOWED_REGISTRY,
    displayName: `Assignment ${name}`,
    parameters: Object.fromEntries(
      Object.entries({ effect: 'Deny', ...parameters }).map(([key, value]) => [key, { value }]),
    ),
    ...rest,
  });
}

afterEach(async () => {
  for (const { scope, name } of assigned.splice(0))
    await policy()
      .policyAssignments.delete(scope, name)
      .catch(() => undefined);
});

describe('with no assignment', () => {
  it('every model of the catalog may be deployed', async () => {
    const stored = await deploy('anything', FALCON);
    expect(stored.properties?.provisioningState).toBe('Succeeded');
    expect(stored.properties?.model).toBe(FALCON);
  });

  it('the definition is the one of the tutorial', async () => {
    const definition = await policy().policyDefinitions.getBuiltIn('19539b54-c61e-4196-9a38-67598701be90');
    expect(definition.displayName).toBe(
      '[Preview]: Azure Machine Learning Model Registry Deployments are restricted except for the allowed Registry',
    );
  });
});

describe('with allowedRegistryName = azureml on the subscription', () => {
  it('a model of that registry is stored, one of another registry is refused before anything is stored', async () => {
    await assign(production(), 'only-azureml', { allowedRegistryName: 'azureml' });
    await deploy('allowed', PHI);
    const error = await refusal(deploy('refused', FALCON));
    expect(error).toMatchObject({ statusCode: 403, code: 'RequestDisallowedByPolicy' });
    expect(error.message).toContain("Resource 'refused' was disallowed by policy.");
    await expect(
      engineer().onlineDeployments.get('rg-chat', 'ws-chat', 'code-assistant', 'refused'),
    ).rejects.toMatchObject({ statusCode: 404 });
  });

  it('the refusal names the assignment, the definition and what was compared', async () => {
    await assign(production(), 'only-azureml', { allowedRegistryName: 'azureml' });
    const error = await refusal(deploy('explained', FALCON));
    const body = error.details as {
      error: { target: string; additionalInfo: { type: string; info: Record<string, unknown> }[] };
    };
    expect(body.error.target).toBe('explained');
    expect(body.error.additionalInfo.map(({ type }) => type)).toEqual(['PolicyViolation']);
    expect(body.error.additionalInfo[0]).toMatchObject({
      type: 'PolicyViolation',
      info: {
        policyDefinitionId: ONLY_ALLOWED_REGISTRY,
        policyDefinitionName: '19539b54-c61e-4196-9a38-67598701be90',
        policyDefinitionEffect: 'Deny',
        policyAssignmentName: 'only-azureml',
        policyAssignmentDisplayName: 'Assignment only-azureml',
        policyAssignmentScope: production(),
        policyAssignmentParameters: { allowedRegistryName: 'azureml', effect: 'Deny' },
        policyExemptionIds: [],
        evaluationDetails: {
          evaluatedExpressions: [
            { result: 'True', expressionKind: 'Field', expression: 'type', operator: 'Equals' },
            {
              result: 'True',
              operator: 'Like',
              path: 'model.assetId',
              targetValue: 'azureml://registries/*',
            },
            {
              result: 'False',
              operator: 'Like',
              path: 'model.assetId',
              targetValue: 'azureml://registries/azureml/*',
            },
          ],
        },
      },
    });
  });

  it('deleting the assignment lifts it', async () => {
    await assign(production(), 'only-azureml', { allowedRegistryName: 'azureml' });
    await refusal(deploy('lifted', FALCON));
    await policy().policyAssignments.delete(production(), 'only-azureml');
    expect((await deploy('lifted', FALCON)).name).toBe('lifted');
  });

  it('a restricted model of the allowed registry is refused, its neighbours are not', async () => {
    await assign(production(), 'restricted', { allowedRegistryName: 'azureml', restrictedModels: [PHI] });
    expect((await refusal(deploy('restricted', PHI))).code).toBe('RequestDisallowedByPolicy');
    await deploy('neighbour', 'azureml://registries/azureml/models/Phi-4/versions/7');
  });

  it('an empty allowedRegistryName refuses all registry models', async () => {
    await assign(production(), 'none', { allowedRegistryName: '' });
    expect((await refusal(deploy('empty', PHI))).code).toBe('RequestDisallowedByPolicy');
    expect((await refusal(deploy('empty', FALCON))).code).toBe('RequestDisallowedByPolicy');
  });

  it('an excluded resource group goes free', async () => {
    await assign(
      production(),
      'not-documents',
      { allowedRegistryName: 'azureml' },
      { notScopes: [group('rg-documents')] },
    );
    await deploy('excluded', FALCON, {
      group: 'rg-documents',
      workspace: 'ws-documents',
      endpoint: 'summaries',
    });
    expect((await refusal(deploy('included', FALCON))).code).toBe('RequestDisallowedByPolicy');
  });

  it('two scopes of different strictness: the strictest one that covers the deployment decides', async () => {
    await assign(production(), 'wide', { allowedRegistryName: 'azureml' });
    await assign(group('rg-documents'), 'narrow', { allowedRegistryName: 'approved-models' });
    await deploy('wide-only', PHI);
    const error = await refusal(
      deploy('narrow', PHI, { group: 'rg-documents', workspace: 'ws-documents', endpoint: 'summaries' }),
    );
    expect(error.message).toContain('narrow');
    const sandbox = engineer(demo.subscriptionIds.sandbox).onlineDeployments;
    await sandbox.beginCreateOrUpdateAndWait(
      'rg-research',
      'ws-research',
      'try-llama',
      'free',
      deployment(FALCON),
    );
  });

  it('the custom non-compliance message is what the client prints', async () => {
    const message = 'Only models of the azureml registry in production; ask platform@example.com';
    await assign(
      production(),
      'told',
      { allowedRegistryName: 'azureml' },
      { nonComplianceMessages: [{ message }] },
    );
    const error = await refusal(deploy('told', FALCON));
    expect(error.message).toContain(`Reasons: '${message}'. See error details for policy resource IDs.`);
  });

  it('DoNotEnforce lets it through', async () => {
    await assign(
      production(),
      'rehearsal',
      { allowedRegistryName: 'azureml' },
      { enforcementMode: 'DoNotEnforce' },
    );
    await deploy('rehearsed', FALCON);
  });
});

describe('what runs already', () => {
  it('keeps its traffic, its keys and the right to be deleted; a new PUT of it is judged', async () => {
    const place = { group: 'rg-chat', workspace: 'ws-chat', endpoint: 'code-assistant' };
    await deploy('older', FALCON, place);
    await assign(production(), 'later', { allowedRegistryName: 'azureml' });
    const endpoints = engineer().onlineEndpoints;
    const endpoint = await endpoints.get(place.group, place.workspace, place.endpoint);
    await endpoints.beginCreateOrUpdateAndWait(place.group, place.workspace, place.endpoint, {
      ...endpoint,
      properties: { ...endpoint.properties, authMode: 'Key', traffic: { older: 100 } },
    });
    expect((await endpoints.get(place.group, place.workspace, place.endpoint)).properties.traffic).toEqual({
      older: 100,
    });
    const keys = await endpoints.listKeys(place.group, place.workspace, place.endpoint);
    expect(keys.primaryKey).toMatch(/^\S{32,}$/);
    expect((await refusal(deploy('older', FALCON, place))).code).toBe('RequestDisallowedByPolicy');
    await engineer().onlineDeployments.beginDeleteAndWait(
      place.group,
      place.workspace,
      place.endpoint,
      'older',
    );
    await expect(
      engineer().onlineDeployments.get(place.group, place.workspace, place.endpoint, 'older'),
    ).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('the other doors', () => {
  it('a serverless endpoint is judged like a deployment', async () => {
    await assign(production(), 'only-azureml', { allowedRegistryName: 'azureml' });
    const id = `${group('rg-chat')}/providers/${ML}/workspaces/ws-chat/serverlessEndpoints/mistral`;
    const body = (modelId: string) => ({
      location: 'westeurope',
      sku: { name: 'Consumption' },
      properties: { modelSettings: { modelId } },
    });
    const error = await refusal(
      resources()
        .resources.createOrUpdateById(
          id,
          '2024-10-01',
          body('azureml://registries/azureml-mistral/models/Mistral-Nemo-Instruct-2407'),
        )
        .pollUntilDone(),
    );
    expect(error.code).toBe('RequestDisallowedByPolicy');
    const stored = await resources()
      .resources.createOrUpdateById(id, '2024-10-01', body('azureml://registries/azureml/models/Phi-4'))
      .pollUntilDone();
    expect(stored.properties).toMatchObject({ authMode: 'Key' });
  });

  it('the catalog is read through generic resources', async () => {
    const registry = `${group('rg-models')}/providers/${ML}/registries/azureml`;
    expect((await resources().resources.getById(registry, '2024-10-01')).name).toBe('azureml');
    const version = await resources().resources.getById(`${registry}/models/Phi-4/versions/8`, '2024-10-01');
    expect(version.properties).toMatchObject({ tags: { publisher: 'Microsoft', license: 'MIT' } });
  });

  it('an ML engineer may not assign policies, a policy contributor may not deploy', async () => {
    const asEngineer = new PolicyClient(credential('mlEngineer'), demo.subscriptionIds.production, options());
    const attempt = asEngineer.policyAssignments.create(production(), 'mine', {
      policyDefinitionId: ONLY_ALLOWED_REGISTRY,
    });
    expect(await refusal(attempt)).toMatchObject({ statusCode: 403, code: 'AuthorizationFailed' });
    const asContributor = new AzureMachineLearningWorkspaces(
      credential('policyContributor'),
      demo.subscriptionIds.production,
      options(),
    );
    const write = asContributor.onlineDeployments.beginCreateOrUpdateAndWait(
      'rg-chat',
      'ws-chat',
      'code-assistant',
      'mine',
      deployment(PHI),
    );
    expect(await refusal(write)).toMatchObject({ statusCode: 403, code: 'AuthorizationFailed' });
  });
});

describe('the activity log', () => {
  it('has one Policy entry and one failed Administrative entry of the same operation for a refusal', async () => {
    await assign(production(), 'logged', { allowedRegistryName: 'azureml' });
    const since = new Date(Date.now() - 60_000).toISOString();
    await refusal(deploy('logged', FALCON));
    const monitor = new MonitorClient(credential('owner'), demo.subscriptionIds.production, {
      endpoint: demo.endpoint,
    });
    const entries = [];
    for await (const entry of monitor.activityLogs.list(
      `eventTimestamp ge '${since}' and resourceGroupName eq 'rg-chat'`,
    )) {
      if (entry.resourceId?.endsWith('/deployments/logged')) entries.push(entry);
    }
    const policyEntries = entries.filter(entry => entry.category?.value === 'Policy');
    const writes = entries.filter(entry => entry.category?.value === 'Administrative');
    expect(policyEntries).toHaveLength(1);
    expect(writes).toHaveLength(1);
    expect(policyEntries[0]).toMatchObject({
      operationName: { value: 'Microsoft.Authorization/policies/deny/action' },
      level: 'Error',
      status: { value: 'Failed' },
      correlationId: writes[0]?.correlationId,
    });
    const policies = JSON.parse(policyEntries[0]?.properties?.['policies'] ?? '[]');
    expect(policies).toMatchObject([
      {
        policyAssignmentName: 'logged',
        policyDefinitionEffect: 'Deny',
        policyDefinitionId: ONLY_ALLOWED_REGISTRY,
      },
    ]);
  });
});
