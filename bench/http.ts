import { type ChildProcess, fork, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, type Figure, figure } from './figure.ts';
import type { LoadReport, LoadTask } from './load.ts';
import { freePort, stopServer } from './server.ts';

const SEED = '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';
const ASSIGNMENTS = 1_000;

type Demo = {
  readonly endpoint: string;
  readonly tenantId: string;
  readonly subscriptionIds: { readonly production: string };
  readonly caFile: string;
  readonly principals: { readonly owner: { readonly clientId: string; readonly clientSecret: string } };
};

/** The whole way of a deployment: TLS, token, RBAC, 1,000 assignments over five scopes, decision, fsync, answer. */
export const httpBench: Bench = {
  name: 'http',
  async run({ quick }) {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
    chmodSync(folder, 0o755);
    const port = await freePort();
    const server = spawn(
      process.execPath,
      ['packages/cli/dist/main.js', 'serve', '--demo', '--data', folder, '--port', String(port)],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    try {
      const demo = await demoOf(folder, port, server);
      const client = createClient(demo);
      const token = await client.token();
      await assign(client, token, demo, quick ? 50 : ASSIGNMENTS);
      const report = await load({
        endpoint: demo.endpoint,
        ca: demo.caFile,
        token,
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
      await stopServer(server);
      rmSync(folder, { recursive: true, force: true });
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
async function assign(client: Client, token: string, demo: Demo, count: number): Promise<void> {
  const places = Object.values(scopes(demo));
  const other = `/providers/Microsoft.Management/managementGroups/${demo.tenantId}/providers/Microsoft.Authorization/policyDefinitions/bench-other`;
  await client.put(token, other, '2023-04-01', {
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
    await client.put(
      token,
      `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`,
      '2023-04-01',
      { properties },
    );
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

/** Runs the generator in a process of its own, so that it does not share an event loop with anything. */
function load(task: LoadTask): Promise<LoadReport> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./load.ts', import.meta.url));
    child.on('message', message => resolve(message as LoadReport));
    child.on('error', reject);
    child.on('exit', code => code !== 0 && reject(new Error(`the load generator ended with ${code}`)));
    child.send(task);
  });
}

async function demoOf(folder: string, port: number, server: ChildProcess): Promise<Demo> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    const ready = await call({
      host: 'localhost',
      port,
      path: '/readyz',
      method: 'GET',
      rejectUnauthorized: false,
    }).catch(() => undefined);
    if (ready?.status === 200) return JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as Demo;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

type Client = ReturnType<typeof createClient>;

function createClient(demo: Demo) {
  const { hostname, port } = new URL(demo.endpoint);
  const agent = new Agent({ keepAlive: true, ca: readFileSync(demo.caFile) });
  const base = { host: hostname, port, agent };
  return {
    async token(): Promise<string> {
      const { clientId, clientSecret } = demo.principals.owner;
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: `${demo.endpoint}/.default`,
      });
      const answer = await call(
        {
          ...base,
          path: `/${demo.tenantId}/oauth2/v2.0/token`,
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
        form.toString(),
      );
      return (JSON.parse(answer.body) as { access_token: string }).access_token;
    },
    async put(token: string, path: string, apiVersion: string, body: object): Promise<void> {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await call(
        { ...base, path: `${path}?api-version=${apiVersion}`, method: 'PUT', headers },
        JSON.stringify(body),
      );
      if (answer.status >= 300) throw new Error(`PUT ${path}: ${answer.status} ${answer.body}`);
    },
  };
}

function call(options: object, body?: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(options, response => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (part: string) => {
          text += part;
        })
        .on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
