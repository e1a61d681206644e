import type { Claims, Principal } from '@sluice/engine/model';
import type { Credentials } from '../http/server.ts';
import type { Snapshots } from '../snapshot/snapshots.ts';
import { findEnabled } from './find-principal.ts';
import type { Issuer } from './issuer.ts';
import { selectClaims } from './select-claims.ts';
import { createTokenCache } from './token-cache.ts';
import { unauthorized } from './unauthorized.ts';
import { type VerifiedToken, verifyToken } from './verify-token.ts';

export type AuthenticatorOptions = {
  readonly issuers: readonly Issuer[];
  readonly snapshots: Pick<Snapshots, 'current' | 'follow'>;
  readonly tenantId: string;
  now(): Date;
};

/** Who calls, and what the token said of them. */
export type Authenticated = {
  readonly principal: Principal;
  readonly claims: Claims;
  /** Object ids of the groups that the token says the principal is in. */
  readonly groupIds?: readonly string[];
};

/** Token to principal; rejects with a 401 `ApiError` that carries the challenge. */
export type Authenticate = (credentials: Credentials) => Promise<Authenticated>;

/**
 * Tokens are verified once and remembered until they expire; their principal is looked up in the snapshot at every request, so that one
 * who was disabled or removed is out with that revision.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticate {
  const { snapshots, issuers, now } = options;
  const cache = createTokenCache();

  async function verified(token: string, authority: string): Promise<VerifiedToken> {
    const known = cache.get(token, now());
    if (known !== undefined) return known;
    const result = await verifyToken(token, issuers, now());
    if ('code' in result) throw unauthorized(result.code, result.message, authority);
    cache.put(token, result);
    return result;
  }

  return async ({ authorization, baseUrl }) => {
    const authority = `${baseUrl}/${options.tenantId}`;
    const token = bearerOf(authorization);
    if (token === undefined) {
      const message = 'Authentication failed: the request has no Authorization header with a bearer token.';
      throw unauthorized('AuthenticationFailed', message, authority);
    }
    const { claims, issuer } = await verified(token, authority);
    const principalId = issuer.principalIdOf(claims);
    if (principalId === undefined) {
      const message = 'The access token stands for nobody who is known here.';
      throw unauthorized('InvalidAuthenticationToken', message, authority);
    }
    const principal = await findEnabled(snapshots, principalId);
    if (principal === undefined) {
      throw unauthorized(
        'AuthenticationFailed',
        'The principal of the access token does not exist or is disabled.',
        authority,
      );
    }
    const groupIds = issuer.groupIdsOf?.(claims) ?? [];
    return { principal, claims: selectClaims(claims), ...(groupIds.length > 0 ? { groupIds } : {}) };
  };
}

function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +([A-Za-z0-9_.~+/=-]+) *$/i.exec(authorization ?? '')?.[1];
}
