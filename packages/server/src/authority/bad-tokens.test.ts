// What clients print of a token or a secret that is no good, and that nobody learns by asking which of the two was wrong.
import type { JsonObject } from '@sluice/arm/protocol';
import type { Principal } from '@sluice/engine/model';
import { type CryptoKey, decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../http/testing/call.ts';
import { hashPassword } from './secret.ts';
import { openBrowser, portalSignIn } from './testing/browser.ts';
import { ENGINEER, startAuthority, TENANT, type TestAuthority } from './testing/start-authority.ts';

const STRANGER = '99999999-0000-4000-8000-000000000000';
const ANN: Principal = { ...ENGINEER, clientId: 'ann@example.org', displayName: 'Ann', kind: 'User' };
/** Longer than a failure is remembered: nobody has to wait for the next attempt. */
const FORGOTTEN_MS = 16 * 60_000;

let at: TestAuthority;
let base: string;
beforeAll(async () => {
  at = await startAuthority();
  base = `https://localhost:${at.server.port}`;
  const hash = await hashPassword('correct horse battery staple');
  const secret = { id: 'ann', clientId: ANN.id, hash, expiresAt: null };
  await at.storage.principals.change([{ kind: 'addSecret', secret }]);
});
afterAll(() => at.stop());
afterEach(() => {
  at.skipMs = 0;
  at.setPrincipal(ENGINEER);
});

async function ask(clientId: string, secret: string) {
  const reply = await call(at.server, `/${TENANT}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
      scope: `${base}/.default`,
    }).toString(),
    headers: {
      host: `localhost:${at.server.port}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
  });
  return { ...reply, body: reply.json() as JsonObject };
}

async function arm(token: string) {
  const reply = await call(at.server, '/subscriptions?api-version=2022-12-01', {
    headers: { host: `localhost:${at.server.port}`, authorization: `Bearer ${token}` },
  });
  return { ...reply, body: reply.json() as { readonly error?: JsonObject } };
}

/** A token as it is given, with other claims, signed anew. */
async function signed(changes: JsonObject, key?: CryptoKey): Promise<string> {
  const real = String((await ask(ENGINEER.clientId, at.secret)).body['access_token']);
  return new SignJWT({ ...decodeJwt(real), ...changes })
    .setProtectedHeader({ ...decodeProtectedHeader(real), alg: 'RS256' })
    .sign(key ?? (await at.keyRing.signer()).privateKey);
}

const encoded = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor(Date.now() / 1000);

describe('a client prints', () => {
  test.each<[string, () => Promise<string>, string, string]>([
    [
      'an expired token',
      () => signed({ exp: 1_000_000_000 }),
      'ExpiredAuthenticationToken',
      'The access token has expired.',
    ],
    [
      'a token of somebody else’s authority',
      async () => signed({ iss: 'https://login.microsoftonline.com/x/v2.0' }),
      'InvalidAuthenticationToken',
      'The access token is from an issuer that is not trusted here.',
    ],
    [
      'a token with somebody else’s signature',
      async () => signed({}, (await generateKeyPair('RS256')).privateKey),
      'InvalidAuthenticationToken',
      'The access token is not valid.',
    ],
    [
      'a token whose signature was cut off',
      async () => (await signed({})).replace(/\.[^.]*$/, '.'),
      'InvalidAuthenticationToken',
      'The access token is not valid.',
    ],
    [
      'a token of a key that is not there',
      async () => {
        const { privateKey } = await at.keyRing.signer();
        return new SignJWT(decodeJwt(await signed({})))
          .setProtectedHeader({ alg: 'RS256', kid: 'gone' })
          .sign(privateKey);
      },
      'InvalidAuthenticationToken',
      'The access token was signed with a key that is not known here.',
    ],
    [
      'no token at all',
      async () => 'not-a-token',
      'InvalidAuthenticationToken',
      'The access token is not a JSON web token.',
    ],
    [
      'a token for another service',
      () => signed({ aud: 'https://graph.microsoft.com' }),
      'InvalidAuthenticationToken',
      'The access token was issued for another audience.',
    ],
    [
      'a token of another tenant',
      () => signed({ tid: STRANGER }),
      'InvalidAuthenticationTokenTenant',
      'The access token is of another tenant.',
    ],
    [
      'a token that is not good yet',
      () => signed({ nbf: seconds() + 600 }),
      'InvalidAuthenticationToken',
      'The access token is not valid yet.',
    ],
  ])('of %s why, and is sent to the authority', async (_, make, code, message) => {
    const { status, body, headers } = await arm(await make());
    expect([status, body.error]).toEqual([401, expect.objectContaining({ code, message })]);
    expect(headers['www-authenticate']).toBe(
      `Bearer authorization_uri="${base}/${TENANT}", error="invalid_token", error_description="${message}"`,
    );
  });

  test.each([
    ['needs no signature', { alg: 'none' }],
    ['needs no signature, and names a key', { alg: 'none', kid: 'ours' }],
    ['has one secret for both sides', { alg: 'HS256' }],
    ['has one secret for both sides, and names a key', { alg: 'HS256', kid: 'ours' }],
    ['is of other issuers', { alg: 'ES256', kid: 'ours' }],
    ['is spelt otherwise', { alg: 'rs256', kid: 'ours' }],
    ['is nothing', { kid: 'ours' }],
  ])('of an algorithm that %s, which ones are taken', async (_, header) => {
    const real = await signed({});
    const kid = 'kid' in header ? { kid: decodeProtectedHeader(real).kid ?? '' } : {};
    const token = `${encoded({ typ: 'JWT', ...header, ...kid })}.${real.split('.')[1]}.c2ln`;
    expect(await arm(token)).toMatchObject({
      status: 401,
      body: {
        error: {
          code: 'InvalidAuthenticationToken',
          message: 'The access token is not signed with an algorithm that is taken here (RS256).',
        },
      },
    });
  });

  test('of a wrong secret that it is wrong, and of an unknown client that it is unknown', async () => {
    const wrong = await ask(ENGINEER.clientId, 'wrong');
    expect([wrong.status, wrong.body['error']]).toEqual([401, 'invalid_client']);
    expect(wrong.body['error_description']).toMatch(/^AADSTS7000215: Invalid client secret provided for app/);
    const unknown = await ask(STRANGER, 'wrong');
    expect([unknown.status, unknown.body['error']]).toEqual([400, 'unauthorized_client']);
    expect(unknown.body['error_description']).toMatch(/^AADSTS700016: Application with identifier/);
  });

  test('of a name of somebody the same as of a name of nobody', async () => {
    at.setPrincipal(ANN);
    const said = async (name: string) => {
      const { status, body } = await ask(name, 'wrong');
      const [first] = String(body['error_description']).split(' Trace ID');
      return [status, body['error'], body['error_codes'], first?.replace(name, '<name>')];
    };
    expect(await said(ANN.clientId)).toEqual(await said('bob@example.org'));
  });
});

describe('clocks may differ by a minute', () => {
  test.each([
    ['ended 59 s ago', -59, 'exp', 200],
    ['ended 61 s ago', -61, 'exp', 401],
    ['begins in 59 s', 59, 'nbf', 200],
    ['begins in 61 s', 61, 'nbf', 401],
  ])('a token that %s', async (_, skew, claim, status) => {
    const token = await signed({});
    // The server's clock stands in the middle of a second: no step of it falls between signing and asking.
    const middle = (seconds() + 5) * 1000 + 300;
    at.skipMs = middle - Date.now();
    const { privateKey, kid } = await at.keyRing.signer();
    const skewed = await new SignJWT({ ...decodeJwt(token), [claim]: seconds() + 5 + skew })
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(privateKey);
    expect((await arm(skewed)).status).toBe(status);
  });
});

describe('who guesses', () => {
  test('waits longer after each guess, at the token endpoint, whether there is such a client or not', async () => {
    for (const clientId of [ENGINEER.clientId, '99999999-1111-4000-8000-000000000000']) {
      for (let guess = 0; guess < 5; guess++) expect((await ask(clientId, 'guess')).status).toBeLessThan(402);
      const { status, headers, body } = await ask(clientId, 'guess');
      expect([status, headers['retry-after'], body['error']]).toEqual([429, '1', 'temporarily_unavailable']);
      at.skipMs += 1_100;
      expect((await ask(clientId, 'guess')).status).toBeLessThan(402);
      expect((await ask(clientId, 'guess')).headers['retry-after']).toBe('2');
    }
  });

  /** Milliseconds that an attempt takes, in the middle, for each of two; they take turns, so that what else runs slows down both. */
  async function medians(times: number, one: () => Promise<unknown>, other: () => Promise<unknown>) {
    const took: [number[], number[]] = [[], []];
    for (let attempt = 0; attempt < times; attempt++)
      for (const [index, act] of [one, other].entries()) {
        at.skipMs += FORGOTTEN_MS;
        const start = performance.now();
        await act();
        took[index]?.push(performance.now() - start);
      }
    const [first = 0, second = 0] = took.map(all => all.sort((a, b) => a - b)[times >> 1] ?? 0);
    return { first, second, ratio: Math.max(first, second) / Math.min(first, second) };
  }

  test('learns nothing by the time it takes whether a client is known', async () => {
    const asked = (clientId: string, status: number) => async () =>
      expect((await ask(clientId, 'wrong')).status).toBe(status);
    await medians(20, asked(ENGINEER.clientId, 401), asked(STRANGER, 400));
    const found = await medians(200, asked(ENGINEER.clientId, 401), asked(STRANGER, 400));
    expect(found.ratio, JSON.stringify(found)).toBeLessThan(1.5);
  });

  test('nor whether a user is', async () => {
    at.setPrincipal(ANN);
    const browser = openBrowser(at.server);
    const signIn = (username: string) => async () => {
      const fields = { ...portalSignIn(base).parameters, username, password: 'wrong' };
      expect((await browser.submit(fields)).status).toBe(401);
    };
    const found = await medians(25, signIn(ANN.clientId), signIn('bob@example.org'));
    expect(found.ratio, JSON.stringify(found)).toBeLessThan(1.5);
    // The hash of a password is slow by design; without it nobody would have been asked anything.
    expect(found.first).toBeGreaterThan(10);
  });
});
