import { createHash } from 'node:crypto';
import type { JsonObject } from '@sluice/arm/protocol';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, call } from '../http/testing/call.ts';
import type { TestServer } from '../http/testing/start-server.ts';
import { hashGrantSecret } from './grant-secret.ts';
import {
  AUTHORIZE,
  type Browser,
  type Form,
  locationOf,
  openBrowser,
  portalSignIn,
  type SignIn,
} from './testing/browser.ts';
import { ENGINEER, OWNER, startAuthority, TENANT, type TestAuthority } from './testing/start-authority.ts';

const HOUR_MS = 3_600_000;
const HOSTILE = `"><script>alert('x')</script>`;

let at: TestAuthority;
/** On the same database, without the demo. */
let second: TestServer;
let browser: Browser;
let base: string;

beforeAll(async () => {
  at = await startAuthority({ demo: true });
  second = await at.second();
});
afterAll(() => at.stop());
beforeEach(() => {
  browser = openBrowser(at.server);
  base = browser.base;
});
afterEach(() => {
  at.skipMs = 0;
  at.setPrincipal(ENGINEER);
});

const withSecret = (extra: Form = {}): Form => ({
  username: ENGINEER.clientId,
  password: at.secret,
  ...extra,
});

/** Signs the browser in and gives what the portal gets. */
async function signIn(asked = portalSignIn(base), who = withSecret()) {
  const answer = await browser.submit({ ...asked.parameters, ...who });
  expect(answer.status).toBe(302);
  return { ...asked, code: codeOf(answer) };
}

function codeOf(answer: Answer): string {
  return locationOf(answer).searchParams.get('code') ?? '';
}

function redeem({ code, verifier, parameters }: SignIn & { readonly code: string }, extra: Form = {}) {
  return browser.token({
    grant_type: 'authorization_code',
    client_id: parameters['client_id'] ?? '',
    code,
    redirect_uri: parameters['redirect_uri'] ?? '',
    code_verifier: verifier,
    ...extra,
  });
}

function renew(token: unknown, extra: Form = {}) {
  const { client_id = '' } = portalSignIn(base).parameters;
  return browser.token({ grant_type: 'refresh_token', client_id, refresh_token: String(token), ...extra });
}

async function tokens(answer: Promise<Answer>): Promise<JsonObject> {
  const { status, text, json } = await answer;
  expect([status, text]).toEqual([200, expect.any(String)]);
  return json() as JsonObject;
}

async function callerOf(token: unknown): Promise<JsonObject> {
  const headers = { host: new URL(base).host, authorization: `Bearer ${String(token)}` };
  return (await call(at.server, '/subscriptions?api-version=2022-12-01', { headers })).json() as JsonObject;
}

function errorOf(answer: Answer): JsonObject {
  return { status: answer.status, ...(answer.json() as JsonObject) };
}

/** What a client is told by way of the browser. */
function toldOf(answer: Answer): Form {
  expect(answer.status).toBe(302);
  return Object.fromEntries(locationOf(answer).searchParams);
}

describe('signing in', () => {
  test('with a client id and its secret: page, code, tokens, the API, a second time unseen, out', async () => {
    const asked = portalSignIn(base);
    const page = await browser.open(asked.parameters);
    expect(page.status).toBe(200);
    expect(page.headers['set-cookie']).toBeUndefined();

    const answer = await browser.submit({ ...asked.parameters, ...withSecret() });
    expect(answer.status).toBe(302);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { origin, pathname, searchParams } = locationOf(answer);
    expect([origin, pathname, [...searchParams.keys()].toSorted()]).toEqual([
      base,
      '/signed-in',
      ['code', 'state'],
    ]);
    expect(searchParams.get('state')).toBe('the state');
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-sluice-session=[\w-]{43}; Path=\/; Max-Age=43200; Secure; HttpOnly; SameSite=Lax$/,
    );

    const got = await tokens(redeem({ ...asked, code: codeOf(answer) }));
    expect(got).toEqual({
      token_type: 'Bearer',
      expires_in: 3600,
      ext_expires_in: 3600,
      scope: `${base}/.default offline_access`,
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      access_token: expect.any(String),
    });
    expect(decodeJwt(String(got['access_token']))).toMatchObject({
      aud: base,
      iss: `${base}/${TENANT}/v2.0`,
      oid: ENGINEER.id,
      idtyp: 'app',
    });
    expect(await callerOf(got['access_token'])).toMatchObject({ caller: ENGINEER.id });

    const again = portalSignIn(base, { scope: `${base}/.default` });
    const unseen = await browser.open(again.parameters);
    expect(unseen.headers['set-cookie']).toBeUndefined();
    const plain = await tokens(redeem({ ...again, code: codeOf(unseen) }));
    expect(plain).toMatchObject({ scope: `${base}/.default` });
    expect(plain).not.toHaveProperty('refresh_token');

    const out = await browser.get(`/${TENANT}/oauth2/v2.0/logout?post_logout_redirect_uri=${base}/`);
    expect([out.status, out.headers['location']]).toEqual([302, `${base}/`]);
    expect(browser.cookie).toBeUndefined();
    expect(errorOf(await renew(got['refresh_token']))).toMatchObject({
      status: 400,
      error: 'invalid_grant',
      error_codes: [70000],
    });
    expect((await browser.open(portalSignIn(base).parameters)).status).toBe(200);
  });

  test.each(['common', 'organizations', TENANT.toUpperCase(), 'Common'])('at the tenant %s', async tenant => {
    await signIn();
    expect(codeOf(await browser.open(portalSignIn(base).parameters, tenant))).toMatch(/^[\w-]{43}$/);
  });

  test('in another letter case, with spaces around what was pasted, and without a state', async () => {
    const { client_id: id = '', state: _, ...rest } = portalSignIn(base).parameters;
    const asked = { verifier: 'x', parameters: { ...rest, client_id: id.toUpperCase() } };
    const answer = await browser.submit({
      ...asked.parameters,
      username: ` ${ENGINEER.clientId.toLowerCase()}\t`,
      password: `${at.secret} `,
    });
    expect([...locationOf(answer).searchParams.keys()]).toEqual(['code']);
  });

  test('for another name of the server, which the form may lead to', async () => {
    const other = `https://127.0.0.1:${at.server.port}`;
    const asked = portalSignIn(base, { redirect_uri: `${other}/signed-in` });
    const page = await browser.open(asked.parameters);
    expect(page.headers['content-security-policy']).toContain(`form-action 'self' ${other};`);
    const answer = await browser.submit({ ...asked.parameters, ...withSecret() });
    expect(locationOf(answer).origin).toBe(other);
    await tokens(redeem({ ...asked, code: codeOf(answer) }));
  });

  test('on one server is good on every other', async () => {
    const asked = await signIn();
    const there = openBrowser(second, new URL(base).host);
    there.cookie = browser.cookie;
    expect(codeOf(await there.open(portalSignIn(base).parameters))).toMatch(/^[\w-]{43}$/);
    browser = there;
    const { refresh_token: first } = await tokens(redeem(asked));
    browser = openBrowser(at.server);
    const { refresh_token: next } = await tokens(renew(first));
    browser = there;
    await browser.get(`/${TENANT}/oauth2/v2.0/logout`);
    browser = openBrowser(at.server);
    expect((await renew(next)).status).toBe(400);
  });

  test('as somebody else ends what the browser was before', async () => {
    const { refresh_token: before } = await tokens(redeem(await signIn()));
    const cookie = browser.cookie;
    const { access_token: now } = await tokens(redeem(await signIn(portalSignIn(base), { demo: 'owner' })));
    expect(await callerOf(now)).toMatchObject({ caller: OWNER.id });
    expect(browser.cookie).not.toBe(cookie);
    expect((await renew(before)).status).toBe(400);
    browser.cookie = cookie;
    expect((await browser.open(portalSignIn(base).parameters)).status).toBe(200);
  });

  test('keeps nothing that anybody could sign in with, and logs nothing of it', async () => {
    const asked = await signIn();
    const got = await tokens(redeem(asked));
    const session = browser.cookie?.split('=')[1] ?? '';
    expect(await at.storage.grants.find('session', session)).toBeUndefined();
    expect(await at.storage.grants.find('session', hashGrantSecret(session))).toMatchObject({
      principalId: ENGINEER.id,
    });
    const stored = await at.storage.grants.find('code', hashGrantSecret(asked.code));
    expect(JSON.stringify(stored)).not.toContain(asked.code);
    expect(JSON.stringify(stored)).not.toContain(asked.verifier);
    const log = at.log.join('');
    expect(log).toContain(`"path":"${AUTHORIZE}"`);
    for (const secret of [session, asked.code, asked.verifier, at.secret, String(got['refresh_token'])])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/eyJ/);
  });
});

describe('a request to sign in that nobody may be told of', () => {
  test.each<[string, Form, string]>([
    ['an unknown client', { client_id: '99999999-0000-4000-8000-000000000000' }, 'AADSTS700016'],
    ['a principal’s own client id', { client_id: ENGINEER.clientId }, 'AADSTS700016'],
    ['no client', { client_id: '' }, 'AADSTS900144'],
    ['no redirect URI', { redirect_uri: '' }, 'AADSTS50011'],
    ['another site', { redirect_uri: 'https://evil.example/signed-in' }, 'AADSTS50011'],
    ['another port', { redirect_uri: 'https://localhost:1/signed-in' }, 'AADSTS50011'],
    ['a hostile one', { redirect_uri: `https://x/${HOSTILE}` }, 'AADSTS50011'],
    ['script', { redirect_uri: 'javascript:alert(1)' }, 'AADSTS50011'],
    ['a long state', { state: 'x'.repeat(2049) }, 'AADSTS90015'],
  ])('%s', async (_, extra, code) => {
    const { parameters } = portalSignIn(base, extra);
    for (const answer of [
      await browser.open(parameters),
      await browser.submit({ ...parameters, ...withSecret() }),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.headers['location']).toBeUndefined();
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.text).toContain(`${code}: `);
      expect(answer.text).not.toContain('<script');
    }
  });

  test.each([
    ['path', '/signed-in/'],
    ['letter case', '/Signed-in'],
    ['query', '/signed-in?x=1'],
    ['fragment', '/signed-in#x'],
    ['path traversal', '/x/../signed-in'],
  ])('a redirect URI of another %s', async (_, path) => {
    const answer = await browser.open(portalSignIn(base, { redirect_uri: `${base}${path}` }).parameters);
    expect([answer.status, answer.headers['location']]).toEqual([400, undefined]);
  });

  test('another tenant', async () => {
    const answer = await browser.open(portalSignIn(base).parameters, '00000000-0000-4000-8000-000000000000');
    expect([answer.status, answer.headers['location']]).toEqual([400, undefined]);
    expect(answer.text).toContain('AADSTS90002: ');
  });
});

describe('a client is told that its request is refused', () => {
  test.each<[string, Form, string, number]>([
    ['no response type', { response_type: '' }, 'invalid_request', 900144],
    ['a token at once', { response_type: 'token' }, 'unsupported_response_type', 70005],
    ['an id token too', { response_type: 'code id_token' }, 'unsupported_response_type', 70005],
    ['another response mode', { response_mode: 'fragment' }, 'invalid_request', 70007],
    ['no challenge', { code_challenge: '' }, 'invalid_request', 50147],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request', 501491],
    ['no method, which means plain', { code_challenge_method: '' }, 'invalid_request', 501491],
    ['a short challenge', { code_challenge: 'abc' }, 'invalid_request', 501491],
    ['a challenge in base64', { code_challenge: `${'a'.repeat(42)}+` }, 'invalid_request', 501491],
    ['an unknown prompt', { prompt: 'consent' }, 'invalid_request', 90023],
    ['no scope', { scope: 'openid offline_access' }, 'invalid_scope', 70011],
    ['an empty scope', { scope: '' }, 'invalid_request', 900144],
    ['another resource', { scope: 'https://graph.microsoft.com/.default' }, 'invalid_resource', 500011],
    ['prompt none, and nobody is there', { prompt: 'none' }, 'login_required', 50058],
  ])('%s', async (_, extra, error, code) => {
    const { parameters } = portalSignIn(base, extra);
    expect(toldOf(await browser.open(parameters))).toEqual({
      error,
      error_description: expect.stringMatching(new RegExp(`^AADSTS${code}: .*Correlation ID: `)),
      state: 'the state',
    });
  });

  test('by the form too, which signs nobody in then', async () => {
    const { parameters } = portalSignIn(base, { code_challenge_method: 'plain' });
    const answer = await browser.submit({ ...parameters, ...withSecret() });
    expect(toldOf(answer)).toMatchObject({ error: 'invalid_request' });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('a state comes back as it was', async () => {
    const state = `${HOSTILE} & ü=%20`;
    expect(
      toldOf(await browser.open(portalSignIn(base, { state, prompt: 'none' }).parameters)),
    ).toMatchObject({
      state,
    });
  });
});

describe('a session', () => {
  test.each([
    ['none', 302],
    ['', 302],
    ['login', 200],
    ['select_account', 200],
  ])('with prompt "%s"', async (prompt, status) => {
    await signIn();
    const answer = await browser.open(portalSignIn(base, { prompt }).parameters);
    expect([answer.status, codeOf(answer) === '']).toEqual([status, status === 200]);
  });

  test('lasts twelve hours', async () => {
    await signIn();
    at.skipMs = 12 * HOUR_MS - 60_000;
    expect((await browser.open(portalSignIn(base).parameters)).status).toBe(302);
    at.skipMs = 12 * HOUR_MS;
    expect((await browser.open(portalSignIn(base).parameters)).status).toBe(200);
    expect(toldOf(await browser.open(portalSignIn(base, { prompt: 'none' }).parameters))).toMatchObject({
      error: 'login_required',
    });
  });

  test.each([
    ['disabled', { ...ENGINEER, enabled: false }],
    ['gone', null],
  ])('of somebody who is %s is none', async (_, principal) => {
    await signIn();
    at.setPrincipal(principal);
    expect((await browser.open(portalSignIn(base).parameters)).status).toBe(200);
    at.setPrincipal(ENGINEER);
    expect((await browser.open(portalSignIn(base).parameters)).status).toBe(302);
  });

  test('is nobody’s for a made up cookie', async () => {
    for (const value of ['', 'x', 'a'.repeat(4_000), "' or 1=1"]) {
      browser.cookie = `__Host-sluice-session=${value}`;
      expect((await browser.open(portalSignIn(base).parameters)).status).toBe(200);
    }
  });

  test('gives no code for a HEAD', async () => {
    await signIn();
    const path = `${AUTHORIZE}?${new URLSearchParams(portalSignIn(base).parameters)}`;
    const answer = await browser.get(path, { method: 'HEAD' });
    expect([answer.status, answer.text, answer.headers['location']]).toEqual([200, '', undefined]);
  });
});

describe('the sign-in page', () => {
  test('says who asks and where, works without script, and lets nothing in', async () => {
    const { text, headers } = await browser.open(portalSignIn(base).parameters);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '';
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; ` +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(text).not.toMatch(/<script| style=| on\w+=/i);
    for (const part of [
      '<html lang="en">',
      '<strong>Sluice portal</strong>',
      `<strong>${new URL(base).host}</strong>`,
      '<label for="username">User name or client id</label>',
      '<label for="password">Password or secret</label>',
      `action="${AUTHORIZE}"`,
    ])
      expect(text).toContain(part);
  });

  test('shows what was sent as text', async () => {
    const { parameters } = portalSignIn(base, { state: HOSTILE });
    const opened = await browser.open({ ...parameters, [HOSTILE]: HOSTILE, username: HOSTILE });
    const failed = await browser.submit({ ...parameters, username: HOSTILE, password: 'x' });
    for (const { text } of [opened, failed]) {
      expect(text).not.toContain('<script');
      expect(text).toContain(
        'name="state" value="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"',
      );
    }
    expect(failed.text).toContain('type="text" value="&quot;&gt;&lt;script&gt;');
    expect(opened.text).not.toContain('type="text" value="&quot;');
  });

  test('brings back with its form all that the client asked', async () => {
    const asked = portalSignIn(base, { prompt: 'login' });
    const { text } = await browser.open({ ...asked.parameters, 'x-client-sku': 'js' });
    const hidden = [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, value]));
    expect(fields).toEqual(asked.parameters);
    await tokens(redeem({ ...asked, code: codeOf(await browser.submit({ ...fields, ...withSecret() })) }));
  });

  test('focuses the first field where there are no buttons', async () => {
    const focused = (answer: Answer) => /<input id="(\w+)"[^>]* autofocus>/.exec(answer.text)?.[1];
    const there = openBrowser(second, new URL(base).host);
    expect(focused(await there.open(portalSignIn(base).parameters))).toBe('username');
    expect(focused(await browser.open(portalSignIn(base).parameters))).toBeUndefined();
  });

  const problemOf = ({ text }: Answer) =>
    /<p class="problem" id="problem" role="alert">(.*)<\/p>/.exec(text)?.[1];
  const focusOf = ({ text }: Answer) =>
    /<input id="(\w+)"[^>]* aria-invalid="true" aria-describedby="problem" autofocus>/.exec(text)?.[1];

  test.each<[string, Form, number, string, string]>([
    [
      'a wrong secret',
      { password: 'wrong-one' },
      401,
      'The user name or the password is not right',
      'password',
    ],
    [
      'an unknown client id',
      { username: '99999999-0000-4000-8000-000000000000' },
      401,
      'The user name or the password is not right',
      'password',
    ],
    [
      'what is no client id',
      { username: 'a\u0000b' },
      401,
      'The user name or the password is not right',
      'password',
    ],
    ['no client id', { username: ' ' }, 400, 'Enter the user name or client id', 'username'],
    ['no secret', { password: '' }, 400, 'Enter the password or secret', 'password'],
  ])('says what is wrong: %s', async (_, fields, status, text, field) => {
    const sent = withSecret(fields);
    const answer = await browser.submit({ ...portalSignIn(base).parameters, ...sent });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([status, undefined]);
    expect(problemOf(answer)).toContain(text);
    expect(focusOf(answer)).toBe(field);
    expect(answer.text).toContain(`type="text" value="${sent['username']}"`);
    expect(answer.text).not.toContain(sent['password'] || 'nothing');
  });

  test('says the same, whether a client id is known or not', async () => {
    const { parameters } = portalSignIn(base);
    const [known, unknown] = [ENGINEER.clientId, '99999999-0000-4000-8000-000000000001'];
    const answers = [known, unknown].map(username =>
      browser.submit({ ...parameters, username, password: 'wrong' }),
    );
    const [one, other] = await Promise.all(answers);
    expect(one?.text.replaceAll(known, '')).toBe(other?.text.replaceAll(unknown, ''));
    expect(one?.status).toBe(other?.status);
  });

  test('tells who is disabled only those who know the secret', async () => {
    at.setPrincipal({ ...ENGINEER, enabled: false });
    const { parameters } = portalSignIn(base);
    const answer = await browser.submit({ ...parameters, ...withSecret() });
    expect([answer.status, problemOf(answer)]).toEqual([403, expect.stringContaining('disabled')]);
    expect(answer.headers['set-cookie']).toBeUndefined();
    const guess = await browser.submit({ ...parameters, ...withSecret({ password: 'x' }) });
    expect(problemOf(guess)).not.toContain('disabled');
  });

  test('logs a failure, but not what may be the secret in the wrong field', async () => {
    const { parameters } = portalSignIn(base);
    await browser.submit({ ...parameters, username: 'Swordfish-in-the-wrong-field', password: 'Hunter2' });
    const log = at.log.join('');
    expect(log).toContain('"msg":"a sign-in was refused"');
    expect(log).not.toMatch(/Swordfish|Hunter2/);
  });

  test('slows guessing down, together with the token endpoint', async () => {
    const { parameters } = portalSignIn(base);
    const username = '99999999-0000-4000-8000-000000000002';
    for (let attempt = 0; attempt < 3; attempt++)
      await browser.submit({ ...parameters, username, password: 'x' });
    const guess = {
      grant_type: 'client_credentials',
      client_id: username,
      client_secret: 'x',
      scope: `${base}/.default`,
    };
    for (let attempt = 0; attempt < 2; attempt++) await browser.token(guess);
    const answer = await browser.submit({ ...parameters, username, password: 'x' });
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '1']);
    expect(problemOf(answer)).toBe('Too many failed attempts. Try again in 1 second.');
    expect((await browser.token(guess)).status).toBe(429);
    expect((await browser.submit({ ...parameters, ...withSecret() })).status).toBe(302);
  });
});

describe('the buttons of the demo', () => {
  test('are there for each of its principals that is enabled, by name', async () => {
    const buttons = async () =>
      [...(await browser.open(portalSignIn(base).parameters)).text.matchAll(/<button.*>(.*)<\/button>/g)].map(
        ([, label]) => label,
      );
    const owner = 'Sign in as Owner &lt;&amp;&gt; &quot;all&quot;';
    expect(await buttons()).toEqual([owner, 'Sign in as ML engineer', 'Sign in']);
    at.setPrincipal({ ...ENGINEER, enabled: false });
    expect(await buttons()).toEqual([owner, 'Sign in']);
  });

  test('sign in without a secret', async () => {
    const { access_token: token } = await tokens(redeem(await signIn(portalSignIn(base), { demo: 'owner' })));
    expect(await callerOf(token)).toMatchObject({ caller: OWNER.id });
  });

  test.each(['', 'nobody', 'gone', ENGINEER.id])('sign in nobody as "%s"', async demo => {
    const answer = await browser.submit({ ...portalSignIn(base).parameters, demo });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
  });

  test('do not sign in who is disabled', async () => {
    at.setPrincipal({ ...ENGINEER, enabled: false });
    const answer = await browser.submit({ ...portalSignIn(base).parameters, demo: 'engineer' });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
  });

  test('are not there, and refused, without a demo', async () => {
    const there = openBrowser(second, new URL(base).host);
    const { text } = await there.open(portalSignIn(base).parameters);
    expect(text).not.toMatch(/Sign in as|name="demo"/);
    expect(text).toContain('>Sign in</button>');
    const answer = await there.submit({ ...portalSignIn(base).parameters, demo: 'owner', ...withSecret() });
    expect([answer.status, answer.headers['set-cookie'], answer.headers['location']]).toEqual([
      403,
      undefined,
      undefined,
    ]);
  });
});

test('a form that says a thing twice signs nobody in', async () => {
  const fields = new URLSearchParams({ ...portalSignIn(base).parameters, ...withSecret() }).toString();
  const answer = await browser.get(AUTHORIZE, {
    method: 'POST',
    body: `${fields}&state=another`,
    headers: {
      origin: base,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
  } as never);
  expect([answer.status, answer.headers['set-cookie']]).toEqual([400, undefined]);
  expect(answer.text).toContain(
    'AADSTS90023: The parameter &#39;state&#39; is in the request more than once.',
  );
});

describe('a form that comes from elsewhere signs nobody in', () => {
  test.each<[string, (base: string) => Form]>([
    ['another site', () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })],
    ['another site, of an old browser', () => ({ origin: 'https://evil.example' })],
    [
      'another port of this machine',
      () => ({ origin: 'https://localhost:1', 'sec-fetch-site': 'same-site' }),
    ],
    ['nowhere', () => ({ origin: 'null' })],
    ['another site that would hide it', own => ({ origin: own, 'sec-fetch-site': 'cross-site' })],
    ['the address bar', own => ({ origin: own, 'sec-fetch-site': 'none' })],
    ['what is no browser', () => ({})],
    ['another name of this server', own => ({ origin: own.replace('localhost', '127.0.0.1') })],
  ])('%s', async (_, headers) => {
    for (const fields of [withSecret(), { demo: 'owner' }]) {
      const answer = await browser.submit({ ...portalSignIn(base).parameters, ...fields }, headers(base));
      expect([answer.status, answer.headers['set-cookie'], answer.headers['location']]).toEqual([
        403,
        undefined,
        undefined,
      ]);
    }
  });

  test.each<[string, (base: string) => Form]>([
    ['an old browser', own => ({ origin: own })],
    ['one that leaves the origin out', () => ({ 'sec-fetch-site': 'same-origin' })],
  ])('but its own does: %s', async (_, headers) => {
    const answer = await browser.submit({ ...portalSignIn(base).parameters, demo: 'owner' }, headers(base));
    expect(answer.status).toBe(302);
  });
});

describe('a code', () => {
  test.each<[string, Form, number, string, number]>([
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 400, 'invalid_grant', 501481],
    ['no verifier', { code_verifier: '' }, 400, 'invalid_request', 900144],
    ['no code', { code: '' }, 400, 'invalid_request', 900144],
    ['another code', { code: 'x'.repeat(43) }, 400, 'invalid_grant', 70000],
    ['no redirect URI', { redirect_uri: '' }, 400, 'invalid_request', 900144],
    ['another redirect URI', { redirect_uri: 'https://127.0.0.1/signed-in' }, 400, 'invalid_grant', 70000],
    ['no client', { client_id: '' }, 400, 'invalid_request', 900144],
    ['another client', { client_id: ENGINEER.clientId }, 400, 'unauthorized_client', 700016],
    ['a secret', { client_secret: 'x' }, 401, 'invalid_client', 700025],
    ['another scope', { scope: 'https://ml.azure.com/.default' }, 400, 'invalid_scope', 70011],
    ['what is no scope', { scope: 'user.read' }, 400, 'invalid_scope', 70011],
  ])('is worth nothing with %s', async (_, extra, status, error, code) => {
    expect(errorOf(await redeem(await signIn(), extra))).toMatchObject({
      status,
      error,
      error_codes: [code],
    });
  });

  test('is good with the scope that was signed in for, for two minutes', async () => {
    at.skipMs = 0;
    const asked = await signIn();
    at.skipMs = 119_000;
    await tokens(redeem(asked, { scope: `${base}/.default openid` }));
    const late = await signIn();
    at.skipMs += 120_000;
    expect(errorOf(await redeem(late))).toMatchObject({ error: 'invalid_grant', error_codes: [70008] });
  });

  test('used twice ends what came of it', async () => {
    const asked = await signIn();
    const { refresh_token: token } = await tokens(redeem(asked));
    expect(errorOf(await redeem(asked))).toMatchObject({ error: 'invalid_grant', error_codes: [70008] });
    expect(errorOf(await renew(token))).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
    expect((await redeem(asked)).status).toBe(400);
    expect(at.log.join('')).toContain('an authorization code was used a second time');
    // The session is its own: who is signed in goes on.
    expect((await browser.open(portalSignIn(base).parameters)).status).toBe(302);
  });

  test('is exchanged by one of many at once', async () => {
    const asked = await signIn();
    const answers = await Promise.all(Array.from({ length: 5 }, () => redeem(asked)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    for (const answer of answers) {
      if (answer.status === 200)
        expect((await renew((answer.json() as JsonObject)['refresh_token'])).status).toBe(400);
    }
  });

  test('is tried once: a wrong verifier uses it up', async () => {
    const asked = await signIn();
    await redeem(asked, { code_verifier: 'x'.repeat(43) });
    expect(errorOf(await redeem(asked))).toMatchObject({ error_codes: [70008] });
  });

  test.each([
    ['disabled', { ...ENGINEER, enabled: false }],
    ['gone', null],
  ])('of somebody who is %s is worth nothing', async (_, principal) => {
    const asked = await signIn();
    at.setPrincipal(principal);
    expect(errorOf(await redeem(asked))).toMatchObject({ error: 'invalid_grant', error_codes: [50057] });
  });

  test('is not given out, and not taken, by version 1', async () => {
    const { verifier, parameters, code } = await signIn();
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: parameters['client_id'] ?? '',
      code,
      redirect_uri: parameters['redirect_uri'] ?? '',
      code_verifier: verifier,
    });
    const answer = await call(at.server, `/${TENANT}/oauth2/token`, {
      method: 'POST',
      body: body.toString(),
      headers: { host: new URL(base).host, 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(errorOf(answer)).toMatchObject({ error: 'unsupported_grant_type' });
  });

  test('in another tenant is not looked at', async () => {
    const asked = await signIn();
    const answer = await call(at.server, '/nobody/oauth2/v2.0/token', {
      method: 'POST',
      body: 'grant_type=authorization_code',
      headers: { host: new URL(base).host },
    });
    expect(errorOf(answer)).toMatchObject({ error_codes: [90002] });
    await tokens(redeem(asked));
  });
});

describe('a refresh token', () => {
  test('is exchanged for the next one', async () => {
    const { refresh_token: first } = await tokens(redeem(await signIn()));
    const { refresh_token: next, ...rest } = await tokens(renew(first));
    expect(next).not.toBe(first);
    expect(rest).toMatchObject({ scope: `${base}/.default offline_access`, expires_in: 3600 });
    expect(await callerOf(rest['access_token'])).toMatchObject({ caller: ENGINEER.id });
    await tokens(renew(next, { scope: `${base}/.default` }));
  });

  test('used twice ends all that came from the same sign-in, and nothing else', async () => {
    const { refresh_token: first } = await tokens(redeem(await signIn()));
    const other = portalSignIn(base);
    const { refresh_token: apart } = await tokens(
      redeem({ ...other, code: codeOf(await browser.open(other.parameters)) }),
    );
    const { refresh_token: next } = await tokens(renew(first));
    expect(errorOf(await renew(first))).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
    expect(errorOf(await renew(next))).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
    expect(at.log.join('')).toContain('a refresh token was used a second time');
    await tokens(renew(apart));
  });

  test('ends a day after the sign-in, however often it was renewed', async () => {
    const { refresh_token: first } = await tokens(redeem(await signIn()));
    at.skipMs = 23 * HOUR_MS;
    const { refresh_token: next } = await tokens(renew(first));
    at.skipMs = 24 * HOUR_MS;
    expect(errorOf(await renew(next))).toMatchObject({ error: 'invalid_grant', error_codes: [70008] });
  });

  test.each<[string, Form, number, string, number]>([
    ['no token', { refresh_token: '' }, 400, 'invalid_request', 900144],
    ['another token', { refresh_token: 'x' }, 400, 'invalid_grant', 70000],
    ['no client', { client_id: '' }, 400, 'invalid_request', 900144],
    ['another client', { client_id: ENGINEER.clientId }, 400, 'unauthorized_client', 700016],
    ['another scope', { scope: 'https://ml.azure.com/.default' }, 400, 'invalid_scope', 70011],
  ])('is worth nothing with %s', async (_, extra, status, error, code) => {
    const { refresh_token: token } = await tokens(redeem(await signIn()));
    expect(errorOf(await renew(token, extra))).toMatchObject({ status, error, error_codes: [code] });
  });

  test('is no code, and a code is none', async () => {
    const asked = await signIn();
    expect((await renew(asked.code)).status).toBe(400);
    const { refresh_token: token } = await tokens(redeem(asked));
    expect((await redeem({ ...asked, code: String(token) })).status).toBe(400);
    await tokens(renew(token));
  });

  test('of somebody who is disabled is worth nothing', async () => {
    const { refresh_token: token } = await tokens(redeem(await signIn()));
    at.setPrincipal({ ...ENGINEER, enabled: false });
    expect(errorOf(await renew(token))).toMatchObject({ error: 'invalid_grant', error_codes: [50057] });
  });
});

describe('signing out', () => {
  const logout = (query: Form = {}, tenant = TENANT) =>
    browser.get(`/${tenant}/oauth2/v2.0/logout?${new URLSearchParams(query)}`);

  test.each<[string, (base: string) => string]>([
    ['another path', own => `${own}/a/b?c=d`],
    ['another name of this server', own => own.replace('localhost', '127.0.0.1')],
  ])('leads to %s', async (_, target) => {
    await signIn();
    const answer = await logout({ post_logout_redirect_uri: target(base), state: 's' });
    const url = new URL(target(base));
    url.searchParams.set('state', 's');
    expect([answer.status, answer.headers['location']]).toEqual([302, url.href]);
    expect(browser.cookie).toBeUndefined();
  });

  test.each([
    ['no address', ''],
    ['another site', 'https://evil.example/'],
    ['a name that looks like ours', 'https://localhost.evil.example/'],
    ['a user that looks like ours', 'https://localhost:443@evil.example/'],
    ['another port', 'https://localhost:1/'],
    ['another protocol', 'http://localhost/'],
    ['script', 'javascript:alert(1)'],
    ['what is no address', '//evil.example'],
    ['a path', '/'],
  ])('leads to a page for %s', async (_, target) => {
    await signIn();
    const answer = await logout({ post_logout_redirect_uri: target });
    expect([answer.status, answer.headers['location']]).toEqual([200, undefined]);
    expect(answer.text).toContain('You are signed out');
    expect(answer.text).not.toContain('evil');
    expect(answer.headers['set-cookie']).toBe(
      '__Host-sluice-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax',
    );
  });

  test('ends the session for whoever has kept its cookie, and codes that wait', async () => {
    const asked = await signIn();
    const { cookie } = browser;
    await logout();
    browser.cookie = cookie;
    expect((await browser.open(portalSignIn(base).parameters)).status).toBe(200);
    expect(errorOf(await redeem(asked))).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
  });

  test('ends the refresh tokens of a session that has expired', async () => {
    const { refresh_token: token } = await tokens(redeem(await signIn()));
    at.skipMs = 13 * HOUR_MS;
    await logout();
    expect((await renew(token)).status).toBe(400);
  });

  test('of nobody is no failure, and a HEAD ends nothing', async () => {
    expect((await logout()).status).toBe(200);
    await signIn();
    const { cookie } = browser;
    await browser.get(`/${TENANT}/oauth2/v2.0/logout`, { method: 'HEAD' });
    expect(browser.cookie).toBe(cookie);
    expect((await browser.open(portalSignIn(base).parameters)).status).toBe(302);
  });

  test('at another tenant ends nothing', async () => {
    await signIn();
    expect((await logout({}, 'nobody')).status).toBe(400);
    expect((await browser.open(portalSignIn(base).parameters)).status).toBe(302);
  });
});
