import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createPlainMatcher, type PlainResponse } from '../http/plain-route.ts';
import { createPlainRoutes, type PlainRoutesInput } from './index.ts';

const BASE = 'https://gov.example:8443';
const state = {
  look: () => Promise.resolve(true),
  ageMs: 0,
  phase: 'serving' as 'starting' | 'serving' | 'stopping',
};
const INPUT: PlainRoutesInput = {
  version: '0.1.0',
  tenantId: 'tenant',
  caPem: 'PEM',
  portal: undefined,
  cloudName: 'Sluice',
  watch: { look: () => state.look(), ageMs: () => state.ageMs },
  phase: () => state.phase,
  metrics: {
    render: () => Promise.reject(new Error('nobody may')),
    authenticate: () => Promise.reject(new Error('nobody calls')),
    snapshots: { current: unexpected, follow: unexpected },
    tenantId: 'tenant',
  },
  graph: {
    authenticate: () => Promise.reject(new Error('nobody calls')),
    snapshots: { follow: unexpected },
    tenantId: 'tenant',
  },
};
const find = createPlainMatcher(createPlainRoutes(INPUT));

function unexpected(): never {
  throw new Error('no snapshot is asked for');
}

async function get(path: string, query: Readonly<Record<string, string>> = {}): Promise<PlainResponse> {
  const match = find('GET', path);
  if (match.route === undefined) throw new Error(`no route for ${path}`);
  return match.route.handle({
    method: 'GET',
    path,
    params: match.params,
    query: new Map(Object.entries(query)),
    headers: new Map(),
    body: undefined,
    baseUrl: BASE,
    clientAddress: '',
    correlationId: '',
  });
}

describe('/metadata/endpoints', () => {
  const cloud = {
    name: 'Sluice',
    portal: BASE,
    resourceManager: `${BASE}/`,
    authentication: {
      loginEndpoint: BASE,
      audiences: [`${BASE}/`, 'https://management.azure.com/'],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    microsoftGraphResourceId: `${BASE}/`,
    suffixes: { storage: 'core.gov.example', azureDataLakeAnalyticsCatalogAndJob: 'dla.gov.example' },
  };

  test.each(['2022-09-01', '2020-06-01', '2026-01-01', ''])('%s: the cloud', async version => {
    expect(await get('/metadata/endpoints', { 'api-version': version })).toMatchObject({
      status: 200,
      body: cloud,
    });
  });

  test.each(['2019-05-01', '2018-01-01'])('%s: a list of one cloud', async version => {
    expect(await get('/metadata/endpoints', { 'api-version': version })).toMatchObject({
      status: 200,
      body: [cloud],
    });
  });

  test('2015-01-01: the first form', async () => {
    expect(await get('/metadata/endpoints', { 'api-version': '2015-01-01' })).toMatchObject({
      body: {
        galleryEndpoint: `${BASE}/`,
        graphEndpoint: `${BASE}/`,
        portalEndpoint: `${BASE}/`,
        authentication: { loginEndpoint: BASE },
      },
    });
  });
});

describe('Microsoft Graph', () => {
  test.each(['/v1.0/servicePrincipals/x/owners', '/v1.0/me', '/beta/users'])(
    '%s is refused by name, with what there is instead',
    async path => {
      expect(await get(path)).toMatchObject({
        status: 400,
        body: {
          error: {
            code: 'FeatureNotSupported',
            message: expect.stringMatching(
              /^Microsoft Graph is not served here .*Sluice.Governance\/principals/,
            ),
          },
        },
      });
    },
  );
});

describe('the portal', () => {
  const portal = { page: '<html>__CSP_NONCE__</html>', files: new Map() };
  const findIn = createPlainMatcher(createPlainRoutes({ ...INPUT, portal }));
  const open = (path: string) => {
    const { route, params } = { params: {}, ...findIn('GET', path) };
    return route?.handle({
      method: 'GET',
      path,
      params,
      query: new Map(),
      headers: new Map(),
      body: undefined,
      baseUrl: BASE,
      clientAddress: '',
      correlationId: '',
    });
  };

  test.each(['/portal', '/portal/policy/definitions', '/signed-in'])('%s is its page', async path => {
    expect(await open(path)).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8' });
  });

  test('the root leads to it, and a file that is none is not its page', async () => {
    expect(await open('/')).toMatchObject({ status: 302, headers: { location: '/portal/' } });
    expect(await open('/portal/assets/gone.js')).toMatchObject({ status: 404 });
  });
});

describe('health', () => {
  test('the process answers', async () => {
    expect(await get('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  test('and is ready when the database answers', async () => {
    expect(await get('/readyz')).toMatchObject({ status: 200 });
    state.look = () => Promise.reject(new Error('down'));
    expect(await get('/readyz')).toMatchObject({
      status: 503,
      body: { status: expect.not.stringContaining('down') },
    });
    state.look = () => new Promise(() => {});
    expect(await get('/readyz')).toMatchObject({ status: 503 });
    state.look = () => Promise.resolve(true);
  });

  test('and as long as it is not known for long that policies have moved on', async () => {
    state.look = () => Promise.resolve(false);
    state.ageMs = 29_000;
    expect(await get('/readyz')).toMatchObject({ status: 200 });
    state.ageMs = 31_000;
    expect(await get('/readyz')).toEqual({
      status: 503,
      body: { status: 'the policies in force cannot be followed' },
    });
    expect(await get('/healthz')).toMatchObject({ status: 200 });
    state.look = () => Promise.resolve(true);
    expect(await get('/readyz')).toMatchObject({ status: 200 });
    state.ageMs = 0;
  });

  test.each(['starting', 'stopping'] as const)('but not while it is %s', async phase => {
    state.phase = phase;
    expect(await get('/readyz')).toMatchObject({ status: 503, body: { status: phase } });
    expect(await get('/healthz')).toMatchObject({ status: 200 });
    state.phase = 'serving';
  });
});

test('what the portal must know before anybody has signed in', async () => {
  expect(await get('/portal/config.json')).toEqual({
    status: 200,
    headers: { 'cache-control': 'no-cache' },
    body: {
      tenantId: 'tenant',
      clientId: 'd8e1c3b4-6a52-4f0e-9b7d-2c5a41e7f093',
      version: '0.1.0',
      cloudName: 'Sluice',
    },
  });
});

describe('pages', () => {
  test('the landing page says where things are, without script', async () => {
    const { body, contentType, headers } = await get('/');
    expect(contentType).toBe('text/html; charset=utf-8');
    const policy = headers?.['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const style = /<style>([\s\S]*)<\/style>/.exec(String(body))?.[1] ?? '';
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    for (const text of [BASE, '/ca.crt', '/metadata/endpoints', 'tenant', '0.1.0'])
      expect(body).toContain(text);
    expect(body).not.toContain('<script');
  });

  test('the CA can be fetched, where there is one', async () => {
    expect(await get('/ca.crt')).toMatchObject({
      status: 200,
      contentType: 'application/x-x509-ca-cert',
      body: 'PEM',
    });
    const without = createPlainRoutes({ ...INPUT, caPem: undefined });
    expect(without.map(({ path }) => path)).not.toContain('/ca.crt');
  });

  test('an error code of the authority is explained', async () => {
    expect((await get('/error', { code: '7000215' })).body).toContain('client secret');
    expect(await get('/error', { code: '<script>' })).toMatchObject({
      status: 404,
      body: expect.not.stringContaining('<script'),
    });
    expect(await get('/error')).toMatchObject({ status: 404 });
  });
});
