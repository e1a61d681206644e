import type { Principal } from '@sluice/engine/model';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { findByClientId } from '../authn/find-principal.ts';
import { SKEW_SECONDS } from '../authn/verify-token.ts';
import { type ClientCertificate, readClientCertificate } from './client-certificate.ts';
import {
  ASSERTION_OUT_OF_TIME,
  disabledApplication,
  type RefusedRequest,
  unknownApplication,
} from './oauth-error.ts';
import type { AuthorityOptions } from './options.ts';
import { issuerOf } from './tenant.ts';

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];

/** Whether an assertion says that the application that shows it made it itself (RFC 7523, section 3). */
export function isOwnAssertion(assertion: string, clientId: string): boolean {
  try {
    return isSame(decodeJwt(assertion).iss, clientId);
  } catch {
    return false;
  }
}

/** Who an application is by an assertion that it signed with the key of one of its certificates, as Entra takes it. */
export async function checkOwnAssertion(
  { clientId, assertion }: { readonly clientId: string; readonly assertion: string },
  {
    snapshots,
    tenantId,
    baseUrls,
    now,
  }: Pick<AuthorityOptions, 'snapshots' | 'tenantId' | 'baseUrls' | 'now'>,
): Promise<Principal | RefusedRequest> {
  const principal = findByClientId((await snapshots.follow()).principals, clientId);
  if (principal?.kind !== 'ServicePrincipal') return unknownApplication(clientId, tenantId);
  const certificate = namedCertificate(assertion, principal);
  if (certificate === undefined)
    return badKey('The key was not found: name a certificate of the application by x5t or x5t#S256.');
  const at = now();
  if (Date.parse(certificate.expiresOn) <= at.getTime())
    return badKey(`The key used is expired, since ${certificate.expiresOn}.`);
  if (Date.parse(certificate.startsOn) > at.getTime() + SKEW_SECONDS * 1000)
    return badKey(`The key used is good from ${certificate.startsOn} on.`);
  try {
    await jwtVerify(assertion, certificate.key, {
      algorithms: ALGORITHMS,
      audience: baseUrls().flatMap(baseUrl => audiencesOf(baseUrl, tenantId)),
      requiredClaims: ['exp', 'iss', 'sub', 'aud'],
      clockTolerance: SKEW_SECONDS,
      currentDate: at,
    });
  } catch (error) {
    if (error instanceof errors.JOSEError) return toRefusal(error);
    throw error;
  }
  if (!isSame(decodeJwt(assertion).sub, clientId)) return otherApplication();
  return principal.enabled ? principal : disabledApplication(principal.clientId);
}

/** What such an assertion may be meant for: the token endpoint that it is sent to, of either version, or the issuer. */
function audiencesOf(baseUrl: string, tenantId: string): readonly string[] {
  return [tenantId, 'common', 'organizations'].flatMap(tenant => [
    `${baseUrl}/${tenant}/oauth2/v2.0/token`,
    `${baseUrl}/${tenant}/oauth2/token`,
    issuerOf(baseUrl, tenant),
  ]);
}

/** The certificate that the header names, by SHA-1 or SHA-256, in base64 with or without padding (MSAL for Python pads), or by its thumbprint. */
function namedCertificate(
  assertion: string,
  { certificates = [] }: Principal,
): ClientCertificate | undefined {
  const header = headerOf(assertion);
  const names = new Set(
    [header.x5t, header['x5t#S256'], header.kid].map(name => String(name).replace(/=+$/, '')),
  );
  return certificates
    .map(readClientCertificate)
    .filter(each => typeof each !== 'string')
    .find(
      ({ names: { sha1, sha256 }, thumbprint }) =>
        names.has(sha1) || names.has(sha256) || names.has(thumbprint) || names.has(thumbprint.toLowerCase()),
    );
}

function headerOf(assertion: string): ReturnType<typeof decodeProtectedHeader> {
  try {
    return decodeProtectedHeader(assertion);
  } catch {
    return {};
  }
}

function toRefusal(error: errors.JOSEError): RefusedRequest {
  if (error instanceof errors.JWTExpired || (isClaim(error) && ['nbf', 'exp', 'iat'].includes(error.claim)))
    return ASSERTION_OUT_OF_TIME;
  if (isClaim(error) && error.claim === 'aud')
    return {
      code: 700023,
      description: 'Client assertion audience claim does not match the token endpoint.',
    };
  if (isClaim(error)) return otherApplication();
  return {
    code: 700027,
    description: 'The certificate with identifier used to sign the client assertion did not sign it.',
  };
}

function isClaim(error: errors.JOSEError): error is errors.JWTClaimValidationFailed {
  return error instanceof errors.JWTClaimValidationFailed;
}

function badKey(reason: string): RefusedRequest {
  return {
    code: 700027,
    description: `The certificate that signed the client assertion is not registered on the application. [Reason - ${reason}]`,
  };
}

function otherApplication(): RefusedRequest {
  return {
    code: 700021,
    description: "Client assertion application identifier ('iss' and 'sub') does not match 'client_id'.",
  };
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
