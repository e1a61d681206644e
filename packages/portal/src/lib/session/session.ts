import type { PortalConfig } from '../config.ts';
import { type Account, readAccount } from './account.ts';
import { createChallenge, randomText } from './pkce.ts';

// Sign-in by authorization code with PKCE. Tokens live in memory only: a reload asks the authority again, which answers at once while its
// own session lasts.

/** Who uses the portal, and the token of the moment. */
export type Session = {
  readonly account: Account;
  /** A token that is good for the next minutes; renewed where it is not. Leaves the page for sign-in when it cannot be renewed. */
  token(): Promise<string>;
  /** To sign-in, and back to where we are. */
  signInAgain(): Promise<never>;
  signOut(): void;
};

type Tokens = { readonly access: string; readonly refresh: string | undefined; readonly expiresAt: number };

/** What must survive the way to the sign-in page and back. */
type Pending = { readonly state: string; readonly verifier: string; readonly returnTo: string };

const PENDING = 'sluice.signIn';
const CALLBACK = '/signed-in';
/** Renewed this long before it expires, so that no request meets the end. */
const EARLY_MS = 2 * 60_000;

/** Thrown when the authority said no; `description` is its own sentence. */
export class SignInFailed extends Error {
  readonly code: string;
  constructor(code: string, description: string) {
    super(description);
    this.name = 'SignInFailed';
    this.code = code;
  }
}

/**
 * Completes a sign-in that this page load came from, or leaves for the sign-in page (and never resolves). Rejects with `SignInFailed`.
 */
export async function openSession(config: PortalConfig): Promise<Session> {
  if (location.pathname !== CALLBACK) return leaveForSignIn(config);
  const query = new URLSearchParams(location.search);
  const pending = takePending();
  const returnTo = pending?.returnTo ?? '/portal/';
  const code = query.get('code');
  // A reload of the callback, or somebody else's link: begin again.
  if (pending === undefined || query.get('state') !== pending.state) return leaveForSignIn(config, returnTo);
  if (code === null)
    throw new SignInFailed(
      query.get('error') ?? 'unknown',
      query.get('error_description') ?? 'The sign-in did not end.',
    );
  const tokens = await askForTokens(config, {
    grant_type: 'authorization_code',
    code,
    code_verifier: pending.verifier,
    redirect_uri: location.origin + CALLBACK,
  });
  history.replaceState(null, '', returnTo);
  return createSession(config, tokens);
}

function createSession(config: PortalConfig, first: Tokens): Session {
  let tokens = first;
  let renewal: Promise<string> | undefined;

  async function renew(): Promise<string> {
    if (tokens.refresh === undefined) return leaveForSignIn(config);
    try {
      tokens = await askForTokens(config, { grant_type: 'refresh_token', refresh_token: tokens.refresh });
      return tokens.access;
    } catch (error) {
      if (error instanceof SignInFailed) return leaveForSignIn(config);
      throw error;
    }
  }

  return {
    account: readAccount(first.access),
    token() {
      if (Date.now() < tokens.expiresAt - EARLY_MS) return Promise.resolve(tokens.access);
      renewal ??= renew().finally(() => {
        renewal = undefined;
      });
      return renewal;
    },
    signInAgain: () => leaveForSignIn(config),
    signOut() {
      const back = new URLSearchParams({ post_logout_redirect_uri: `${location.origin}/portal/` });
      location.assign(`/${config.tenantId}/oauth2/v2.0/logout?${back}`);
    },
  };
}

async function askForTokens(
  { tenantId, clientId }: PortalConfig,
  grant: Readonly<Record<string, string>>,
): Promise<Tokens> {
  const asked = Date.now();
  const answer = await fetch(`/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, scope: scopeOf(), ...grant }),
  });
  const body = (await answer.json()) as Readonly<Record<string, unknown>>;
  if (!answer.ok) throw new SignInFailed(String(body['error']), String(body['error_description']));
  const refresh = body['refresh_token'];
  return {
    access: String(body['access_token']),
    refresh: typeof refresh === 'string' ? refresh : undefined,
    expiresAt: asked + Number(body['expires_in']) * 1000,
  };
}

async function leaveForSignIn(
  { tenantId, clientId }: PortalConfig,
  returnTo = currentPlace(),
): Promise<never> {
  const { verifier, challenge } = await createChallenge();
  const pending: Pending = { state: randomText(), verifier, returnTo };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: location.origin + CALLBACK,
    scope: scopeOf(),
    state: pending.state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  location.replace(`/${tenantId}/oauth2/v2.0/authorize?${query}`);
  return new Promise(() => {});
}

function takePending(): Pending | undefined {
  const text = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  return text === null ? undefined : (JSON.parse(text) as Pending);
}

function currentPlace(): string {
  return location.pathname === CALLBACK ? '/portal/' : location.pathname + location.search + location.hash;
}

function scopeOf(): string {
  return `${location.origin}/.default offline_access`;
}
