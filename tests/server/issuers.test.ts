// Others whose tokens are trusted: whom they stand for, groups, rotated keys, and instead of a secret at the token endpoint.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSend, openWorld, type Send, type World } from './harness.ts';

const PRINCIPALS = '/providers/Sluice.Governance/principals';
const READER = '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7';
const AUDIENCE = 'https://sluice.example';
const EXCHANGE = 'api://AzureADTokenExchange';

type Keys = Awaited<ReturnType<typeof generateKeyPair>> & { readonly kid: string };

const newKeys = async (kid: string): Promise<Keys> => ({ ...(await generateKeyPair('RS256')), kid });

let world: World;
let owner: Send;
let agent: https.Agent;
let issuer: string;
let server: Server;
let keys: Keys;
let published: readonly Keys[];
let fetches = 0;
let folder: string;

beforeAll(async () => {
  keys = await newKeys('one');
  published = [keys];
  server = createServer(async (request, response) => {
    const isKeys = request.url === '/keys';
    if (isKeys) fetches++;
    const jwks = await Promise.all(
      published.map(async ({ publicKey, kid }) => ({ ...(await exportJWK(publicKey)), kid, alg: 'RS256' })),
    );
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isKeys ? { keys: jwks } : { issuer, jwks_uri: `${issuer}/keys` }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  folder = mkdtempSync(join(tmpdir(), 'sluice-issuers-'));
  const issuersFile = join(folder, 'issuers.json');
  writeFileSync(issuersFile, JSON.stringify([{ issuer, audiences: [AUDIENCE] }]));
  world = await openWorld({ issuersFile });
  owner = world.as.owner;
  agent = new https.Agent({ keepAlive: true, ca: readFileSync(world.demo.caFile) });
});
afterAll(async () => {
  await world.close();
  server.close();
  rmSync(folder, { recursive: true });
});

function sign(claims: JWTPayload, by: Keys = keys, alg = 'RS256'): Promise<string> {
  return new SignJWT({ aud: AUDIENCE, iss: issuer, ...claims })
    .setProtectedHeader({ alg, kid: by.kid })
    .setIssuedAt()
    .setExpirationTime(claims.exp ?? '10m')
    .sign(by.privateKey);
}

async function make(properties: object): Promise<{ readonly id: string; readonly clientId: string }> {
  const id = randomUUID();
  const { status, body } = await owner('PUT', `${PRINCIPALS}/${id}`, { body: { properties } });
  expect(status).toBe(201);
  return { id, clientId: body.properties.clientId };
}

async function giveReader(principalId: string): Promise<void> {
  const path = `${world.production}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`;
  const body = { properties: { roleDefinitionId: READER, principalId } };
  expect((await owner('PUT', path, { apiVersion: '2022-04-01', body })).status).toBe(201);
}

async function groups(token: string) {
  const send = createSend(world.server, agent, token);
  const { status, body } = await send('GET', `${world.production}/resourceGroups`, {
    apiVersion: '2024-11-01',
  });
  return status === 200 ? 'in' : `${status} ${body.error.code}`;
}

async function exchange(clientId: string, assertion: string, more: object = {}) {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion: assertion,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    scope: `${world.server.endpoint}/.default`,
    ...more,
  });
  const send = createSend(world.server, agent, undefined);
  const { status, body } = await send('POST', `/${world.demo.tenantId}/oauth2/v2.0/token`, {
    raw: form.toString(),
    apiVersion: null,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  return status === 200 ? (body.access_token as string) : [status, body.error, body.error_codes[0]];
}

describe('a token of a trusted issuer', () => {
  it('lets in whom it stands for, with his roles here, until the identity is taken away', async () => {
    const identities = [{ issuer, subject: 'repo:team/app' }];
    const { id } = await make({ displayName: 'CI', identities });
    const token = await sign({ sub: 'repo:team/app' });
    expect(await groups(token)).toBe('403 AuthorizationFailed');
    await giveReader(id);
    expect(await groups(token)).toBe('in');
    await owner('PATCH', `${PRINCIPALS}/${id}`, { body: { properties: { identities: [] } } });
    expect(await groups(token)).toBe('401 InvalidAuthenticationToken');
  });

  it('brings the groups that it names', async () => {
    const { id } = await make({
      displayName: 'Admins of theirs',
      principalType: 'Group',
      identities: [{ issuer, subject: 'team-a' }],
    });
    await giveReader(id);
    await make({
      displayName: 'Ann',
      principalType: 'User',
      clientId: 'ann',
      identities: [{ issuer, subject: 'ann' }],
    });
    expect(await groups(await sign({ sub: 'ann', groups: ['team-b'] }))).toBe('403 AuthorizationFailed');
    expect(await groups(await sign({ sub: 'ann', groups: ['team-b', 'team-a'] }))).toBe('in');
    expect(await groups(await sign({ sub: 'team-a' }))).toBe('401 InvalidAuthenticationToken');
  });

  it('is asked for new keys when one is not known, and not for each', async () => {
    const { id } = await make({ displayName: 'R', identities: [{ issuer, subject: 'rotating' }] });
    await giveReader(id);
    expect(await groups(await sign({ sub: 'rotating' }))).toBe('in');
    const before = fetches;
    const unknown = await newKeys('unknown');
    for (let attempt = 0; attempt < 5; attempt++)
      expect(await groups(await sign({ sub: 'rotating' }, unknown))).toBe('401 InvalidAuthenticationToken');
    expect(fetches - before).toBeLessThanOrEqual(1);
  });
});

describe('refused is a token', () => {
  let subject: string;
  beforeEach(async () => {
    subject = randomUUID();
    const { id } = await make({ displayName: 'Somebody', identities: [{ issuer, subject }] });
    await giveReader(id);
  });

  it.each<[string, (subject: string) => Promise<string>]>([
    ['for another audience', sub => sign({ sub, aud: 'https://other.example' })],
    ['of another issuer', sub => sign({ sub, iss: 'https://other.example' })],
    ['that has expired', sub => sign({ sub, exp: Math.floor(Date.now() / 1000) - 3_600 })],
    ['that is not valid yet', sub => sign({ sub, nbf: Math.floor(Date.now() / 1000) + 3_600 })],
    ['of nobody', () => sign({})],
    ['of somebody unknown', () => sign({ sub: 'who' })],
    ['that is unsigned', async sub => `${unsigned({ alg: 'none' }, sub)}.`],
    ['signed with a public key as a shared secret', sub => symmetric(sub)],
    ['that was changed', async sub => changed(await sign({ sub: 'who' }), sub)],
  ])('%s', async (_, token) => {
    expect(await groups(await sign({ sub: subject }))).toBe('in');
    expect(await groups(await token(subject))).toMatch(/^401 /);
  });

  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = (sub: string) => ({
    sub,
    aud: AUDIENCE,
    iss: issuer,
    exp: Math.floor(Date.now() / 1000) + 600,
  });
  const unsigned = (header: object, sub: string) => `${encode(header)}.${encode(payload(sub))}`;

  async function symmetric(sub: string): Promise<string> {
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)));
    return new SignJWT(payload(sub)).setProtectedHeader({ alg: 'HS256', kid: keys.kid }).sign(secret);
  }

  function changed(token: string, sub: string): string {
    const [header, , signature] = token.split('.');
    return `${header}.${encode(payload(sub))}.${signature}`;
  }
});

describe('instead of a secret', () => {
  it('an application shows a token of its own issuer, and gets one of ours', async () => {
    const identities = [{ issuer, subject: 'workload' }];
    const { id, clientId } = await make({ displayName: 'Workload', identities });
    await giveReader(id);
    for (const aud of [EXCHANGE, AUDIENCE]) {
      const token = await exchange(clientId, await sign({ sub: 'workload', aud }));
      expect(await groups(String(token))).toBe('in');
    }
  });

  it('what stands for another application, or nobody, is refused', async () => {
    const one = await make({ displayName: 'One', identities: [{ issuer, subject: 'one' }] });
    const two = await make({ displayName: 'Two' });
    const token = await sign({ sub: 'one', aud: EXCHANGE });
    expect(await exchange(two.clientId, token)).toEqual([401, 'invalid_client', 700213]);
    expect(await exchange(randomUUID(), token)).toEqual([401, 'invalid_client', 700213]);
    const expired = await sign({ sub: 'one', aud: EXCHANGE, exp: Math.floor(Date.now() / 1000) - 3_600 });
    expect(await exchange(one.clientId, expired)).toEqual([401, 'invalid_client', 700024]);
    const foreign = await sign({ sub: 'one', aud: EXCHANGE }, await newKeys('foreign'));
    expect(await exchange(one.clientId, foreign)).toEqual([401, 'invalid_client', 50027]);
    expect(await exchange(one.clientId, 'x')).toEqual([401, 'invalid_client', 50027]);
    expect(await exchange(one.clientId, token, { client_assertion_type: 'x' })).toEqual([
      400,
      'invalid_request',
      90023,
    ]);
    await owner('PATCH', `${PRINCIPALS}/${one.id}`, { body: { properties: { enabled: false } } });
    expect(await exchange(one.clientId, token)).toEqual([400, 'unauthorized_client', 7000112]);
  });
});

it('an issuer whose keys cannot be read lets nobody in, and the server goes on', async () => {
  const file = join(folder, 'gone.json');
  writeFileSync(file, JSON.stringify([{ issuer: 'http://127.0.0.1:1', audiences: [AUDIENCE] }]));
  const other = await openWorld({ issuersFile: file });
  const token = await sign({ sub: 'x', iss: 'http://127.0.0.1:1' });
  const send = createSend(other.server, new https.Agent({ ca: readFileSync(other.demo.caFile) }), token);
  const refused = await send('GET', '/subscriptions', { apiVersion: '2022-12-01' });
  expect(refused.status).toBe(401);
  expect((await other.as.owner('GET', '/subscriptions', { apiVersion: '2022-12-01' })).status).toBe(200);
  await other.close();
});

describe('a file of issuers', () => {
  it.each<[string, string]>([
    ['{', 'is no JSON'],
    ['{}', 'must hold an array'],
    ['[1]', 'entry 1 must be an object'],
    ['[{"issuer":"http://example.com","audiences":["a"]}]', "'issuer' must be an https address"],
    ['[{"issuer":"https://example.com"}]', "'audiences' must list at least one"],
    [
      '[{"issuer":"https://example.com","audiences":["a"],"jwksUri":"x"}]',
      "'jwksUri' must be an https address",
    ],
    ['[{"issuer":"https://example.com","audiences":["a"],"audience":"b"}]', "has 'audience'"],
    [
      '[{"issuer":"https://example.com","audiences":["a"]},{"issuer":"https://example.com","audiences":["b"]}]',
      "has 'https://example.com' twice",
    ],
  ])('%s is refused at the start', async (text, problem) => {
    const file = join(folder, `${randomUUID()}.json`);
    writeFileSync(file, text);
    await expect(openWorld({ issuersFile: file })).rejects.toThrow(problem);
  });

  it('that is not there is refused at the start', async () => {
    await expect(openWorld({ issuersFile: join(folder, 'none') })).rejects.toThrow('cannot be read');
  });
});
