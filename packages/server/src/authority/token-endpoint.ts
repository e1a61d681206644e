import type { Principal } from '@sluice/engine/model';
import { findByClientId } from '../authn/find-principal.ts';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { createFailures } from './failures.ts';
import { issueToken } from './issue-token.ts';
import { TOKEN_SECONDS } from './lifetimes.ts';
import { oauthError, type Refusal } from './oauth-error.ts';
import type { AuthorityOptions } from './options.ts';
import { isSecretOf } from './secret.ts';
import { issuerOf, isTenant } from './tenant.ts';
import { readTokenRequest, type TokenRequest } from './token-request.ts';

export type TokenEndpointOptions = AuthorityOptions & { isAudience(audience: string): boolean };

/** Answers token requests: a client id and its secret for an access token. */
export function createTokenEndpoint(
  options: TokenEndpointOptions,
): (request: PlainRequest, version: 1 | 2) => Promise<PlainResponse> {
  const { storage, snapshots, tenantId, keyRing, logger, now, newId } = options;
  const failures = createFailures();

  /** Asks for the secrets of any client id, known or not: both take the same time. */
  async function findClient(
    asked: TokenRequest,
  ): Promise<{ readonly principal: Principal | undefined; readonly isSecret: boolean }> {
    const known = findByClientId(snapshots.current().principals, asked.clientId);
    const stored = await storage.principals.secretsOf(known?.clientId ?? asked.clientId);
    const isSecret = isSecretOf(asked.secret, stored, now());
    // Another process may have made the principal a moment ago.
    const isNew = isSecret && known === undefined;
    return {
      principal: isNew ? findByClientId((await snapshots.follow()).principals, asked.clientId) : known,
      isSecret,
    };
  }

  return async (request, version) => {
    const refuse = (code: Refusal, description: string, headers: Readonly<Record<string, string>> = {}) =>
      oauthError(request, code, description, { at: now(), traceId: newId(), headers });
    if (!isTenant(request.params['tenant'], tenantId)) {
      return refuse(90002, `Tenant '${(request.params['tenant'] ?? '').slice(0, 64)}' not found.`);
    }
    const asked = readTokenRequest(request, version);
    if ('code' in asked) return refuse(asked.code, asked.description);
    const who = `${asked.clientId.toLowerCase()} ${request.clientAddress}`;
    const wait = failures.waitOf(who, now());
    if (wait > 0) {
      return refuse(50196, `Too many failed attempts. Try again in ${wait} seconds.`, {
        'retry-after': String(wait),
      });
    }
    const { principal, isSecret } = await findClient(asked);
    if (principal === undefined || !isSecret) {
      failures.failed(who, now());
      logger.warn('a token was refused', {
        clientId: asked.clientId,
        clientAddress: request.clientAddress,
        isKnown: principal !== undefined,
      });
      if (principal !== undefined)
        return refuse(7000215, `Invalid client secret provided for app '${principal.clientId}'.`);
      return refuse(
        700016,
        `Application with identifier '${asked.clientId.slice(0, 64)}' was not found in the directory '${tenantId}'.`,
      );
    }
    failures.succeeded(who);
    if (!principal.enabled) return refuse(7000112, `Application '${principal.clientId}' is disabled.`);
    if (!options.isAudience(asked.audience)) {
      return refuse(
        500011,
        `The resource '${asked.audience.slice(0, 100)}' was not found in the tenant '${tenantId}'.`,
      );
    }
    const issued = await issueToken(keyRing, {
      principal,
      audience: asked.audience,
      issuer: issuerOf(request.baseUrl, tenantId),
      tenantId,
      version,
      at: now(),
      id: newId(),
    });
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        token_type: 'Bearer',
        expires_in: TOKEN_SECONDS,
        ext_expires_in: TOKEN_SECONDS,
        ...(version === 1
          ? {
              resource: asked.audience,
              expires_on: String(issued.expiresOn),
              not_before: String(issued.notBefore),
            }
          : {}),
        access_token: issued.token,
      },
    };
  };
}
