import type { Principal } from '@sluice/engine/model';
import { SignJWT } from 'jose';
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
  readonly at: Date;
  readonly id: string;
};

/** Seconds since 1970. */
export type IssuedToken = { readonly token: string; readonly notBefore: number; readonly expiresOn: number };

/** An access token for an application, in Entra's form. */
export async function issueToken(keyRing: KeyRing, input: TokenInput): Promise<IssuedToken> {
  const { principal, at } = input;
  const { kid, privateKey } = await keyRing.signer();
  const notBefore = Math.floor(at.getTime() / 1000);
  const expiresOn = notBefore + TOKEN_SECONDS;
  const token = await new SignJWT({
    tid: input.tenantId,
    oid: principal.id,
    appid: principal.clientId,
    azp: principal.clientId,
    app_displayname: principal.displayName,
    idtyp: 'app',
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
