import type { Principal } from '@sluice/engine/model';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { issueToken } from './issue-token.ts';
import { TOKEN_SECONDS } from './lifetimes.ts';
import type { AuthorityOptions } from './options.ts';
import { issuerOf } from './tenant.ts';

/** Answers a token request with a new access token. `refreshToken` comes with the scope that it is good for. */
export async function answerToken(
  { keyRing, tenantId, now, newId }: Pick<AuthorityOptions, 'keyRing' | 'tenantId' | 'now' | 'newId'>,
  request: Pick<PlainRequest, 'baseUrl'>,
  {
    principal,
    audience,
    version,
    clientId,
    more = {},
  }: {
    readonly principal: Principal;
    readonly audience: string;
    readonly version: 1 | 2;
    /** The application that somebody signed in to; undefined: the principal is the application. */
    readonly clientId?: string;
    /** What goes into the answer beside the token. */
    readonly more?: Readonly<Record<string, string>>;
  },
): Promise<PlainResponse> {
  const issued = await issueToken(keyRing, {
    principal,
    audience,
    issuer: issuerOf(request.baseUrl, tenantId),
    tenantId,
    version,
    ...(clientId === undefined ? {} : { clientId }),
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
            resource: audience,
            expires_on: String(issued.expiresOn),
            not_before: String(issued.notBefore),
          }
        : {}),
      ...more,
      access_token: issued.token,
    },
  };
}
