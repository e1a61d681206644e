import type { Principal } from '@sluice/engine/model';
import { EXCHANGE_AUDIENCE } from '../authn/external-issuer.ts';
import { findByClientId } from '../authn/find-principal.ts';
import type { Issuer } from '../authn/issuer.ts';
import { verifyToken } from '../authn/verify-token.ts';
import { checkOwnAssertion, isOwnAssertion } from './certificate-assertion.ts';
import { ASSERTION_OUT_OF_TIME, disabledApplication, type RefusedRequest } from './oauth-error.ts';
import type { AuthorityOptions } from './options.ts';

/** The kind of assertion that OAuth has for this (RFC 7523, section 2.2). */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Who an application is by a token of another issuer, or by one that it signed with the key of its certificate, instead of by a secret. */
export type CheckAssertion = (shown: {
  readonly clientId: string;
  readonly assertion: string;
  readonly clientAddress: string;
}) => Promise<Principal | RefusedRequest>;

/** A check of client assertions. */
export function createAssertionCheck(
  options: Pick<AuthorityOptions, 'issuers' | 'snapshots' | 'tenantId' | 'baseUrls' | 'logger' | 'now'>,
): CheckAssertion {
  const checkVouched = createVouchedCheck(options);
  return async ({ clientId, assertion, clientAddress }) => {
    const checked = await (isOwnAssertion(assertion, clientId)
      ? checkOwnAssertion({ clientId, assertion }, options)
      : checkVouched(clientId, assertion));
    if ('code' in checked)
      options.logger.warn('a client assertion was refused', { clientAddress, reason: checked.description });
    return checked;
  };
}

/** A check of tokens of other issuers: for us, or for exchange, and standing for the application that shows them. */
function createVouchedCheck({
  issuers = [],
  snapshots,
  now,
}: Pick<AuthorityOptions, 'issuers' | 'snapshots' | 'now'>) {
  const exchanging = issuers.map(
    (issuer): Issuer => ({
      ...issuer,
      accepts: audience => audience === EXCHANGE_AUDIENCE || issuer.accepts(audience),
    }),
  );
  return async (clientId: string, assertion: string): Promise<Principal | RefusedRequest> => {
    const verified = await verifyToken(assertion, exchanging, now());
    if ('code' in verified) {
      return verified.code === 'ExpiredAuthenticationToken'
        ? ASSERTION_OUT_OF_TIME
        : { code: 50027, description: `Client assertion: ${verified.message}` };
    }
    const id = verified.issuer.principalIdOf(verified.claims);
    const principal = findByClientId((await snapshots.follow()).principals, clientId);
    if (principal === undefined || principal.id !== id || principal.kind !== 'ServicePrincipal') {
      return {
        code: 700213,
        description: `No application '${clientId.slice(0, 64)}' has an identity that is the issuer '${verified.issuer.name}' and the subject of the assertion.`,
      };
    }
    if (!principal.enabled) return disabledApplication(clientId);
    return principal;
  };
}
