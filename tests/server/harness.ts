import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SnapshotChange } from '@sluice/engine/model';
import { type Demo, type StartConfig, type Started, start } from '@sluice/server';
import { openStorage, type Storage } from '@sluice/storage';

/** What a server answered. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
  readonly body: any;
};

export type Send = (
  verb: string,
  path: string,
  options?: {
    readonly apiVersion?: string | null;
    readonly body?: unknown;
    readonly raw?: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
) => Promise<Answer>;

/** A running server with the demo world, and the storage under it. */
export type World = {
  readonly server: Started;
  readonly demo: Demo;
  readonly storage: Storage;
  readonly folder: string;
  readonly production: string;
  readonly sandbox: string;
  readonly root: string;
  /** Requests with a token of one of the demo principals; `anonymous` has none. */
  readonly as: Readonly<Record<'owner' | 'policyContributor' | 'mlEngineer' | 'anonymous', Send>>;
  /** Another server process's worth of Sluice on the same database. */
  secondServer(): Promise<{ readonly server: Started; readonly as: World['as'] }>;
  close(): Promise<void>;
};

/** Starts the whole server on an ephemeral port and a database of its own, both gone after `close`. `more`: what is unlike that. */
export async function openWorld(more: Partial<StartConfig> = {}): Promise<World> {
  const folder = dataFolder();
  const storage = await openStorage({ kind: 'embedded', folder });
  const own = { place: storage.address, folder, port: 0, demo: true } as const;
  const server = await start({ ...own, logLevel: 'error', ...more });
  if (server.demo === undefined) throw new Error('the server has no demo world');
  const { demo } = server;
  const others: Started[] = [];
  return {
    server,
    demo,
    storage,
    folder,
    production: `/subscriptions/${demo.subscriptionIds.production}`,
    sandbox: `/subscriptions/${demo.subscriptionIds.sandbox}`,
    root: `/providers/Microsoft.Management/managementGroups/${demo.tenantId}`,
    as: await sendersOf(server, demo),
    async secondServer() {
      const other = await start({ ...own, logLevel: 'error' });
      others.push(other);
      return { server: other, as: await sendersOf(other, demo) };
    },
    async close() {
      for (const other of others) await other.close();
      await server.close();
      await storage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A folder that the database's own user can reach. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-server-'));
  chmodSync(folder, 0o755);
  return folder;
}

async function sendersOf(server: Started, demo: Demo): Promise<World['as']> {
  const agent = new https.Agent({ keepAlive: true, ca: readFileSync(demo.caFile) });
  const { owner, policyContributor, mlEngineer } = demo.principals;
  return {
    owner: createSend(server, agent, await tokenOf(server, agent, owner)),
    policyContributor: createSend(server, agent, await tokenOf(server, agent, policyContributor)),
    mlEngineer: createSend(server, agent, await tokenOf(server, agent, mlEngineer)),
    anonymous: createSend(server, agent, undefined),
  };
}

/** A token as any client gets it. */
export async function tokenOf(
  server: Pick<Started, 'port' | 'tenantId' | 'endpoint'>,
  agent: https.Agent,
  principal: { readonly clientId: string; readonly clientSecret: string },
): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: principal.clientId,
    client_secret: principal.clientSecret,
    scope: `${server.endpoint}/.default`,
  }).toString();
  const answer = await call(server, agent, 'POST', `/${server.tenantId}/oauth2/v2.0/token`, form, {
    'content-type': 'application/x-www-form-urlencoded',
  });
  if (answer.status !== 200) throw new Error(`no token: ${JSON.stringify(answer.body)}`);
  return answer.body.access_token;
}

export function createSend(server: Started, agent: https.Agent, token: string | undefined): Send {
  return (verb, path, { apiVersion = '2024-10-01', body, raw, headers = {} } = {}) => {
    const query = apiVersion === null ? '' : `${path.includes('?') ? '&' : '?'}api-version=${apiVersion}`;
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    return call(server, agent, verb, path + query, content, {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    });
  };
}

function call(
  server: Pick<Started, 'port'>,
  agent: https.Agent,
  method: string,
  path: string,
  content: string | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = https.request(
      {
        agent,
        method,
        path,
        host: '127.0.0.1',
        port: server.port,
        servername: 'localhost',
        headers: {
          host: `localhost:${server.port}`,
          'content-length': Buffer.byteLength(content ?? ''),
          ...headers,
        },
      },
      response => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: text === '' ? undefined : parse(text, response.headers['content-type'] ?? ''),
          });
        });
      },
    );
    request.on('error', reject);
    request.end(content);
  });
}

function parse(text: string, contentType: string): unknown {
  if (/^text\/(plain|csv|html)/.test(contentType)) return text;
  if (!contentType.startsWith('application/x-ndjson')) return JSON.parse(text);
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
}

const ML = 'providers/Microsoft.MachineLearningServices';

/** Id of a deployment of the demo's chat endpoint. */
export function chatDeployment({ production }: Pick<World, 'production'>, name: string): string {
  return `${production}/resourceGroups/rg-chat/${ML}/workspaces/ws-chat/onlineEndpoints/support-chat/deployments/${name}`;
}

/** Gives one of the demo principals these rights instead of the ones it has: actions at scopes. */
export async function replaceRights(
  { storage, demo, as }: World,
  who: keyof Demo['principals'],
  rights: readonly { readonly scope: string; readonly actions: readonly string[] }[],
): Promise<void> {
  const { clientId } = demo.principals[who];
  const { revision, changes } = await storage.changes.current();
  const objectId = changes.flatMap(({ kind, record }) =>
    kind === 'principal' && record?.clientId === clientId ? [record.id] : [],
  )[0];
  if (objectId === undefined) throw new Error(`${who} is nobody`);
  const held = changes.flatMap(({ kind, key, record }) =>
    kind === 'roleAssignment' && record?.principalId.toLowerCase() === objectId.toLowerCase()
      ? [{ kind, key, record: null } as const]
      : [],
  );
  const given = rights.flatMap(({ scope, actions }, index): SnapshotChange[] => {
    const name = `${who}-${revision}-${index}`.toLowerCase();
    const role = `/providers/microsoft.authorization/roledefinitions/${name}`;
    const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
    const permissions = [{ actions, notActions: [], dataActions: [], notDataActions: [] }];
    const assignment = { id, scope, roleDefinitionId: role, principalId: objectId };
    return [
      { kind: 'roleDefinition', key: role, record: { id: role, roleName: name, permissions } },
      { kind: 'roleAssignment', key: id.toLowerCase(), record: assignment },
    ];
  });
  const nothing = { expect: [], resources: [], states: [], events: [], entries: [], decisions: [], jobs: [] };
  const result = await storage.commit({ ...nothing, revision, changes: [...held, ...given] });
  if (result.outcome !== 'committed') throw new Error('somebody else changed the roles');
  // Before a server says that something is not there it looks for a newer revision: afterwards it knows this one.
  await as.owner('GET', `/providers/Microsoft.Management/managementGroups/none-${revision}`);
}

/** The body of an online deployment of a model. */
export function deploymentOf(model: string, location = 'westeurope'): object {
  return { location, properties: { model, endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' } };
}

export const PHI4 = 'azureml://registries/azureml/models/Phi-4/versions/8';
export const LLAMA = 'azureml://registries/azureml-meta/models/Llama-3.3-70B-Instruct/versions/4';
export const ALLOWED_REGISTRY =
  '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';

/** The body of an assignment of the tutorial's built-in. */
export function onlyRegistry(registry: string, more: object = {}, parameters: object = {}): object {
  return {
    properties: {
      policyDefinitionId: ALLOWED_REGISTRY,
      parameters: { effect: { value: 'Deny' }, allowedRegistryName: { value: registry }, ...parameters },
      ...more,
    },
  };
}

export function assignmentAt(scope: string, name: string): string {
  return `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`;
}
