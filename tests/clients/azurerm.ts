import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Demo } from './demo-server.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What the server answered to one request of the provider. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Json;
};

/** One kind of the provider's resources: where it is, what it is asked with, and what the provider reads back from an answer. */
export type Kind = {
  readonly name: string;
  readonly apiVersion: string;
  /** What stands before the id in the paths of its requests: some of the provider's SDKs put a slash too many. */
  readonly before?: '/';
  /** How the provider's parser insists on the id. */
  readonly id: RegExp;
  /** The state that the provider keeps of an answer: compared with the configuration it makes the plan. */
  read(body: Json): Json;
  /** What is done before a DELETE. */
  beforeDelete?(client: Azurerm, id: string): Promise<void>;
};

/** Something that a configuration asks for. */
export type Resource = {
  readonly kind: Kind;
  readonly id: string;
  readonly body: Json;
};

/** Requests of the azurerm provider, with the patience of the provider. */
export type Azurerm = {
  /** Every request that was made. */
  readonly requests: readonly string[];
  readonly claims: Json;
  send(verb: string, path: string, body?: Json): Promise<Reply>;
  /** Throws where the provider would: it is there already, it was refused, it does not settle. */
  create(resource: Resource): Promise<Json>;
  update(resource: Resource): Promise<Json>;
  /** The differences that a plan would show: paths of the state. */
  plan(resource: Resource): Promise<readonly string[]>;
  /** The state of what has that id. */
  import(kind: Kind, id: string): Promise<Json>;
  destroy(resource: Pick<Resource, 'kind' | 'id'>): Promise<void>;
  close(): void;
};

/** The provider reads a new object that many times in a row before it believes it. */
const BELIEF = 10;
const MOST_POLLS = 200;
const PAUSE_MS = 20;

/** Finds the cloud, signs in and behaves as azurerm does; without its pauses of seconds. */
export async function createAzurerm(demo: Demo, who: keyof Demo['principals']): Promise<Azurerm> {
  const agent = new Agent({ keepAlive: true, ca: readFileSync(demo.caFile) });
  const requests: string[] = [];
  const metadata = await call(agent, 'GET', `${demo.endpoint}/metadata/endpoints?api-version=2022-09-01`);
  const cloud = metadata.body as {
    readonly resourceManager: string;
    readonly authentication: { readonly loginEndpoint: string; readonly audiences: readonly string[] };
  };
  const { loginEndpoint, audiences } = cloud.authentication;
  const { clientId, clientSecret } = demo.principals[who];
  const signedIn = await call(
    agent,
    'POST',
    `${loginEndpoint}//${demo.tenantId}/oauth2/v2.0/token`,
    { 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
      scope: `${audiences[0]}/.default`,
    }).toString(),
  );
  const token = String(signedIn.body['access_token'] ?? '');
  if (signedIn.status !== 200) throw new Error(`no token: ${JSON.stringify(signedIn.body)}`);
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Json;

  // The address of the cloud ends in a slash, and so does the one before a path of an SDK that adds its own.
  const root = cloud.resourceManager.replace(/\/$/, '');
  const at = (url: string, verb: string, body?: Json): Promise<Reply> => {
    requests.push(`${verb} ${url.replace(root, '')}`);
    return call(
      agent,
      verb,
      url,
      {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'HashiCorp Terraform/1.11.4 (+https://www.terraform.io) terraform-provider-azurerm/4.0',
      },
      body === undefined ? undefined : JSON.stringify(body),
    );
  };
  const send: Azurerm['send'] = (verb, path, body) => at(`${root}${path}`, verb, body);
  const pathOf = ({ apiVersion, before }: Kind, id: string) =>
    `${before ?? ''}${id}?api-version=${apiVersion}`;

  /** Follows what runs on: by the state that the operation says, or by the status of what Location leads to. */
  async function settle(reply: Reply): Promise<void> {
    const operation = reply.headers['azure-asyncoperation'];
    const location = operation ?? (reply.status === 202 ? reply.headers['location'] : undefined);
    if (typeof location !== 'string') return;
    for (let poll = 0; poll < MOST_POLLS; poll += 1) {
      const { status, body } = await at(location, 'GET');
      if (status === 404 || status >= 400) throw refusal('poll', location, { status, body });
      const state = body['status'] ?? (status === 202 ? 'InProgress' : 'Succeeded');
      if (state === 'Succeeded') return;
      if (state === 'Failed' || state === 'Canceled') throw refusal('poll', location, { status, body });
      await pause();
    }
    throw new Error(`${location} does not end`);
  }

  async function read(kind: Kind, id: string): Promise<Json | undefined> {
    const { status, body } = await send('GET', pathOf(kind, id));
    if (status === 404) return undefined;
    if (status !== 200) throw refusal('read', id, { status, body });
    const shown = String(body['id']);
    if (!kind.id.test(shown)) throw new Error(`the provider cannot parse the id '${shown}'`);
    return kind.read(body);
  }

  async function write({ kind, id, body }: Resource): Promise<Json> {
    const put = await send('PUT', pathOf(kind, id), body);
    if (![200, 201, 202].includes(put.status)) throw refusal('write', id, put);
    await settle(put);
    let believed: Json | undefined;
    for (let times = 0; times < BELIEF; times += 1) {
      const seen = await read(kind, id);
      if (seen === undefined) throw new Error(`${id} is gone right after it was made`);
      if (believed !== undefined && JSON.stringify(seen) !== JSON.stringify(believed))
        throw new Error(`${id} changes by itself`);
      believed = seen;
    }
    return believed ?? {};
  }

  const client: Azurerm = {
    requests,
    claims,
    send,
    async create(resource) {
      const { kind, id } = resource;
      if ((await read(kind, id)) !== undefined)
        throw new Error(
          `A resource with the ID "${id}" already exists - to be managed via Terraform this resource needs to be imported`,
        );
      return write(resource);
    },
    update: write,
    async plan({ kind, id, body }) {
      const state = await read(kind, id);
      if (state === undefined) return ['(to be created)'];
      const wanted = kind.read({ id, ...body });
      return Object.keys(wanted).filter(
        key =>
          !(COMPUTED.has(key) && wanted[key] === undefined) &&
          canonical(wanted[key]) !== canonical(state[key]),
      );
    },
    async import(kind, id) {
      const state = await read(kind, id);
      if (state === undefined) throw new Error(`Cannot import non-existent remote object: ${id}`);
      return state;
    },
    async destroy({ kind, id }) {
      await kind.beforeDelete?.(client, id);
      const gone = await send('DELETE', pathOf(kind, id));
      if (![200, 202, 204].includes(gone.status)) throw refusal('delete', id, gone);
      await settle(gone);
      if ((await read(kind, id)) !== undefined) throw new Error(`${id} is still there`);
    },
    close: () => agent.destroy(),
  };
  return client;
}

function refusal(what: string, id: string, { status, body }: Pick<Reply, 'status' | 'body'>): Error {
  const error = (body['error'] ?? {}) as Json;
  return new Error(
    `${what} of ${id}: unexpected status ${status} with error: ${error['code']}: ${error['message']}`,
  );
}

export function pause(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, PAUSE_MS));
}

/** What the server may fill in where the configuration says nothing. */
const COMPUTED: ReadonlySet<string> = new Set(['metadata']);

/** JSON is compared by what it says, as the provider compares it; nothing, an empty text and an empty list are the same to it. */
function canonical(value: unknown): string {
  const text = JSON.stringify(value ?? '');
  if (['""', '[]', '{}'].includes(text)) return '';
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}

function call(
  agent: Agent,
  method: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
  text?: string,
): Promise<Reply> {
  // The path as it is: the URL parser would mend what the provider sends.
  const [, host = '', port = '443', path = '/'] = /^https:\/\/([^/:]+):?(\d+)?(\/.*)$/.exec(url) ?? [];
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host,
        port,
        method,
        path,
        headers: { ...headers, 'content-length': String(Buffer.byteLength(text ?? '')) },
      },
      response => {
        let answer = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          answer += part;
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: answer === '' ? {} : JSON.parse(answer),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}
