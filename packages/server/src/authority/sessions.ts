import type { Principal } from '@sluice/engine/model';
import { findEnabled } from '../authn/find-principal.ts';
import type { PlainRequest } from '../http/plain-route.ts';
import { createGrantSecret, hashGrantSecret } from './grant-secret.ts';
import { SESSION_SECONDS, secondsAfter } from './lifetimes.ts';
import type { AuthorityOptions } from './options.ts';

/** That somebody has signed in with a browser. */
export type Session = {
  /** What the session is kept under, and what comes from it names as its family. */
  readonly hash: string;
  readonly principal: Principal;
};

/** The sessions of browsers. A browser has one, known by a cookie. */
export type Sessions = {
  /** Undefined where there is none, it has expired, or its principal is disabled or gone. */
  find(headers: PlainRequest['headers']): Promise<Session | undefined>;
  /** Begins one and ends the one that the browser had; `cookie` is for `set-cookie`. */
  begin(
    principal: Principal,
    headers: PlainRequest['headers'],
  ): Promise<{ readonly session: Session; readonly cookie: string }>;
  /** Ends it, the codes and the refresh tokens that came from it, expired or not. The cookie takes the place of the browser's. */
  end(headers: PlainRequest['headers']): Promise<{ readonly cookie: string }>;
};

/** The prefix has browsers take it from this very host over https alone, for all of its paths (RFC 6265bis). */
const COOKIE = '__Host-sluice-session';

export function createSessions({
  storage: { grants },
  snapshots,
  now,
}: Pick<AuthorityOptions, 'storage' | 'snapshots' | 'now'>): Sessions {
  async function endCurrent(headers: PlainRequest['headers']): Promise<void> {
    const secret = readCookie(headers.get('cookie'));
    if (secret !== undefined) await grants.revoke(hashGrantSecret(secret));
  }

  return {
    async find(headers) {
      const secret = readCookie(headers.get('cookie'));
      if (secret === undefined) return undefined;
      const grant = await grants.find('session', hashGrantSecret(secret));
      if (grant === undefined || Date.parse(grant.expiresAt) <= now().getTime()) return undefined;
      const principal = await findEnabled(snapshots, grant.principalId);
      return principal === undefined ? undefined : { hash: grant.hash, principal };
    },
    async begin(principal, headers) {
      const { secret, hash } = createGrantSecret();
      await grants.put({
        hash,
        kind: 'session',
        principalId: principal.id,
        clientId: null,
        family: null,
        data: {},
        expiresAt: secondsAfter(now(), SESSION_SECONDS),
      });
      await endCurrent(headers);
      return { session: { hash, principal }, cookie: cookieOf(secret, SESSION_SECONDS) };
    },
    async end(headers) {
      await endCurrent(headers);
      return { cookie: cookieOf('', 0) };
    },
  };
}

function cookieOf(value: string, seconds: number): string {
  return `${COOKIE}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Lax`;
}

function readCookie(header: string | undefined): string | undefined {
  const pairs = (header ?? '').split(';').map(pair => pair.trim());
  const value = pairs.find(pair => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  return value === undefined || value === '' ? undefined : value;
}
