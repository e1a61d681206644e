import { type Ask, createClient, type Demo, load, startDemoServer, stopDemoServers } from './demo-server.ts';
import { type Bench, type Figure, figure } from './figure.ts';
import type { LoadReport } from './load.ts';

const SEED = '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';
const ASSIGNMENTS = 1_000;

/** The whole way of a deployment: TLS, token, RBAC, 1,000 assignments over five scopes, decision, fsync, answer. */
export const httpBench: Bench = {
  name: 'http',
  async run({ quick }) {
    const server = await startDemoServer();
    try {
      const { demo } = server;
      const ask = await createClient(demo);
      await assign(ask, demo, quick ? 50 : ASSIGNMENTS);
      const report = await load({
        endpoint: demo.endpoint,
        ca: demo.caFile,
        token: ask.token,
        path: `${scopes(demo).workspace}/onlineEndpoints/support-chat/deployments/bench-{n}?api-version=2024-10-01`,
        body: deployment(),
        requestsPerSecond: quick ? 50 : 500,
        seconds: quick ? 2 : 20,
        connections: 16,
        names: 200,
      });
      if (report.failed > 0)
        throw new Error(
          `${report.failed} of ${report.sent} deployments were not stored: ${report.firstFailure}`,
        );
      return figures(report);
    } finally {
      await stopDemoServers(server);
    }
  },
};

function figures(report: LoadReport): Figure[] {
  const note = `generator used ${report.cpuPercent} % of a core on the same machine`;
  return [
    figure('http.put-deployment.p50', report.p50, 'ms', { note }),
    figure('http.put-deployment.p99', report.p99, 'ms', { goal: 'under 5 at 500/s', note }),
    figure('http.put-deployment.rate', report.perSecond, 'req/s', {
      note: `${report.sent} sent at a fixed rate`,
    }),
  ];
}

/** 200 at each of five scopes, Azure's limit for a scope; one in a hundred concerns model deployments, the rest other types. */
async function assign(ask: Ask, demo: Demo, count: number): Promise<void> {
  const places = Object.values(scopes(demo));
  const other = `/providers/Microsoft.Management/managementGroups/${demo.tenantId}/providers/Microsoft.Authorization/policyDefinitions/bench-other`;
  await ask('PUT', `${other}?api-version=2023-04-01`, {
    properties: {
      mode: 'Indexed',
      policyRule: {
        if: {
          allOf: [
            { field: 'type', equals: 'Microsoft.CognitiveServices/accounts' },
            { field: 'location', equals: 'nowhere' },
          ],
        },
        then: { effect: 'deny' },
      },
    },
  });
  for (let n = 0; n < count; n++) {
    const scope = places[n % places.length] ?? '';
    const name = `bench-${n}`;
    const properties =
      n % 100 === 0
        ? {
            policyDefinitionId: SEED,
            parameters: {
              allowedRegistryName: { value: 'azureml' },
              restrictedModels: { value: [`azureml://registries/azureml/models/none-${n}/versions/1`] },
              effect: { value: 'Deny' },
            },
          }
        : { policyDefinitionId: other };
    const id = `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`;
    await ask('PUT', `${id}?api-version=2023-04-01`, { properties });
  }
}

function scopes(demo: Demo) {
  const subscription = `/subscriptions/${demo.subscriptionIds.production}`;
  return {
    root: `/providers/Microsoft.Management/managementGroups/${demo.tenantId}`,
    production: '/providers/Microsoft.Management/managementGroups/production',
    subscription,
    group: `${subscription}/resourceGroups/rg-chat`,
    workspace: `${subscription}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat`,
  };
}

function deployment() {
  return {
    location: 'westeurope',
    sku: { name: 'Default', capacity: 1 },
    properties: {
      model: 'azureml://registries/azureml/models/Phi-4/versions/8',
      endpointComputeType: 'Managed',
      instanceType: 'Standard_DS3_v2',
    },
  };
}
