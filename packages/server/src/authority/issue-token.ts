import type { Principal } from '@sluice/engine/model';
import { type JWTPayload, SignJWT } from 'jose';
import type { KeyRing } from './key-ring.ts';
import { TOKEN_SECONDS } from './lifetimes.ts';
import { SIGNING_ALGORITHM } from './signing-key.ts';

export type TokenInput = {
  readonly principal: Principal;
  readonly audience: string;
  /** `https://name:port/{tenant}/v2.0` */
  readonly issuer: string;
  readonly tenantId: string;
  readonly version: 1 | 2;
  /** The application that a person signed in to. */
  readonly clientId?: string;
  readonly at: Date;
  readonly id: string;
};

/** Seconds since 1970. */
export type IssuedToken = { readonly token: string; readonly notBefore: number; readonly expiresOn: number };

/** An access token for an application or a person, in Entra's form. */
export async function issueToken(keyRing: KeyRing, input: TokenInput): Promise<IssuedToken> {
  const { principal, at } = input;
  const { kid, privateKey } = await keyRing.signer();
  const notBefore = Math.floor(at.getTime() / 1000);
  const expiresOn = notBefore + TOKEN_SECONDS;
  const token = await new SignJWT({
    tid: input.tenantId,
    oid: principal.id,
    ...claimsOf(input),
    ver: `${input.version}.0`,
    uti: input.id,
  })
    .setProtectedHeader({ typ: 'JWT', alg: SIGNING_ALGORITHM, kid })
    .setAudience(input.audience)
    .setIssuer(input.issuer)
    .setSubject(principal.id)
    .setIssuedAt(notBefore)
    .setNotBefore(notBefore)
    .setExpirationTime(expiresOn)
    .sign(privateKey);
  return { token, notBefore, expiresOn };
}

/** Who the token is of: an application has an id to be known by, a person a name, and the application that was signed in to. */
function claimsOf({ principal, clientId }: TokenInput): JWTPayload {
  if (principal.kind === 'ServicePrincipal') {
    return {
      appid: principal.clientId,
      azp: principal.clientId,
      app_displayname: principal.displayName,
      idtyp: 'app',
    };
  }
  return {
    appid: clientId ?? '',
    azp: clientId ?? '',
    idtyp: 'user',
    name: principal.displayName,
    upn: principal.clientId,
    unique_name: principal.clientId,
    scp: 'user_impersonation',
  };
}
