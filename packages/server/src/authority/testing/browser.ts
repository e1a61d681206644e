import { randomBytes } from 'node:crypto';
import { type Answer, call } from '../../http/testing/call.ts';
import { challengeOf } from '../pkce.ts';
import { PORTAL_CLIENT_ID } from '../public-clients.ts';
import { TENANT } from './start-authority.ts';

export type Form = Readonly<Record<string, string>>;

/** What a client asks a browser to bring to the authority, and keeps for itself. */
export type SignIn = { readonly verifier: string; readonly parameters: Form };

export type Browser = {
  /** `https://name:port` that it is at. */
  readonly base: string;
  /** The session's cookie, as the server set it last; undefined after it was taken away. */
  cookie: string | undefined;
  get(path: string, options?: { readonly method?: 'HEAD'; readonly headers?: Form }): Promise<Answer>;
  /** Opens the sign-in of a client. */
  open(parameters: Form, tenant?: string): Promise<Answer>;
  /** Sends the sign-in page's form, as a browser does. */
  submit(fields: Form, headers?: Form): Promise<Answer>;
  token(fields: Form): Promise<Answer>;
};

export const AUTHORIZE = `/${TENANT}/oauth2/v2.0/authorize`;

/** A new request of the portal to sign somebody in. */
export function portalSignIn(base: string, more: Form = {}): SignIn {
  const verifier = randomBytes(32).toString('base64url');
  return {
    verifier,
    parameters: {
      client_id: PORTAL_CLIENT_ID,
      response_type: 'code',
      redirect_uri: `${base}/signed-in`,
      scope: `${base}/.default offline_access`,
      state: 'the state',
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
      ...more,
    },
  };
}

/** As much of a browser as signing in needs: one cookie, and the headers that say where a form comes from. */
export function openBrowser(
  server: { readonly port: number; readonly ca: string },
  host = `localhost:${server.port}`,
): Browser {
  const base = `https://${host}`;

  async function send(path: string, { headers = {}, ...options }: Parameters<typeof call>[2] = {}) {
    const cookie = browser.cookie === undefined ? {} : { cookie: `a=b; ${browser.cookie}; c=d` };
    const answer = await call(server, path, { ...options, headers: { host, ...cookie, ...headers } });
    const set = answer.headers['set-cookie'];
    if (set !== undefined) browser.cookie = set.includes('Max-Age=0') ? undefined : set.split(';')[0];
    return answer;
  }

  const post = (path: string, fields: Form, headers: Form) =>
    send(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });

  const browser: Browser = {
    base,
    cookie: undefined,
    get: send,
    open: (parameters, tenant = TENANT) =>
      send(`/${tenant}/oauth2/v2.0/authorize?${new URLSearchParams(parameters)}`),
    submit: (fields, headers = { origin: base, 'sec-fetch-site': 'same-origin' }) =>
      post(AUTHORIZE, fields, headers),
    token: fields => post(`/${TENANT}/oauth2/v2.0/token`, fields, { origin: base }),
  };
  return browser;
}

/** Where an answer sends the browser. */
export function locationOf({ headers }: Answer): URL {
  return new URL(headers['location'] ?? 'nowhere:');
}
