import type { Principal } from '@sluice/engine/model';
import { SignJWT } from 'jose';
import type { KeyRing } from './key-ring.ts';
import { TOKEN_SECONDS } from './lifetimes.ts';
import { SIGNING_ALGORITHM } from './signing-key.ts';

/** Says to a client who has signed in (OpenID Connect Core, section 2), in Entra's form. It lets nobody in here. */
export async function issueIdToken(
  keyRing: KeyRing,
  input: {
    readonly principal: Principal;
    readonly clientId: string;
    /** `https://name:port/{tenant}/v2.0` */
    readonly issuer: string;
    readonly tenantId: string;
    readonly nonce: string | undefined;
    readonly at: Date;
  },
): Promise<string> {
  const { principal, clientId, tenantId, nonce, at } = input;
  const { kid, privateKey } = await keyRing.signer();
  const issuedAt = Math.floor(at.getTime() / 1000);
  return new SignJWT({
    tid: tenantId,
    oid: principal.id,
    name: principal.displayName,
    preferred_username: principal.clientId,
    ver: '2.0',
    ...(nonce === undefined ? {} : { nonce }),
  })
    .setProtectedHeader({ typ: 'JWT', alg: SIGNING_ALGORITHM, kid })
    .setAudience(clientId)
    .setIssuer(input.issuer)
    .setSubject(principal.id)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_SECONDS)
    .sign(privateKey);
}
