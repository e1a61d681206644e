import type { Principal } from '@sluice/engine/model';
import { EXCHANGE_AUDIENCE } from '../authn/external-issuer.ts';
import { findByClientId } from '../authn/find-principal.ts';
import type { Issuer } from '../authn/issuer.ts';
import { verifyToken } from '../authn/verify-token.ts';
import type { RefusedRequest } from './oauth-error.ts';
import type { AuthorityOptions } from './options.ts';

/** The kind of assertion that OAuth has for this (RFC 7523, section 2.2). */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Who an application is by a token of another issuer, instead of by a secret: nobody has to keep one. */
export type CheckAssertion = (shown: {
  readonly clientId: string;
  readonly assertion: string;
  readonly clientAddress: string;
}) => Promise<Principal | RefusedRequest>;

/** A check of client assertions: the token must be for us, or for exchange, and stand for the application that shows it. */
export function createAssertionCheck({
  issuers = [],
  snapshots,
  logger,
  now,
}: Pick<AuthorityOptions, 'issuers' | 'snapshots' | 'logger' | 'now'>): CheckAssertion {
  const exchanging = issuers.map(
    (issuer): Issuer => ({
      ...issuer,
      accepts: audience => audience === EXCHANGE_AUDIENCE || issuer.accepts(audience),
    }),
  );
  return async ({ clientId, assertion, clientAddress }) => {
    const refuse = (refused: RefusedRequest): RefusedRequest => {
      logger.warn('a client assertion was refused', { clientAddress, reason: refused.description });
      return refused;
    };
    const verified = await verifyToken(assertion, exchanging, now());
    if ('code' in verified) {
      return refuse(
        verified.code === 'ExpiredAuthenticationToken'
          ? { code: 700024, description: 'Client assertion is not within its valid time range.' }
          : { code: 50027, description: `Client assertion: ${verified.message}` },
      );
    }
    const id = verified.issuer.principalIdOf(verified.claims);
    const principal = findByClientId((await snapshots.follow()).principals, clientId);
    if (principal === undefined || principal.id !== id || principal.kind !== 'ServicePrincipal') {
      return refuse({
        code: 700213,
        description: `No application '${clientId.slice(0, 64)}' has an identity that is the issuer '${verified.issuer.name}' and the subject of the assertion.`,
      });
    }
    if (!principal.enabled)
      return refuse({ code: 7000112, description: `Application '${clientId}' is disabled.` });
    return principal;
  };
}
