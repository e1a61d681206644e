// What az and the SDKs' credentials do for people: codes on a port of their own, device codes, one refresh token for every audience.
import { createHash, randomBytes } from 'node:crypto';
import type { JsonObject } from '@sluice/arm/protocol';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, call } from '../http/testing/call.ts';
import { challengeOf } from './pkce.ts';
import { AZURE_CLI_CLIENT_ID, PORTAL_CLIENT_ID } from './public-clients.ts';
import { type Browser, type Form, locationOf, openBrowser } from './testing/browser.ts';
import { ENGINEER, OWNER, startAuthority, TENANT, type TestAuthority } from './testing/start-authority.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const REDIRECT = 'http://localhost:8400';

let at: TestAuthority;
let browser: Browser;
let base: string;
beforeAll(async () => {
  at = await startAuthority({ demo: true });
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

const SCOPE = () => `${base}//.default openid profile offline_access`;
const claims = (token: unknown) => decodeJwt(String(token));

async function tokens(answer: Promise<Answer>): Promise<JsonObject> {
  const { status, text, json } = await answer;
  expect([status, text]).toEqual([200, expect.any(String)]);
  return json() as JsonObject;
}

async function refused(answer: Promise<Answer>): Promise<unknown> {
  const { status, json } = await answer;
  const { error, error_codes: codes } = json() as JsonObject;
  return [status, error, codes];
}

describe('a code on a port of the program’s own', () => {
  const verifier = randomBytes(32).toString('base64url');
  const asked = (more: Form = {}): Form => ({
    client_id: AZURE_CLI_CLIENT_ID,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: SCOPE(),
    state: 'a"b',
    nonce: 'the nonce',
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
    prompt: 'select_account',
    client_info: '1',
    ...more,
  });

  const fields = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );

  test('is sent there by a form, and brings tokens that say who signed in', async () => {
    const page = await browser.open(asked({ response_mode: 'form_post' }));
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('<strong>Azure CLI</strong>')]);
    const answer = await browser.submit({ ...asked({ response_mode: 'form_post' }), demo: 'owner' });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`<form method="post" action="${REDIRECT}">`);
    const script = /<script>([\s\S]*?)<\/script>/.exec(answer.text)?.[1] ?? '';
    const policy = answer.headers['content-security-policy'] ?? '';
    expect(policy).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(policy).toContain(`form-action ${REDIRECT}`);
    const { code = '', state } = fields(answer.text);
    expect(state).toBe('a&quot;b');

    const got = await tokens(
      browser.token({
        grant_type: 'authorization_code',
        client_id: AZURE_CLI_CLIENT_ID,
        client_info: '1',
        code,
        redirect_uri: REDIRECT,
        code_verifier: verifier,
        scope: SCOPE(),
      }),
    );
    expect(got['scope']).toBe(`${base}//.default openid profile offline_access`);
    expect(claims(got['id_token'])).toMatchObject({
      aud: AZURE_CLI_CLIENT_ID,
      iss: `${base}/${TENANT}/v2.0`,
      oid: OWNER.id,
      sub: OWNER.id,
      tid: TENANT,
      name: OWNER.displayName,
      preferred_username: OWNER.clientId,
      nonce: 'the nonce',
      ver: '2.0',
    });
    const info = JSON.parse(Buffer.from(String(got['client_info']), 'base64url').toString()) as JsonObject;
    expect(info).toEqual({ uid: OWNER.id, utid: TENANT });
    const headers = { host: new URL(base).host, authorization: `Bearer ${String(got['access_token'])}` };
    const called = await call(at.server, '/subscriptions?api-version=2022-12-01', { headers });
    expect(called.json()).toMatchObject({ caller: OWNER.id });
  });

  test('an ID token lets nobody in', async () => {
    const answer = await browser.submit({ ...asked(), demo: 'owner' });
    const code = locationOf(answer).searchParams.get('code') ?? '';
    const { id_token: idToken } = await tokens(
      browser.token({
        grant_type: 'authorization_code',
        client_id: AZURE_CLI_CLIENT_ID,
        code,
        redirect_uri: REDIRECT,
        code_verifier: verifier,
      }),
    );
    const headers = { host: new URL(base).host, authorization: `Bearer ${String(idToken)}` };
    expect((await call(at.server, '/subscriptions?api-version=2022-12-01', { headers })).status).toBe(401);
  });

  test('a refusal is told by a form too', async () => {
    const answer = await browser.open(asked({ response_mode: 'form_post', prompt: 'none' }));
    expect(fields(answer.text)).toMatchObject({ error: 'login_required', state: 'a&quot;b' });
  });

  test.each(['http://localhost', 'http://localhost/', 'http://127.0.0.1:1', 'http://[::1]:65535/'])(
    '%s is a place of the program',
    async uri => {
      expect((await browser.open(asked({ redirect_uri: uri }))).status).toBe(200);
    },
  );

  test.each([
    'http://localhost.example.com',
    'http://localhost:99999',
    'https://localhost',
    'http://localhost@example.com',
    'http://localhost:8400/path',
    'http://10.0.0.1:8400',
    'urn:ietf:wg:oauth:2.0:oob',
  ])('%s is none', async uri => {
    const answer = await browser.open(asked({ redirect_uri: uri }));
    expect([answer.status, answer.headers['location']]).toEqual([400, undefined]);
  });
});

type Device = { readonly user_code: string; readonly device_code: string };

async function begin(more: Form = {}): Promise<Device & JsonObject> {
  const body = new URLSearchParams({ client_id: AZURE_CLI_CLIENT_ID, scope: SCOPE(), ...more }).toString();
  const headers = {
    host: new URL(base).host,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const answer = await call(at.server, `/${TENANT}/oauth2/v2.0/devicecode`, {
    method: 'POST',
    body,
    headers,
  });
  return { status: answer.status, ...(answer.json() as JsonObject) } as unknown as Device & JsonObject;
}

function poll({ device_code: code }: Device, more: Form = {}): Promise<Answer> {
  return browser.token({
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: AZURE_CLI_CLIENT_ID,
    device_code: code,
    client_info: '1',
    ...more,
  });
}

const OWN = () => ({ origin: base, 'sec-fetch-site': 'same-origin' });

/** Sends a form of the page where user codes are typed. */
function typed(fields: Form, headers: Form = OWN()): Promise<Answer> {
  const body = new URLSearchParams(fields).toString();
  return browser.get('/devicelogin', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  } as never);
}

async function signInFor(device: Device, who: Form = { demo: 'owner' }, answer = 'yes'): Promise<Answer> {
  await typed({ user_code: device.user_code, ...who });
  return typed({ user_code: device.user_code, answer });
}

describe('a device code', () => {
  test('is given out for a form that says everything once', async () => {
    const ask = async (body: string, type: string) => {
      const headers = { host: new URL(base).host, 'content-type': type };
      const path = `/${TENANT}/oauth2/v2.0/devicecode`;
      const answer = await call(at.server, path, { method: 'POST', body, headers });
      return { status: answer.status, ...(answer.json() as JsonObject) };
    };
    const body = new URLSearchParams({ client_id: AZURE_CLI_CLIENT_ID, scope: SCOPE() }).toString();
    const refused = { status: 400, error: 'invalid_request', error_codes: [90023] };
    expect(await ask(body, 'text/plain')).toMatchObject(refused);
    expect(await ask(`${body}&scope=x`, 'application/x-www-form-urlencoded')).toMatchObject(refused);
  });

  test('is typed into a browser, and the program goes on', async () => {
    const device = await begin();
    expect(device).toEqual({
      status: 200,
      user_code: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/),
      device_code: expect.stringMatching(/^[\w-]{43}$/),
      verification_uri: `${base}/devicelogin`,
      verification_url: `${base}/devicelogin`,
      expires_in: 900,
      interval: 5,
      message: `To sign in, use a web browser to open the page ${base}/devicelogin and enter the code ${device.user_code} to authenticate.`,
    });
    expect(await refused(poll(device))).toEqual([400, 'authorization_pending', [70016]]);

    expect((await browser.get('/devicelogin')).text).toContain('<label for="user_code">Code</label>');
    const who = await typed({ user_code: device.user_code.toLowerCase().replace('-', ' ') });
    expect(who.text).toContain('<strong>Azure CLI</strong>');
    const whether = await typed({ user_code: device.user_code, demo: 'owner' });
    expect(whether.headers['set-cookie']).toContain('__Host-sluice-session=');
    expect(whether.text).toContain(device.user_code);
    expect(await refused(poll(device))).toEqual([400, 'authorization_pending', [70016]]);
    expect((await typed({ user_code: device.user_code, answer: 'yes' })).text).toContain('You are signed in');

    const got = await tokens(poll(device));
    expect(claims(got['access_token'])).toMatchObject({ aud: `${base}/`, oid: OWNER.id });
    expect(claims(got['id_token'])).toMatchObject({ aud: AZURE_CLI_CLIENT_ID, oid: OWNER.id });
    expect(got).toMatchObject({ refresh_token: expect.any(String), client_info: expect.any(String) });
  });

  test('who is signed in already is only asked whether', async () => {
    await signInFor(await begin());
    const second = await begin();
    const { text } = await typed({ user_code: second.user_code });
    expect(text).toContain('Are you signing in to this program?');
    expect((await typed({ user_code: second.user_code, other: '1' })).text).toContain('asks who you are');
  });

  test('somebody says no, and the program is told', async () => {
    const device = await begin();
    expect((await signInFor(device, { demo: 'owner' }, 'no')).text).toContain('Nobody was signed in');
    expect(await refused(poll(device))).toEqual([400, 'authorization_declined', [65004]]);
    expect(await refused(poll(device))).toEqual([400, 'authorization_declined', [65004]]);
  });

  test('used a second time ends what came of it', async () => {
    const device = await begin();
    await signInFor(device);
    const { refresh_token: refresh } = await tokens(poll(device));
    expect(await refused(poll(device))).toEqual([400, 'bad_verification_code', [70018]]);
    const renewed = browser.token({
      grant_type: 'refresh_token',
      client_id: AZURE_CLI_CLIENT_ID,
      refresh_token: String(refresh),
    });
    expect(await refused(renewed)).toEqual([400, 'invalid_grant', [70000]]);
    expect(at.log.join('')).toContain('a device code was used a second time');
  });

  test('expires, and its user code with it', async () => {
    const device = await begin();
    at.skipMs = 15 * MINUTE_MS + 1_000;
    expect(await refused(poll(device))).toEqual([400, 'expired_token', [70020]]);
    const { status, text } = await typed({ user_code: device.user_code });
    expect([status, text]).toEqual([400, expect.stringContaining('not right, or it has expired')]);
  });

  test('is for its own client alone', async () => {
    const device = await begin();
    await signInFor(device);
    const other = poll(device, { client_id: '1950a258-227b-4e31-a9cf-717495945fc2' });
    expect(await refused(other)).toEqual([400, 'bad_verification_code', [70018]]);
    await tokens(poll(device));
  });

  test('signs nobody in who was disabled in the meantime', async () => {
    const device = await begin();
    await signInFor(device, { username: ENGINEER.clientId, password: at.secret });
    at.setPrincipal({ ...ENGINEER, enabled: false });
    expect(await refused(poll(device))).toEqual([400, 'invalid_grant', [50057]]);
  });

  test.each<[string, Form, number]>([
    ['no client', { client_id: '' }, 900144],
    ['an unknown client', { client_id: 'x' }, 700016],
    ['the portal, which has a browser', { client_id: PORTAL_CLIENT_ID }, 700016],
    ['no scope', { scope: '' }, 900144],
    ['another resource', { scope: 'https://graph.microsoft.com/.default' }, 500011],
  ])('is refused for %s', async (_, more, code) => {
    expect(await begin(more)).toMatchObject({ error_codes: [code] });
  });

  test('that was made up is refused', async () => {
    for (const code of ['x', 'a'.repeat(43)])
      expect(await refused(poll({ device_code: code, user_code: '' }))).toEqual([
        400,
        'bad_verification_code',
        [70018],
      ]);
    expect(await refused(poll({ device_code: '', user_code: '' }))).toEqual([
      400,
      'invalid_request',
      [900144],
    ]);
  });
});

describe('the page for user codes', () => {
  test('takes no form of another site', async () => {
    const device = await begin();
    const answer = await typed(
      { user_code: device.user_code, demo: 'owner' },
      { origin: 'https://evil.example' },
    );
    expect(answer.status).toBe(403);
  });

  test('shows what was typed as text', async () => {
    const { text } = await typed({ user_code: `"><script>alert(1)</script>` });
    expect(text).not.toContain('<script');
  });

  test('a code is answered once', async () => {
    const device = await begin();
    await signInFor(device, { demo: 'owner' }, 'no');
    expect((await typed({ user_code: device.user_code, answer: 'yes' })).status).toBe(400);
    expect(await refused(poll(device))).toEqual([400, 'authorization_declined', [65004]]);
  });
});

describe('a refresh token of a program', () => {
  const renew = (token: unknown, more: Form = {}) =>
    browser.token({
      grant_type: 'refresh_token',
      client_id: AZURE_CLI_CLIENT_ID,
      refresh_token: String(token),
      ...more,
    });

  async function signedIn(): Promise<JsonObject> {
    const device = await begin();
    await signInFor(device);
    return tokens(poll(device));
  }

  test('is good for every audience here, and no other', async () => {
    const first = await signedIn();
    const ml = await tokens(
      renew(first['refresh_token'], { scope: 'https://ml.azure.com/.default openid offline_access' }),
    );
    expect(claims(ml['access_token']).aud).toBe('https://ml.azure.com');
    const back = await tokens(renew(ml['refresh_token']));
    expect(claims(back['access_token']).aud).toBe(`${base}/`);
    const graph = renew(back['refresh_token'], { scope: 'https://graph.microsoft.com/.default' });
    expect(await refused(graph)).toEqual([400, 'invalid_resource', [500011]]);
  });

  test('may be used twice beside one another, by programs on one cache, and not later', async () => {
    const { refresh_token: token } = await signedIn();
    const [one, two] = await Promise.all([tokens(renew(token)), tokens(renew(token))]);
    expect(one['refresh_token']).not.toBe(two['refresh_token']);
    at.skipMs = 2 * MINUTE_MS;
    expect(await refused(renew(token))).toEqual([400, 'invalid_grant', [70000]]);
    expect(await refused(renew(one['refresh_token']))).toEqual([400, 'invalid_grant', [70000]]);
  });

  test('goes on for 90 days from its last use', async () => {
    const { refresh_token: first } = await signedIn();
    at.skipMs = 89 * DAY_MS;
    const { refresh_token: second } = await tokens(renew(first));
    at.skipMs = 178 * DAY_MS;
    const { refresh_token: third } = await tokens(renew(second));
    at.skipMs = 269 * DAY_MS;
    expect(await refused(renew(third))).toEqual([400, 'invalid_grant', [70008]]);
  });
});

// The last one: whoever guessed waits.
describe('guessing a user code', () => {
  test('gets slower, at once too, and a right code makes up for nothing', async () => {
    const own = await begin();
    const guesses = Array.from({ length: 12 }, () => typed({ user_code: 'BBBB-BBBB' }));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter(status => status === 400).length).toBeLessThanOrEqual(5);
    expect(statuses.at(-1)).toBe(429);
    expect((await typed({ user_code: own.user_code })).status).toBe(429);
    at.skipMs = 5 * MINUTE_MS;
    expect((await typed({ user_code: own.user_code })).status).toBe(200);
    expect((await typed({ user_code: 'BBBB-BBBB' })).status).toBe(400);
    expect((await typed({ user_code: own.user_code })).status).toBe(429);
  });
});

describe('what was refused uses no refresh token', () => {
  test('as when az asks for what is not served here', async () => {
    // Long after the guesses above.
    at.skipMs = 30 * MINUTE_MS;
    const device = await begin();
    await signInFor(device);
    const { refresh_token: token } = await tokens(poll(device));
    const renewal = (more: Form = {}) =>
      browser.token({
        grant_type: 'refresh_token',
        client_id: AZURE_CLI_CLIENT_ID,
        refresh_token: String(token),
        ...more,
      });
    const vault = renewal({ scope: 'https://vault.azure.net/.default' });
    expect(await refused(vault)).toEqual([400, 'invalid_resource', [500011]]);
    at.skipMs = 40 * MINUTE_MS;
    await tokens(renewal());
  });
});
