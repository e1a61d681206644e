import { type CryptoKey, createRemoteJWKSet, type JWTPayload } from 'jose';
import type { Snapshots } from '../snapshot/snapshots.ts';
import type { Logger } from '../telemetry/logger.ts';
import { findByIdentity } from './identities.ts';
import type { Issuer } from './issuer.ts';
import { type IssuerConfig, isTrustworthy } from './issuer-config.ts';

/** What workload identities put into tokens that are to be exchanged for one of Entra's. */
export const EXCHANGE_AUDIENCE = 'api://AzureADTokenExchange';

/** Signatures by public keys only: a shared secret would be ours too. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const TIMEOUT_MS = 5_000;
/** How long after a fetch that brought no key for a token another one is not tried. */
const COOLDOWN_MS = 30_000;
const KEYS_MAX_AGE_MS = 10 * 60_000;

type FindKey = (header: { readonly alg: string; readonly kid: string }) => Promise<CryptoKey>;

/**
 * An issuer of somebody else's. Its keys are read when they are needed and kept for ten minutes; a key that is not among them is looked for
 * again at most every half minute. Who a token stands for is looked up in the principals at every request.
 */
export function createExternalIssuer(
  config: IssuerConfig,
  { snapshots, logger }: { readonly snapshots: Pick<Snapshots, 'current'>; readonly logger: Logger },
): Issuer {
  const { issuer, audiences, subjectClaim, groupsClaim } = config;
  let keys: Promise<FindKey> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;

  async function openKeys(): Promise<FindKey> {
    const uri = config.jwksUri ?? (await discover(issuer));
    return createRemoteJWKSet(new URL(uri), {
      timeoutDuration: TIMEOUT_MS,
      cooldownDuration: COOLDOWN_MS,
      cacheMaxAge: KEYS_MAX_AGE_MS,
    });
  }

  async function find(kid: string, alg: string): Promise<CryptoKey | undefined> {
    // A made-up token must not keep the next good one from being looked at.
    if (!ALGORITHMS.includes(alg)) return undefined;
    if (keys === undefined) {
      if (performance.now() - failedAt < COOLDOWN_MS) return undefined;
      keys = openKeys();
    }
    try {
      return await (await keys)({ alg, kid });
    } catch (error) {
      if (isNoKey(error)) return undefined;
      // It may have moved: it is asked anew where they are, after a while.
      keys = undefined;
      failedAt = performance.now();
      logger.warn('the keys of an issuer could not be read', { issuer, error });
      return undefined;
    }
  }

  const textsOf = (claims: JWTPayload, name: string): readonly string[] => {
    const value = claims[name];
    const values = Array.isArray(value) ? value : [value];
    return values.filter(each => typeof each === 'string');
  };

  return {
    name: issuer,
    issues: iss => iss === issuer,
    key: find,
    algorithms: ALGORITHMS,
    accepts: audience => audiences.includes(audience),
    tenantId: undefined,
    principalIdOf: claims => {
      const [subject] = textsOf(claims, subjectClaim);
      if (subject === undefined) return undefined;
      const principal = findByIdentity(snapshots.current().principals, issuer, subject);
      return principal === undefined || principal.kind === 'Group' ? undefined : principal.id;
    },
    groupIdsOf: claims =>
      textsOf(claims, groupsClaim).flatMap(subject => {
        const group = findByIdentity(snapshots.current().principals, issuer, subject);
        return group?.kind === 'Group' ? [group.id] : [];
      }),
  };
}

async function discover(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  const configuration = (await response.json()) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
  // OpenID Connect Discovery, section 4.3: another issuer's configuration would bring another issuer's keys.
  if (configuration.issuer !== issuer)
    throw new Error(`${address} is of the issuer '${String(configuration.issuer)}'.`);
  if (typeof configuration.jwks_uri !== 'string' || !isTrustworthy(configuration.jwks_uri))
    throw new Error(`${address} names no keys at an https address.`);
  return configuration.jwks_uri;
}

function isNoKey(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_JWKS_NO_MATCHING_KEY' || code === 'ERR_JWKS_MULTIPLE_MATCHING_KEYS';
}
