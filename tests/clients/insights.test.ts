// Compliance, as the SDK of policy insights asks for it: nothing of ours is imported here.
import { AzureMachineLearningWorkspaces } from '@azure/arm-machinelearning';
import { PolicyClient } from '@azure/arm-policy';
import { PolicyInsightsClient } from '@azure/arm-policyinsights';
import { ClientSecretCredential } from '@azure/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';

const ONLY_ALLOWED_REGISTRY =
  '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';
const FALCON = 'azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5';

let server: DemoServer;
let demo: Demo;
let folder: string;
beforeAll(async () => {
  folder = dataFolder();
  server = await startDemo(folder, await freePort());
  demo = server.demo;
  await policy().policyAssignments.create(production(), 'only-azureml', {
    policyDefinitionId: ONLY_ALLOWED_REGISTRY,
    displayName: 'Only azureml',
    parameters: { effect: { value: 'Deny' }, allowedRegistryName: { value: 'azureml' } },
  });
});
afterAll(async () => {
  await server?.stop();
  removeFolder(folder);
});

function credential(who: keyof Demo['principals']): ClientSecretCredential {
  const { clientId, clientSecret } = demo.principals[who];
  return new ClientSecretCredential(demo.tenantId, clientId, clientSecret, {
    authorityHost: demo.authority,
    disableInstanceDiscovery: true,
  });
}
const options = () => ({ endpoint: demo.endpoint });
const policy = () =>
  new PolicyClient(credential('policyContributor'), demo.subscriptionIds.production, options());
const insights = (who: keyof Demo['principals'] = 'policyContributor') =>
  new PolicyInsightsClient(credential(who), demo.subscriptionIds.production, options());
const production = () => `/subscriptions/${demo.subscriptionIds.production}`;
const subscription = () => demo.subscriptionIds.production;

async function all<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const rows: T[] = [];
  for await (const row of pages) rows.push(row);
  return rows;
}

describe('compliance by the SDK', () => {
  it('states of everything, filtered and grouped', async () => {
    const { policyStates } = insights();
    const states = await all(policyStates.listQueryResultsForSubscription('latest', subscription()));
    expect(states.length).toBeGreaterThan(0);
    const [state] = states;
    expect(state?.timestamp).toBeInstanceOf(Date);
    expect(state?.policyAssignmentName).toBe('only-azureml');
    const bad = await all(
      policyStates.listQueryResultsForSubscription('latest', subscription(), {
        queryOptions: { filter: "complianceState eq 'NonCompliant'" },
      }),
    );
    expect(bad).toHaveLength(states.filter(each => each.complianceState === 'NonCompliant').length);
    const grouped = await all(
      policyStates.listQueryResultsForSubscription('latest', subscription(), {
        queryOptions: { apply: 'groupby((policyAssignmentId),aggregate($count as c))' },
      }),
    );
    expect(grouped).toHaveLength(1);
    const named = await all(
      policyStates.listQueryResultsForManagementGroup('latest', demo.tenantId, {
        queryOptions: { top: 2, orderBy: 'resourceId asc', select: 'resourceId' },
      }),
    );
    expect(named).toHaveLength(2);
  });

  it('the summary has the same numbers', async () => {
    const { policyStates } = insights();
    const states = await all(policyStates.listQueryResultsForSubscription('latest', subscription()));
    const { value } = await policyStates.summarizeForSubscription('latest', subscription());
    const bad = new Set(
      states.filter(each => each.complianceState === 'NonCompliant').map(({ resourceId }) => resourceId),
    );
    expect(value?.[0]?.results?.nonCompliantResources).toBe(bad.size);
    expect(value?.[0]?.policyAssignments?.map(each => each.policyAssignmentId)).toEqual([
      `${production()}/providers/Microsoft.Authorization/policyAssignments/only-azureml`,
    ]);
  });

  it('events of a refused deployment', async () => {
    const engineer = new AzureMachineLearningWorkspaces(
      credential('mlEngineer'),
      demo.subscriptionIds.production,
      options(),
    );
    const refused = engineer.onlineDeployments.beginCreateOrUpdateAndWait(
      'rg-chat',
      'ws-chat',
      'support-chat',
      'refused',
      {
        location: 'westeurope',
        sku: { name: 'Default', capacity: 1 },
        properties: { endpointComputeType: 'Managed', model: FALCON, instanceType: 'Standard_DS3_v2' },
      },
    );
    await expect(refused).rejects.toMatchObject({ statusCode: 403 });
    const events = await all(
      insights().policyEvents.listQueryResultsForSubscription('default', subscription()),
    );
    const told = events.filter(({ resourceId }) => resourceId?.endsWith('/refused'));
    expect(told.map(each => [each.policyDefinitionAction, each.isCompliant])).toEqual([['deny', false]]);
    expect(told[0]?.principalOid).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('component states, operations and the controls', async () => {
    const components = await insights().componentPolicyStates.listQueryResultsForSubscription(
      subscription(),
      'latest',
    );
    expect(components.value?.length).toBeGreaterThan(0);
    expect(components.value?.[0]?.componentName).toEqual(expect.any(String));
    const { value } = await insights().operations.list();
    expect(value?.length).toBeGreaterThan(0);
    expect(await all(insights().policyMetadataOperations.list())).toEqual([]);
    expect(await all(insights().policyTrackedResources.listQueryResultsForSubscription('default'))).toEqual(
      [],
    );
  });

  it('a bad filter is an error that says where', async () => {
    const asked = all(
      insights().policyStates.listQueryResultsForSubscription('latest', subscription(), {
        queryOptions: { filter: 'colour eq 1' },
      }),
    );
    await expect(asked).rejects.toMatchObject({
      statusCode: 400,
      code: 'InvalidFilterInQueryString',
      message: expect.stringContaining('character 0'),
    });
  });
});
