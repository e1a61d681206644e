import { type CryptoKey, decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Issuer } from './issuer.ts';
import type { TokenRefusal } from './unauthorized.ts';

/** How far clocks may differ. */
export const SKEW_SECONDS = 60;

export type VerifiedToken = {
  readonly claims: JWTPayload;
  /** Whoever vouches for it, and says whom it stands for. */
  readonly issuer: Issuer;
  /** Seconds since 1970, skew included: until then it may be cached. */
  readonly expiresAt: number;
};

/** What is wrong with a token; the message is for the caller. */
export type TokenProblem = { readonly code: TokenRefusal; readonly message: string };

/** Verifies signature, issuer, audience, tenant and times of a JSON web token. Never rejects for what the token says. */
export async function verifyToken(
  token: string,
  issuers: readonly Issuer[],
  now: Date,
): Promise<VerifiedToken | TokenProblem> {
  const read = readUnverified(token);
  if (read === undefined) return invalid('The access token is not a JSON web token.');
  const issuer = issuers.find(each => read.iss !== undefined && each.issues(read.iss));
  if (issuer === undefined) return invalid('The access token is from an issuer that is not trusted here.');
  const { kid, alg } = read;
  if (alg === undefined || !issuer.algorithms.includes(alg)) {
    const taken = issuer.algorithms.join(', ');
    return invalid(`The access token is not signed with an algorithm that is taken here (${taken}).`);
  }
  const key = kid === undefined ? undefined : await issuer.key(kid, alg);
  if (key === undefined) return invalid('The access token was signed with a key that is not known here.');
  const claims = await verifySignature(token, key, issuer, now);
  if (claims instanceof errors.JOSEError) return toProblem(claims);
  return checkClaims(claims, issuer);
}

type Unverified = {
  readonly kid: string | undefined;
  readonly alg: string | undefined;
  readonly iss: string | undefined;
};

function readUnverified(token: string): Unverified | undefined {
  try {
    const { kid, alg } = decodeProtectedHeader(token);
    return { kid, alg, iss: decodeJwt(token).iss };
  } catch {
    return undefined;
  }
}

async function verifySignature(
  token: string,
  key: CryptoKey,
  issuer: Issuer,
  now: Date,
): Promise<JWTPayload | errors.JOSEError> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [...issuer.algorithms],
      clockTolerance: SKEW_SECONDS,
      currentDate: now,
      requiredClaims: ['exp', 'iss', 'aud', ...(issuer.tenantId === undefined ? [] : ['tid'])],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return error;
    throw error;
  }
}

function checkClaims(claims: JWTPayload, issuer: Issuer): VerifiedToken | TokenProblem {
  const audiences = typeof claims.aud === 'string' ? [claims.aud] : (claims.aud ?? []);
  if (!audiences.some(issuer.accepts)) return invalid('The access token was issued for another audience.');
  if (issuer.tenantId !== undefined && claims['tid'] !== issuer.tenantId) {
    return { code: 'InvalidAuthenticationTokenTenant', message: 'The access token is of another tenant.' };
  }
  return { claims, issuer, expiresAt: (claims.exp ?? 0) + SKEW_SECONDS };
}

function toProblem(error: errors.JOSEError): TokenProblem {
  if (error instanceof errors.JWTExpired)
    return { code: 'ExpiredAuthenticationToken', message: 'The access token has expired.' };
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') {
    return invalid('The access token is not valid yet.');
  }
  return invalid('The access token is not valid.');
}

function invalid(message: string): TokenProblem {
  return { code: 'InvalidAuthenticationToken', message };
}
