// The operations of the Azure SDKs for JavaScript, one by one, for the compatibility page; story.test.ts is what they are for.
import { readFileSync } from 'node:fs';
import { AzureMachineLearningWorkspaces } from '@azure/arm-machinelearning';
import { MonitorClient } from '@azure/arm-monitor';
import { PolicyClient } from '@azure/arm-policy';
import { PolicyInsightsClient } from '@azure/arm-policyinsights';
import { ResourceManagementClient } from '@azure/arm-resources';
import { ClientSecretCredential, DeviceCodeCredential, EnvironmentCredential } from '@azure/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';
import { createRecord } from './record.ts';
import { type ApiVersions, watchApiVersions } from './watch-api-versions.ts';

const PACKAGES = [
  '@azure/arm-machinelearning',
  '@azure/arm-monitor',
  '@azure/arm-policy',
  '@azure/arm-policyinsights',
  '@azure/arm-resources',
  '@azure/identity',
];
const ONLY_ALLOWED_REGISTRY =
  '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';
const FALCON = 'azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5';
const PHI = 'azureml://registries/azureml/models/Phi-4/versions/8';
const GROUP = 'rg-js';

const record = createRecord(
  'Azure SDK for JavaScript',
  PACKAGES.map(name => ({ name, version: versionOf(name) })),
);
let server: DemoServer;
let folder: string;
let versions: ApiVersions;

beforeAll(async () => {
  folder = dataFolder();
  server = await startDemo(folder, await freePort());
  versions = watchApiVersions();
});
afterAll(async () => {
  versions?.stop();
  await server?.stop();
  removeFolder(folder);
});

function versionOf(name: string): string {
  const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}

type Clients = {
  readonly policy: PolicyClient;
  readonly insights: PolicyInsightsClient;
  readonly resources: ResourceManagementClient;
  readonly monitor: MonitorClient;
  readonly ml: AzureMachineLearningWorkspaces;
  readonly subscription: string;
  /** Id of the group that the cases are about. */
  readonly group: string;
};

function clients(): Clients {
  const { demo } = server;
  const { clientId, clientSecret } = demo.principals.owner;
  const credential = new ClientSecretCredential(demo.tenantId, clientId, clientSecret, {
    authorityHost: demo.authority,
    disableInstanceDiscovery: true,
  });
  const subscription = demo.subscriptionIds.production;
  const options = { endpoint: demo.endpoint };
  return {
    policy: new PolicyClient(credential, subscription, options),
    insights: new PolicyInsightsClient(credential, subscription, options),
    resources: new ResourceManagementClient(credential, subscription, options),
    monitor: new MonitorClient(credential, subscription, options),
    ml: new AzureMachineLearningWorkspaces(credential, subscription, options),
    subscription,
    group: `/subscriptions/${subscription}/resourceGroups/${GROUP}`,
  };
}

/** All of a list, by name. */
async function names(list: AsyncIterable<{ readonly name?: string }>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { name } of list) found.push(name ?? '');
  return found.sort();
}

const first = async <T>(list: AsyncIterable<T>): Promise<T | undefined> => {
  for await (const each of list) return each;
  return undefined;
};

const deployment = (model: string) => ({
  location: 'westeurope',
  sku: { name: 'Default', capacity: 1 },
  properties: { endpointComputeType: 'Managed' as const, model, instanceType: 'Standard_DS3_v2' },
});

type Case = readonly [operation: string, run: (by: Clients) => Promise<unknown>, shows: unknown];

/** In the order in which they run: what one makes, the next ones use. */
const CASES: readonly Case[] = [
  [
    'ResourceManagementClient.resourceGroups.createOrUpdate',
    ({ resources }) => resources.resourceGroups.createOrUpdate(GROUP, { location: 'westeurope' }),
    { name: GROUP },
  ],
  [
    'ResourceManagementClient.resourceGroups.checkExistence',
    ({ resources }) => resources.resourceGroups.checkExistence('rg-none'),
    { body: false },
  ],
  [
    'ResourceManagementClient.resourceGroups.list',
    ({ resources }) => names(resources.resourceGroups.list()),
    ['rg-chat', 'rg-documents', GROUP, 'rg-models'],
  ],
  [
    'ResourceManagementClient.resourceGroups.get',
    ({ resources }) => resources.resourceGroups.get('rg-none'),
    { refused: { statusCode: 404, code: 'ResourceGroupNotFound' } },
  ],
  [
    'PolicyClient.policyDefinitions.createOrUpdate',
    ({ policy }) =>
      policy.policyDefinitions.createOrUpdate('js-definition', {
        mode: 'All',
        policyRule: { if: { field: 'location', equals: 'eastus' }, then: { effect: 'audit' } },
      }),
    { policyType: 'Custom' },
  ],
  [
    'PolicyClient.policyDefinitions.get',
    ({ policy }) => policy.policyDefinitions.get('none'),
    { refused: { statusCode: 404, code: 'PolicyDefinitionNotFound' } },
  ],
  [
    'PolicyClient.policyDefinitions.getBuiltIn',
    ({ policy }) => policy.policyDefinitions.getBuiltIn('19539b54-c61e-4196-9a38-67598701be90'),
    { policyType: 'BuiltIn' },
  ],
  [
    'PolicyClient.policyDefinitions.list',
    ({ policy }) => names(policy.policyDefinitions.list({ filter: "policyType eq 'Custom'" })),
    ['js-definition'],
  ],
  [
    'PolicyClient.policySetDefinitions.createOrUpdate',
    ({ policy, subscription }) =>
      policy.policySetDefinitions.createOrUpdate('js-set', {
        policyDefinitions: [
          {
            policyDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/policyDefinitions/js-definition`,
          },
        ],
      }),
    { name: 'js-set' },
  ],
  [
    'PolicyClient.policyAssignments.create',
    ({ policy, subscription }) =>
      policy.policyAssignments.create(`/subscriptions/${subscription}`, 'js-only-azureml', {
        policyDefinitionId: ONLY_ALLOWED_REGISTRY,
        parameters: { effect: { value: 'Deny' }, allowedRegistryName: { value: 'azureml' } },
        nonComplianceMessages: [{ message: 'only azureml' }],
      }),
    { name: 'js-only-azureml', enforcementMode: 'Default' },
  ],
  [
    'PolicyClient.policyAssignments.update',
    ({ policy, subscription }) =>
      policy.policyAssignments.update(`/subscriptions/${subscription}`, 'js-only-azureml', {
        location: 'westeurope',
        identity: { type: 'SystemAssigned' },
      }),
    { identity: { type: 'SystemAssigned' } },
  ],
  [
    'PolicyClient.policyAssignments.list',
    ({ policy }) => names(policy.policyAssignments.list()),
    ['js-only-azureml'],
  ],
  [
    'AzureMachineLearningWorkspaces.workspaces.listByResourceGroup',
    ({ ml }) => names(ml.workspaces.listByResourceGroup('rg-chat')),
    ['ws-chat'],
  ],
  [
    'AzureMachineLearningWorkspaces.onlineEndpoints.list',
    ({ ml }) => names(ml.onlineEndpoints.list('rg-chat', 'ws-chat')),
    ['code-assistant', 'support-chat'],
  ],
  [
    'AzureMachineLearningWorkspaces.onlineDeployments.beginCreateOrUpdateAndWait',
    ({ ml }) =>
      ml.onlineDeployments.beginCreateOrUpdateAndWait(
        'rg-chat',
        'ws-chat',
        'code-assistant',
        'js-phi',
        deployment(PHI),
      ),
    { properties: { provisioningState: 'Succeeded', model: PHI } },
  ],
  [
    'AzureMachineLearningWorkspaces.onlineDeployments.beginCreateOrUpdateAndWait',
    ({ ml }) =>
      ml.onlineDeployments.beginCreateOrUpdateAndWait(
        'rg-chat',
        'ws-chat',
        'code-assistant',
        'js-falcon',
        deployment(FALCON),
      ),
    {
      refused: {
        statusCode: 403,
        code: 'RequestDisallowedByPolicy',
        message: expect.stringContaining("Reasons: 'only azureml'"),
      },
    },
  ],
  [
    'AzureMachineLearningWorkspaces.onlineEndpoints.listKeys',
    ({ ml }) => ml.onlineEndpoints.listKeys('rg-chat', 'ws-chat', 'support-chat'),
    { primaryKey: expect.stringMatching(/^\S{32,}$/) },
  ],
  [
    'AzureMachineLearningWorkspaces.onlineDeployments.beginDeleteAndWait',
    ({ ml }) => ml.onlineDeployments.beginDeleteAndWait('rg-chat', 'ws-chat', 'code-assistant', 'js-phi'),
    { body: undefined },
  ],
  [
    'PolicyInsightsClient.policyStates.beginTriggerResourceGroupEvaluationAndWait',
    ({ insights, subscription }) =>
      insights.policyStates.beginTriggerResourceGroupEvaluationAndWait(subscription, 'rg-chat'),
    { body: { status: 'Succeeded' } },
  ],
  [
    'PolicyInsightsClient.policyStates.listQueryResultsForSubscription',
    ({ insights, subscription }) =>
      first(insights.policyStates.listQueryResultsForSubscription('latest', subscription)),
    { policyAssignmentName: 'js-only-azureml' },
  ],
  [
    'PolicyInsightsClient.policyStates.summarizeForSubscription',
    ({ insights, subscription }) => insights.policyStates.summarizeForSubscription('latest', subscription),
    { value: [{ policyAssignments: [{}] }] },
  ],
  [
    'PolicyInsightsClient.policyEvents.listQueryResultsForSubscription',
    ({ insights, subscription }) =>
      first(
        insights.policyEvents.listQueryResultsForSubscription('default', subscription, {
          queryOptions: { filter: "policyDefinitionAction eq 'deny'" },
        }),
      ),
    { policyAssignmentName: 'js-only-azureml' },
  ],
  [
    'MonitorClient.activityLogs.list',
    ({ monitor }) =>
      first(
        monitor.activityLogs.list(
          `eventTimestamp ge '${new Date(Date.now() - 600_000).toISOString()}' and status eq 'Failed'`,
        ),
      ),
    { status: { value: 'Failed' } },
  ],
  [
    'ResourceManagementClient.resources.createOrUpdateById',
    ({ resources, group }) =>
      resources.resources
        .createOrUpdateById(
          `${group}/providers/Microsoft.MachineLearningServices/workspaces/ws-js`,
          '2024-10-01',
          { location: 'westeurope', properties: {} },
        )
        .pollUntilDone(),
    { name: 'ws-js' },
  ],
  [
    'PolicyClient.policyAssignments.delete',
    ({ policy, subscription }) =>
      policy.policyAssignments.delete(`/subscriptions/${subscription}`, 'js-only-azureml'),
    { name: 'js-only-azureml' },
  ],
  [
    'PolicyClient.policySetDefinitions.delete',
    ({ policy }) => policy.policySetDefinitions.delete('js-set'),
    undefined,
  ],
  [
    'PolicyClient.policyDefinitions.delete',
    ({ policy }) => policy.policyDefinitions.delete('js-definition'),
    undefined,
  ],
];

it.each(CASES)('%s', async (operation, run, shows) => {
  versions.take();
  const found = await run(clients()).catch((error: unknown) => ({ refused: error }));
  if (shows === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(shows as object);
  record.note({ operation, apiVersions: versions.take(), passes: true });
});

it('a credential is taken from the environment, as `sluice clients env` sets it', async () => {
  const { demo } = server;
  const { clientId, clientSecret } = demo.principals.mlEngineer;
  const before = { ...process.env };
  Object.assign(process.env, {
    AZURE_AUTHORITY_HOST: demo.authority,
    AZURE_TENANT_ID: demo.tenantId,
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: clientSecret,
  });
  try {
    const { token } = await new EnvironmentCredential({ disableInstanceDiscovery: true }).getToken(
      `${demo.endpoint}/.default`,
    );
    expect(token.split('.')).toHaveLength(3);
    record.note({ operation: 'EnvironmentCredential.getToken', apiVersions: [], passes: true });
  } finally {
    process.env = before;
  }
});

it('somebody signs in for a program by device code', async () => {
  const { demo } = server;
  const credential = new DeviceCodeCredential({
    tenantId: demo.tenantId,
    authorityHost: demo.authority,
    disableInstanceDiscovery: true,
    userPromptCallback: ({ userCode, verificationUri }) => {
      void signIn(verificationUri, userCode);
    },
  });
  const { token } = await credential.getToken(`${demo.endpoint}/.default`);
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ tid: demo.tenantId, appid: demo.principals.owner.clientId });
  record.note({ operation: 'DeviceCodeCredential.getToken', apiVersions: [], passes: true });
});

/** The pages of the sign-in, as a browser sends their forms. */
async function signIn(place: string, code: string): Promise<void> {
  const submit = (form: Readonly<Record<string, string>>, cookie: string) =>
    fetch(place, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: new URL(place).origin,
        'sec-fetch-site': 'same-origin',
        cookie,
      },
      body: new URLSearchParams(form).toString(),
    });
  const who = await submit({ user_code: code, demo: 'owner' }, '');
  await submit({ user_code: code, answer: 'yes' }, who.headers.get('set-cookie')?.split(';')[0] ?? '');
}

it('the record is what was seen', async () => {
  await expect(record.text()).toMatchFileSnapshot('compatibility/javascript.json');
});
