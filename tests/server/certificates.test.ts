// Applications that sign in by the key of a certificate, as Entra takes it: what they are given, and what is refused.
import { execFile } from 'node:child_process';
import {
  createHash,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  X509Certificate,
} from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCertificate } from '../../packages/server/src/http/tls/certificate.ts';
import { createSend, openWorld, type Send, type World } from './harness.ts';

const PRINCIPALS = '/providers/Sluice.Governance/principals';
const READER = '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7';
const MINUTE_MS = 60_000;

type Keys = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
type Held = Keys & { readonly pem: string; readonly sha1: string; readonly sha256: string };

let world: World;
let owner: Send;
let nobody: Send;
let agent: https.Agent;
let endpoint: string;
let rsa: Held;

beforeAll(async () => {
  world = await openWorld();
  owner = world.as.owner;
  agent = new https.Agent({ keepAlive: true, ca: readFileSync(world.demo.caFile) });
  nobody = createSend(world.server, agent, undefined);
  endpoint = `${world.server.endpoint}/${world.demo.tenantId}/oauth2/v2.0/token`;
  rsa = newCertificate(rsaKeys());
});
afterAll(() => world.close());

const rsaKeys = (bits = 2048): Keys => generateKeyPairSync('rsa', { modulusLength: bits });
const curveKeys = (namedCurve: string): Keys => generateKeyPairSync('ec', { namedCurve });

function newCertificate(keys: Keys, days: { readonly from?: number; readonly to?: number } = {}): Held {
  const at = (more: number) => new Date(Date.now() + more * 86_400_000);
  const signer = curveKeys('P-256');
  const pem = createCertificate({
    commonName: 'pipeline',
    publicKey: keys.publicKey,
    issuer: { commonName: 'pipeline', ...signer },
    notBefore: at(days.from ?? -1),
    notAfter: at(days.to ?? 30),
    role: 'server',
    hosts: ['pipeline.example'],
  });
  const { raw } = new X509Certificate(pem);
  const digest = (algorithm: string) => createHash(algorithm).update(raw).digest('base64url');
  return { ...keys, pem, sha1: digest('sha1'), sha256: digest('sha256') };
}

const put = (id: string, properties: object) => owner('PUT', `${PRINCIPALS}/${id}`, { body: { properties } });

async function make(...held: readonly Held[]): Promise<{ readonly id: string; readonly clientId: string }> {
  const id = randomUUID();
  const certificates = held.map(({ pem }) => ({ certificate: pem }));
  const { status, body } = await put(id, { displayName: 'Pipeline', certificates });
  expect([status, body.error]).toEqual([201, undefined]);
  return { id, clientId: body.properties.clientId };
}

type Signed = {
  readonly header?: object;
  readonly alg?: string;
  readonly claims?: object;
  readonly audience?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
};

function sign(clientId: string, by: Held, how: Signed = {}): Promise<string> {
  const { header = { x5t: by.sha1 }, alg = 'RS256', claims = {}, fromMs = 0, toMs = 10 * MINUTE_MS } = how;
  const seconds = (ms: number) => Math.floor((Date.now() + ms) / 1000);
  const times = { nbf: seconds(fromMs), exp: seconds(toMs) };
  return new SignJWT({ iss: clientId, sub: clientId, jti: randomUUID(), ...times, ...claims })
    .setProtectedHeader({ alg, typ: 'JWT', ...header })
    .setAudience(how.audience ?? endpoint)
    .sign(by.privateKey);
}

async function signIn(clientId: string, assertion: string, version: '/v2.0' | '' = '/v2.0') {
  const resource = world.server.endpoint;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion: assertion,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    ...(version === '' ? { resource } : { scope: `${resource}/.default` }),
  });
  const { status, body } = await nobody('POST', `/${world.demo.tenantId}/oauth2${version}/token`, {
    raw: form.toString(),
    apiVersion: null,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  return status === 200 ? 'in' : [status, body.error, body.error_codes[0]];
}

describe('an application with a certificate', () => {
  it.each([
    ['x5t', () => ({})],
    ['x5t with padding', () => ({ header: { x5t: `${rsa.sha1}=` } })],
    ['x5t#S256', () => ({ header: { 'x5t#S256': rsa.sha256 }, alg: 'PS256' })],
    [
      'kid as hexadecimal digits',
      () => ({ header: { kid: Buffer.from(rsa.sha1, 'base64url').toString('hex') } }),
    ],
    ['kid as x5t', () => ({ header: { kid: rsa.sha1 } })],
    ['the endpoint of version 1', () => ({ audience: endpoint.replace('/v2.0', '') })],
    ['the issuer as audience', () => ({ audience: endpoint.replace('/oauth2/v2.0/token', '/v2.0') })],
    ['a clock that is a little ahead', () => ({ fromMs: 30_000 })],
  ] as const)('signs in: %s', async (_, how: () => Signed) => {
    const { clientId } = await make(rsa);
    expect(await signIn(clientId, await sign(clientId, rsa, how()))).toBe('in');
  });

  it.each(['P-256', 'P-384', 'P-521'])('signs in by a key of %s', async curve => {
    const held = newCertificate(curveKeys(curve));
    const { clientId } = await make(held);
    const alg = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' }[curve] ?? '';
    expect(await signIn(clientId, await sign(clientId, held, { alg }))).toBe('in');
  });

  it('signs in by either of two, while one takes over from the other, until one is taken away', async () => {
    const next = newCertificate(rsaKeys());
    const { id, clientId } = await make(rsa, next);
    for (const held of [rsa, next]) expect(await signIn(clientId, await sign(clientId, held), '')).toBe('in');
    await owner('PATCH', `${PRINCIPALS}/${id}`, {
      body: { properties: { certificates: [{ certificate: next.pem }] } },
    });
    expect(await signIn(clientId, await sign(clientId, next))).toBe('in');
    expect(await signIn(clientId, await sign(clientId, rsa))).toEqual([401, 'invalid_client', 700027]);
  });

  it('is shown with what can be read from it, in the answer, by itself and in the list', async () => {
    const id = randomUUID();
    const thumbprint = Buffer.from(rsa.sha1, 'base64url').toString('hex').toUpperCase();
    const { body } = await put(id, {
      displayName: 'Pipeline',
      certificates: [{ certificate: rsa.pem, thumbprint: 'X' }],
    });
    const shown = [
      {
        certificate: rsa.pem,
        thumbprint,
        subject: 'CN=pipeline',
        startsOn: expect.stringMatching(/Z$/),
        expiresOn: expect.stringMatching(/Z$/),
      },
    ];
    expect(body.properties.certificates).toEqual(shown);
    const again = await owner('GET', `${PRINCIPALS}/${id}`);
    expect(again.body.properties.certificates).toEqual(shown);
    const list = await owner('GET', PRINCIPALS);
    expect(list.body.value.find(({ name }: { name: string }) => name === id).properties.certificates).toEqual(
      shown,
    );
  });

  it('is taken as base64 of the DER too', async () => {
    const id = randomUUID();
    const der = new X509Certificate(rsa.pem).raw.toString('base64');
    const { body } = await put(id, { displayName: 'Pipeline', certificates: [{ certificate: der }] });
    const { clientId } = body.properties;
    expect(await signIn(clientId, await sign(clientId, rsa))).toBe('in');
  });
});

describe('no token is given for', () => {
  it.each([
    [
      'a certificate that it does not have',
      700027,
      async (id: string) => sign(id, newCertificate(rsaKeys())),
    ],
    [
      'the name of its certificate and the key of another',
      700027,
      async (id: string) => sign(id, newCertificate(rsaKeys()), { header: { x5t: rsa.sha1 } }),
    ],
    ['no name of a certificate', 700027, async (id: string) => sign(id, rsa, { header: {} })],
    [
      'another audience',
      700023,
      async (id: string) => sign(id, rsa, { audience: 'api://AzureADTokenExchange' }),
    ],
    ['another subject', 700021, async (id: string) => sign(id, rsa, { claims: { sub: randomUUID() } })],
    ['no subject', 700021, async (id: string) => sign(id, rsa, { claims: { sub: undefined } })],
    [
      'one that has ended',
      700024,
      async (id: string) => sign(id, rsa, { fromMs: -20 * MINUTE_MS, toMs: -2 * MINUTE_MS }),
    ],
    ['one that is not good yet', 700024, async (id: string) => sign(id, rsa, { fromMs: 5 * MINUTE_MS })],
    ['one that never ends', 700024, async (id: string) => sign(id, rsa, { claims: { exp: undefined } })],
    [
      'one that is not signed',
      700027,
      async (id: string) => {
        const [, claims] = (await sign(id, rsa)).split('.');
        const header = Buffer.from(JSON.stringify({ alg: 'none', x5t: rsa.sha1 })).toString('base64url');
        return `${header}.${claims}.`;
      },
    ],
    [
      'one signed with the certificate as a shared secret',
      700027,
      async (id: string) => {
        const [, claims] = (await sign(id, rsa)).split('.');
        const header = Buffer.from(JSON.stringify({ alg: 'HS256', x5t: rsa.sha1 })).toString('base64url');
        const signature = createHmac('sha256', rsa.pem).update(`${header}.${claims}`).digest('base64url');
        return `${header}.${claims}.${signature}`;
      },
    ],
  ] as const)('%s', async (_, code, assertionFor) => {
    const { clientId } = await make(rsa);
    expect(await signIn(clientId, await assertionFor(clientId))).toEqual([401, 'invalid_client', code]);
  });

  it('a certificate that has ended, or has not begun', async () => {
    for (const days of [{ to: -0.01 }, { from: 1 }]) {
      const held = newCertificate(rsaKeys(), days);
      const { clientId } = await make(held);
      expect(await signIn(clientId, await sign(clientId, held))).toEqual([401, 'invalid_client', 700027]);
    }
  });

  it('another application that has it', async () => {
    const one = await make(rsa);
    const other = await make(newCertificate(rsaKeys()));
    expect(await signIn(other.clientId, await sign(other.clientId, rsa))).toEqual([
      401,
      'invalid_client',
      700027,
    ]);
    expect(await signIn(other.clientId, await sign(one.clientId, rsa))).toEqual([
      401,
      'invalid_client',
      50027,
    ]);
  });

  it('an application that is not there, is disabled or is deleted', async () => {
    const { id, clientId } = await make(rsa);
    const unknown = randomUUID();
    expect(await signIn(unknown, await sign(unknown, rsa))).toEqual([400, 'unauthorized_client', 700016]);
    await owner('PATCH', `${PRINCIPALS}/${id}`, { body: { properties: { enabled: false } } });
    expect(await signIn(clientId, await sign(clientId, rsa))).toEqual([400, 'unauthorized_client', 7000112]);
    await owner('DELETE', `${PRINCIPALS}/${id}`);
    expect(await signIn(clientId, await sign(clientId, rsa))).toEqual([400, 'unauthorized_client', 700016]);
  });
});

describe('a certificate is refused', () => {
  const weak = () => newCertificate(rsaKeys(1024)).pem;
  const withKey = () => `${rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })}${rsa.pem}`;
  it.each([
    ['that is none', () => [{ certificate: 'abc' }], /no X\.509 certificate/, 0],
    ['that is empty', () => [{ certificate: '' }], /certificate/, 0],
    ['with its private key', () => [{ certificate: withKey() }], /private key/, 0],
    ['in a chain', () => [{ certificate: rsa.pem + rsa.pem }], /several/, 0],
    ['with a weak key', () => [{ certificate: rsa.pem }, { certificate: weak() }], /2048/, 1],
    ['that is there twice', () => [{ certificate: rsa.pem }, { certificate: rsa.pem }], /already/, 1],
  ] as const)('%s', async (_, certificates, message, index) => {
    const id = randomUUID();
    const { status, body } = await put(id, { displayName: 'x', certificates: certificates() });
    expect([status, body.error.target]).toEqual([400, `/properties/certificates/${index}/certificate`]);
    expect(body.error.message).toMatch(message);
    expect(JSON.stringify(body)).not.toContain('PRIVATE KEY-----');
    expect((await owner('GET', `${PRINCIPALS}/${id}`)).status).toBe(404);
  });

  it('of a user and of a group', async () => {
    for (const more of [{ principalType: 'User', clientId: 'ann@example.com' }, { principalType: 'Group' }]) {
      const certificates = [{ certificate: rsa.pem }];
      const { status, body } = await put(randomUUID(), { displayName: 'x', certificates, ...more });
      expect([status, body.error.target]).toEqual([400, '/properties/certificates']);
    }
  });

  it('beyond ten', async () => {
    const certificates = Array.from({ length: 11 }, () => ({ certificate: rsa.pem }));
    expect((await put(randomUUID(), { displayName: 'x', certificates })).status).toBe(400);
  });
});

it('the certificate credential of the Azure SDK gets a token that opens the API', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-certificate-'));
  try {
    const { id, clientId } = await make(rsa);
    const path = `${world.production}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`;
    const body = { properties: { roleDefinitionId: READER, principalId: id } };
    expect((await owner('PUT', path, { apiVersion: '2022-04-01', body })).status).toBe(201);
    const file = join(folder, 'pipeline.pem');
    writeFileSync(file, `${rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })}${rsa.pem}`);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        join(import.meta.dirname, 'certificate-credential.ts'),
        world.server.endpoint,
        world.demo.tenantId,
        clientId,
        file,
      ],
      { env: { ...process.env, NODE_EXTRA_CA_CERTS: world.demo.caFile } },
    );
    const send = createSend(world.server, agent, stdout.trim());
    expect(
      (await send('GET', `${world.production}/resourceGroups`, { apiVersion: '2024-11-01' })).status,
    ).toBe(200);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
