import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonObject } from '@sluice/arm/protocol';
import {
  type CryptoKey,
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  generateKeyPair,
  jwtVerify,
  SignJWT,
} from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CallOptions, call } from '../http/testing/call.ts';
import { PORTAL_CLIENT_ID } from './public-clients.ts';
import { rotateKeys } from './rotate-keys.ts';
import { createSecret } from './secret.ts';
import { ENGINEER, OWNER, startAuthority, TENANT, type TestAuthority } from './testing/start-authority.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let at: TestAuthority;
let base: string;
beforeAll(async () => {
  at = await startAuthority();
  base = `https://localhost:${at.server.port}`;
});
afterAll(() => at.stop());
afterEach(() => {
  at.skipMs = 0;
  at.setPrincipal(ENGINEER);
});

function send(path: string, options: CallOptions = {}) {
  return call(at.server, path, {
    ...options,
    headers: { host: `localhost:${at.server.port}`, ...options.headers },
  });
}

async function ask(
  form: Readonly<Record<string, string>>,
  path = `/${TENANT}/oauth2/v2.0/token`,
  headers: Readonly<Record<string, string>> = {},
) {
  const body = new URLSearchParams(form).toString();
  const reply = await send(path, {
    method: 'POST',
    body,
    headers: { ...FORM, ...headers },
  });
  return { ...reply, body: reply.json() as JsonObject };
}

function form(extra: Readonly<Record<string, string>> = {}) {
  return {
    grant_type: 'client_credentials',
    client_id: ENGINEER.clientId,
    client_secret: at.secret,
    scope: `${base}/.default`,
    ...extra,
  };
}

const basic = (clientId: string, secret: string) =>
  `Basic ${Buffer.from([clientId, secret].map(encodeURIComponent).join(':')).toString('base64')}`;

async function token(extra: Readonly<Record<string, string>> = {}): Promise<string> {
  return String((await ask(form(extra))).body['access_token']);
}

async function arm(bearer: string | undefined) {
  const reply = await send('/subscriptions?api-version=2022-12-01', {
    headers: bearer === undefined ? {} : { authorization: bearer },
  });
  return { ...reply, body: reply.json() as JsonObject };
}

describe('a token', () => {
  test('is signed with a key of the JWKS, and says who, for whom, from whom', async () => {
    const { status, body, headers } = await ask(form());
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toEqual({
      token_type: 'Bearer',
      expires_in: 3600,
      ext_expires_in: 3600,
      access_token: expect.any(String),
    });
    const keys = (await send(`/common/discovery/v2.0/keys`)).json() as { keys: JsonObject[] };
    const { payload, protectedHeader } = await jwtVerify(
      String(body['access_token']),
      createLocalJWKSet(keys as never),
    );
    expect(protectedHeader).toEqual({ typ: 'JWT', alg: 'RS256', kid: keys.keys[0]?.['kid'] });
    expect(payload).toMatchObject({
      aud: base,
      iss: `${base}/${TENANT}/v2.0`,
      tid: TENANT,
      oid: ENGINEER.id,
      sub: ENGINEER.id,
      appid: ENGINEER.clientId,
      idtyp: 'app',
      ver: '2.0',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
    expect(payload.nbf).toBe(payload.iat);
  });

  test.each([
    ['the endpoint', () => `${base}/.default`, () => base],
    ['the endpoint with a slash, as az asks', () => `${base}//.default`, () => `${base}/`],
    [
      'the public resource manager',
      () => 'https://management.azure.com/.default',
      () => 'https://management.azure.com',
    ],
    [
      'the old one with a slash',
      () => 'https://management.core.windows.net//.default',
      () => 'https://management.core.windows.net/',
    ],
    ['machine learning', () => 'https://ml.azure.com/.default', () => 'https://ml.azure.com'],
    ['what the operator configured', () => 'api://sluice/.default', () => 'api://sluice'],
    ['among the scopes of a sign-in', () => `openid offline_access ${base}/.default profile`, () => base],
  ])('for %s opens the API', async (_, scope, audience) => {
    const bearer = await token({ scope: scope() });
    expect(decodeJwt(bearer).aud).toBe(audience());
    const { status, body } = await arm(`Bearer ${bearer}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ caller: ENGINEER.id, claims: { appid: ENGINEER.clientId, tid: TENANT } });
  });

  test('of version 1 says more in its answer', async () => {
    const { grant_type, client_id, client_secret } = form();
    const { status, body } = await ask(
      { grant_type, client_id, client_secret, resource: `${base}/` },
      `/${TENANT}/oauth2/token`,
    );
    expect(status).toBe(200);
    const claims = decodeJwt(String(body['access_token']));
    expect(body).toMatchObject({
      resource: `${base}/`,
      expires_on: String(claims.exp),
      not_before: String(claims.nbf),
      expires_in: 3600,
    });
    expect(claims).toMatchObject({ aud: `${base}/`, ver: '1.0' });
    expect((await arm(`Bearer ${String(body['access_token'])}`)).status).toBe(200);
  });

  test.each([
    `//${TENANT}/oauth2/v2.0/token`,
    `/${TENANT.toUpperCase()}/OAuth2/v2.0/token?client-request-id=x`,
    '/common/oauth2/v2.0/token',
    '/organizations/oauth2/v2.0/token',
  ])('is given at %s', async path => {
    expect((await ask(form({ claims: '{}', client_info: '1' }), path)).status).toBe(200);
  });

  test.each([
    ['', {}],
    [', the client id in the form too', { client_id: ENGINEER.clientId.toLowerCase() }],
    [', and nothing in the form', { client_id: '', client_secret: '' }],
  ])('is given for credentials in the header%s', async (_, more) => {
    const fields = { grant_type: 'client_credentials', scope: `${base}/.default`, ...more };
    const { status } = await ask(fields, undefined, { authorization: basic(ENGINEER.clientId, at.secret) });
    expect(status).toBe(200);
  });

  test.each(['application/x-www-form-urlencoded;charset=utf-8', 'Application/X-WWW-Form-URLEncoded ; a=b'])(
    'is given for a form of the type %j',
    async type => {
      expect((await ask(form(), undefined, { 'content-type': type })).status).toBe(200);
    },
  );

  test('is given for any secret that has not expired, and the client id in any case', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const { secret, stored } = createSecret(ENGINEER.clientId, soon);
    await at.storage.principals.change([{ kind: 'addSecret', secret: stored }]);
    expect(
      (await ask(form({ client_secret: secret, client_id: ENGINEER.clientId.toLowerCase() }))).status,
    ).toBe(200);
    at.skipMs = 61_000;
    expect((await ask(form({ client_secret: secret }))).body).toMatchObject({
      error: 'invalid_client',
      error_codes: [7000215],
    });
    expect((await ask(form())).status).toBe(200);
  });
});

describe('no token', () => {
  test('for a wrong secret, in exactly Entra’s form', async () => {
    const { status, body, headers } = await ask(form({ client_secret: 'wrong-secret-value' }));
    expect(status).toBe(401);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toEqual({
      error: 'invalid_client',
      error_description: expect.stringMatching(
        /^AADSTS7000215: Invalid client secret provided.* Trace ID: .* Correlation ID: .* Timestamp: /,
      ),
      error_codes: [7000215],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: expect.any(String),
      correlation_id: headers['x-ms-correlation-request-id'],
      error_uri: `${base}/error?code=7000215`,
    });
    expect(JSON.stringify(at.log)).not.toContain('wrong-secret-value');
  });

  test.each([
    [
      'an unknown client',
      { client_id: '99999999-0000-4000-8000-000000000000' },
      400,
      'unauthorized_client',
      700016,
    ],
    ['a client id that is none', { client_id: 'a\u0000b' }, 400, 'unauthorized_client', 700016],
    ['no client id', { client_id: '' }, 400, 'invalid_request', 900144],
    ['no secret', { client_secret: '' }, 401, 'invalid_client', 7000218],
    ['an assertion of no kind', { client_assertion: 'x' }, 400, 'invalid_request', 90023],
    ['no grant', { grant_type: '' }, 400, 'invalid_request', 900144],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
    ['no scope', { scope: '' }, 400, 'invalid_request', 900144],
    [
      'a scope of one permission',
      { scope: 'https://management.azure.com/user_impersonation' },
      400,
      'invalid_scope',
      70011,
    ],
    [
      'two resources',
      { scope: 'https://ml.azure.com/.default https://management.azure.com/.default' },
      400,
      'invalid_scope',
      70011,
    ],
    ['another resource', { scope: 'https://graph.microsoft.com/.default' }, 400, 'invalid_resource', 500011],
    ['another port', { scope: 'https://localhost:1/.default' }, 400, 'invalid_resource', 500011],
  ] as const)('for %s', async (_, extra, status, error, code) => {
    const reply = await ask(form(extra));
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({
      error,
      error_codes: [code],
      error_description: expect.stringContaining(`AADSTS${code}: `),
    });
  });

  test('in another tenant', async () => {
    const reply = await ask(form(), '/00000000-0000-4000-8000-000000000000/oauth2/v2.0/token');
    expect(reply).toMatchObject({ status: 400, body: { error: 'invalid_request', error_codes: [90002] } });
  });

  test.each([['application/json'], ['text/plain'], ['multipart/form-data; boundary=x'], ['x'], ['']])(
    'for a form that says it is %j',
    async type => {
      const reply = await ask(form(), undefined, { 'content-type': type });
      expect(reply.status).toBe(400);
      expect(reply.body).toMatchObject({ error: 'invalid_request', error_codes: [90023] });
    },
  );

  test('for nothing', async () => {
    expect((await send(`/${TENANT}/oauth2/v2.0/token`, { method: 'POST' })).json()).toMatchObject({
      error_codes: [900144],
    });
  });

  test.each(['grant_type', 'client_id', 'client_secret', 'scope', 'x-client-SKU'])(
    'for a form with two of %s',
    async name => {
      const one = new URLSearchParams({ 'x-client-SKU': 'a', ...form() });
      const body = `${one}&${new URLSearchParams({ [name]: one.get(name) ?? '' })}`;
      const reply = await send(`/${TENANT}/oauth2/v2.0/token`, { method: 'POST', body, headers: FORM });
      expect([reply.status, reply.json()]).toEqual([
        400,
        expect.objectContaining({
          error: 'invalid_request',
          error_description: expect.stringContaining(
            `AADSTS90023: The parameter '${name}' is in the request more than once.`,
          ),
        }),
      ]);
    },
  );

  test.each<[string, string, (mine: string) => Readonly<Record<string, string>>]>([
    ['another client id', ENGINEER.clientId, () => ({ client_id: OWNER.clientId })],
    ['another client’s id in the header', OWNER.clientId, () => ({ client_id: ENGINEER.clientId })],
    ['a second secret', ENGINEER.clientId, secret => ({ client_secret: secret })],
    ['an assertion beside the secret', ENGINEER.clientId, () => ({ client_assertion: 'x' })],
  ])('for credentials in the header and %s', async (_, clientId, more) => {
    const fields = { grant_type: 'client_credentials', scope: `${base}/.default`, ...more(at.secret) };
    const reply = await ask(fields, undefined, { authorization: basic(clientId, at.secret) });
    expect(reply).toMatchObject({ status: 400, body: { error: 'invalid_request', error_codes: [90023] } });
  });

  test('for a secret and an assertion at once, nor for a header that cannot be read', async () => {
    const refused = { status: 400, body: { error: 'invalid_request', error_codes: [90023] } };
    expect(await ask(form({ client_assertion: 'x' }))).toMatchObject(refused);
    for (const authorization of ['Basic', 'Basic !', 'Basic eA=='])
      expect(await ask(form(), undefined, { authorization })).toMatchObject(refused);
  });

  test('to a public client that shows a secret in the header, or another client', async () => {
    const fields = { grant_type: 'refresh_token', client_id: PORTAL_CLIENT_ID, refresh_token: 'x' };
    const asked = async (clientId: string, secret: string) =>
      (await ask(fields, undefined, { authorization: basic(clientId, secret) })).body['error_codes'];
    expect(await asked(PORTAL_CLIENT_ID, 'x')).toEqual([700025]);
    expect(await asked(ENGINEER.clientId, at.secret)).toEqual([90023]);
    expect(await asked(PORTAL_CLIENT_ID, '')).toEqual([70000]);
  });

  test('for a disabled principal', async () => {
    at.setPrincipal({ ...ENGINEER, enabled: false });
    expect((await ask(form())).body).toMatchObject({ error: 'unauthorized_client', error_codes: [7000112] });
    expect((await ask(form({ client_secret: 'wrong' }))).body).toMatchObject({ error_codes: [7000215] });
  });

  test('for guessing: every failure makes the next attempt wait longer', async () => {
    const wrong = form({ client_secret: 'guess', client_id: 'nobody' });
    for (let i = 0; i < 5; i++) expect((await ask(wrong)).status).toBe(400);
    const blocked = await ask(wrong);
    expect(blocked).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1' },
      body: { error: 'temporarily_unavailable' },
    });
    expect((await ask(form())).status).toBe(200);
    at.skipMs = 1_100;
    expect((await ask(wrong)).status).toBe(400);
    expect((await ask(wrong)).headers['retry-after']).toBe('2');
  });
});

describe('what never comes to the authority is refused in OAuth’s form', () => {
  const large = `x=${'x'.repeat(1_048_576)}`;
  const broken = Uint8Array.from([0x78, 0x3d, 0xff]);

  test.each<[string, number, string, CallOptions]>([
    ['a body over a mebibyte', 413, 'invalid_request', { method: 'POST', body: large }],
    ['a body that is no UTF-8', 400, 'invalid_request', { method: 'POST', body: broken }],
    ['another method', 405, 'invalid_request', { method: 'PUT' }],
    ['another host', 421, 'invalid_request', { method: 'POST', headers: { host: 'elsewhere' } }],
  ])('%s', async (_, status, error, { headers, ...options }) => {
    for (const path of [
      'oauth2/v2.0/token',
      'oauth2/token',
      'oauth2/v2.0/devicecode',
      'oauth2/v2.0/authorize',
    ]) {
      const reply = await send(`/${TENANT}/${path}`, { ...options, headers: { ...FORM, ...headers } });
      expect([reply.status, reply.json()]).toEqual([
        status,
        {
          error,
          error_description: expect.stringMatching(/^AADSTS90023: .* Trace ID: .* Timestamp: /),
          error_codes: [90023],
          timestamp: expect.any(String),
          trace_id: expect.any(String),
          correlation_id: reply.headers['x-ms-correlation-request-id'],
          error_uri: `${base}/error?code=90023`,
        },
      ]);
    }
  });

  test('an address that says two things', async () => {
    const reply = await send(`/${TENANT}/oauth2/v2.0/token?x=1&x=2`, { method: 'POST', headers: FORM });
    expect([reply.status, reply.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_request' }),
    ]);
  });

  test('and of what is not the authority’s in ARM’s', async () => {
    const reply = await send(`/${TENANT}/nothing?api-version=2022-12-01`);
    expect(reply.json()).toMatchObject({ error: { code: expect.any(String) } });
  });
});

describe('the API is closed to', () => {
  const challenge = () =>
    `Bearer authorization_uri="${base}/${TENANT}", error="invalid_token", error_description="`;

  test.each([
    ['nobody', undefined],
    ['an empty header', 'Bearer'],
    ['another scheme', 'Basic eDp5'],
  ])('%s', async (_, header) => {
    const reply = await arm(header);
    expect(reply.status).toBe(401);
    expect(reply.body).toMatchObject({
      error: { code: 'AuthenticationFailed', message: expect.stringContaining('Authorization') },
    });
    expect(reply.headers['www-authenticate']).toContain(challenge());
  });

  test('what is no token', async () => {
    const reply = await arm('Bearer x.y.z');
    expect(reply.body).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
    expect(reply.headers['www-authenticate']).toContain(challenge());
  });

  test('a token that was changed', async () => {
    const [header, payload, signature] = (await token()).split('.');
    const changed = Buffer.from(
      JSON.stringify({ ...decodeJwt(`${header}.${payload}.`), oid: 'somebody' }),
    ).toString('base64url');
    expect((await arm(`Bearer ${header}.${changed}.${signature}`)).body).toMatchObject({
      error: { code: 'InvalidAuthenticationToken' },
    });
  });

  /** A token with our claims, changed, signed by a stranger's key under our key id. */
  async function forged(changes: JsonObject, sign?: CryptoKey, header: JsonObject = {}): Promise<string> {
    const real = await token();
    const key = sign ?? (await at.keyRing.signer()).privateKey;
    return new SignJWT({ ...decodeJwt(real), ...changes })
      .setProtectedHeader({ ...decodeProtectedHeader(real), alg: 'RS256', ...header })
      .sign(key);
  }

  test.each([
    ['another audience', { aud: 'https://graph.microsoft.com' }, 'InvalidAuthenticationToken'],
    ['another issuer', { iss: 'https://login.microsoftonline.com/x/v2.0' }, 'InvalidAuthenticationToken'],
    ['another tenant', { tid: '00000000-0000-4000-8000-000000000000' }, 'InvalidAuthenticationTokenTenant'],
    ['no principal', { oid: null }, 'InvalidAuthenticationToken'],
    ['an unknown principal', { oid: '00000000-0000-4000-8000-000000000000' }, 'AuthenticationFailed'],
    ['the past', { exp: 1_000_000_000 }, 'ExpiredAuthenticationToken'],
    ['the future', { nbf: 9_000_000_000, exp: 9_100_000_000 }, 'InvalidAuthenticationToken'],
  ])('a token for %s, even under our signature', async (_, changes, code) => {
    const reply = await arm(`Bearer ${await forged(changes)}`);
    expect(reply.status).toBe(401);
    expect(reply.body).toMatchObject({ error: { code } });
    expect(reply.headers['www-authenticate']).toContain(challenge());
  });

  test('a token without an end', async () => {
    const { exp: _, ...claims } = decodeJwt(await token());
    const { privateKey, kid } = await at.keyRing.signer();
    const endless = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
    expect((await arm(`Bearer ${endless}`)).status).toBe(401);
  });

  test('a stranger’s signature', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    expect((await arm(`Bearer ${await forged({}, privateKey)}`)).body).toMatchObject({
      error: { code: 'InvalidAuthenticationToken' },
    });
    expect((await arm(`Bearer ${await forged({}, undefined, { kid: 'unknown' })}`)).body).toMatchObject({
      error: { code: 'InvalidAuthenticationToken' },
    });
  });

  test('tricks with the algorithm', async () => {
    const real = await token();
    const { kid } = decodeProtectedHeader(real);
    const [, payload] = real.split('.');
    const head = (alg: string) => Buffer.from(JSON.stringify({ alg, kid, typ: 'JWT' })).toString('base64url');
    const jwk = JSON.stringify((await at.keyRing.jwks())[0]);
    const mac = createHmac('sha256', jwk)
      .update(`${head('HS256')}.${payload}`)
      .digest('base64url');
    for (const trick of [`${head('none')}.${payload}.`, `${head('HS256')}.${payload}.${mac}`]) {
      expect((await arm(`Bearer ${trick}`)).body).toMatchObject({
        error: { code: 'InvalidAuthenticationToken' },
      });
    }
  });

  test('a token that was good and has expired', async () => {
    const bearer = `Bearer ${await token()}`;
    expect((await arm(bearer)).status).toBe(200);
    // A token counts from the whole second before it was given.
    at.skipMs = 3_600_000 + 58_000;
    expect((await arm(bearer)).status).toBe(200);
    at.skipMs = 3_600_000 + 61_000;
    expect((await arm(bearer)).body).toMatchObject({ error: { code: 'ExpiredAuthenticationToken' } });
  });

  test('a principal from the revision on that disables or removes it, though its token is good', async () => {
    const bearer = `Bearer ${await token()}`;
    expect((await arm(bearer)).status).toBe(200);
    at.setPrincipal({ ...ENGINEER, enabled: false });
    expect((await arm(bearer)).body).toMatchObject({ error: { code: 'AuthenticationFailed' } });
    at.setPrincipal(ENGINEER);
    expect((await arm(bearer)).status).toBe(200);
    at.setPrincipal(null);
    expect((await arm(bearer)).status).toBe(401);
  });
});

describe('signing keys rotate', () => {
  test('without a restart, and old tokens stay good', async () => {
    const before = await token();
    const kid = await rotateKeys(at.storage, at.sealer, new Date());
    at.skipMs = 31_000;
    const after = await token();
    expect(decodeProtectedHeader(after).kid).toBe(kid);
    expect(decodeProtectedHeader(before).kid).not.toBe(kid);
    for (const bearer of [before, after]) expect((await arm(`Bearer ${bearer}`)).status).toBe(200);
    const keys = (await send(`/${TENANT}/discovery/v2.0/keys`)).json() as { keys: JsonObject[] };
    expect(keys.keys.map(key => key['kid'])).toEqual(
      expect.arrayContaining([kid, decodeProtectedHeader(before).kid]),
    );
    for (const key of keys.keys)
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });
});

describe('discovery', () => {
  test.each([
    `/${TENANT}/v2.0/.well-known/openid-configuration`,
    '/common/v2.0/.well-known/openid-configuration',
    '/organizations/.well-known/openid-configuration',
    `/${TENANT}/.well-known/openid-configuration`,
  ])('%s', async path => {
    const given = path.split('/')[1] ?? '';
    const reply = await send(path);
    expect(reply.status).toBe(200);
    expect(reply.json()).toMatchObject({
      issuer: `${base}/${given === TENANT ? TENANT : '{tenantid}'}/v2.0`,
      token_endpoint: `${base}/${given}/oauth2/v2.0/token`,
      authorization_endpoint: expect.stringContaining(base),
      jwks_uri: `${base}/${given}/discovery/v2.0/keys`,
      response_types_supported: expect.any(Array),
      subject_types_supported: expect.any(Array),
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: expect.any(Array),
      grant_types_supported: [
        'client_credentials',
        'authorization_code',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:device_code',
      ],
      response_modes_supported: ['query', 'form_post'],
      device_authorization_endpoint: `${base}/${given}/oauth2/v2.0/devicecode`,
      code_challenge_methods_supported: ['S256'],
      end_session_endpoint: `${base}/${given}/oauth2/v2.0/logout`,
      token_endpoint_auth_methods_supported: [
        'client_secret_post',
        'client_secret_basic',
        'private_key_jwt',
        'none',
      ],
    });
  });

  test('of an unknown tenant is refused', async () => {
    const reply = await send('/nobody/v2.0/.well-known/openid-configuration');
    expect(reply.status).toBe(400);
    expect(reply.json()).toMatchObject({ error: 'invalid_request', error_codes: [90002] });
  });

  test('of the instance names this host alone', async () => {
    const host = `localhost:${at.server.port}`;
    expect(
      (await send('/common/discovery/instance?api-version=1.1&authorization_endpoint=x')).json(),
    ).toEqual({
      tenant_discovery_endpoint: `${base}/${TENANT}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
  });
});

test('neither secrets nor tokens are logged', async () => {
  await arm(`Bearer ${await token()}`);
  const log = at.log.join('');
  expect(log).toContain('"path":"/subscriptions"');
  expect(log).not.toContain(at.secret);
  expect(log).not.toMatch(/eyJ/);
});

test('the database holds neither a secret nor a private key in the clear', async () => {
  const secrets = await at.storage.principals.secretsOf(ENGINEER.clientId);
  expect(JSON.stringify(secrets)).not.toContain(at.secret);
  for (const key of await at.storage.keys.all()) {
    expect(JSON.stringify(key)).not.toMatch(/"d\\?":|"p\\?":/);
    expect(at.sealer.open(key.kid, key.sealedPrivateKey)).toContain('"d":');
  }
});

describe('@azure/identity', () => {
  async function credential(secret: string, ...scopes: string[]): Promise<readonly JsonObject[]> {
    const script = join(import.meta.dirname, 'testing', 'azure-identity-client.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [script, base, TENANT, ENGINEER.clientId, secret, ...scopes],
      {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: at.caFile },
      },
    );
    return stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  }

  test('gets a token for each audience, and all of them open the API', async () => {
    const lines = await credential(
      at.secret,
      `${base}/.default`,
      'https://management.azure.com/.default',
      'https://ml.azure.com/.default',
    );
    expect(lines.map(line => line['error'])).toEqual([undefined, undefined, undefined]);
    for (const line of lines) expect((await arm(`Bearer ${String(line['token'])}`)).status).toBe(200);
  });

  test('says what is wrong with a secret', async () => {
    const [line] = await credential('wrong', `${base}/.default`);
    expect(line?.['error']).toMatch(/AADSTS7000215: Invalid client secret/);
  });
});
