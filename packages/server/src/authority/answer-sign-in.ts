import type { Principal } from '@sluice/engine/model';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { answerToken } from './answer-token.ts';
import { issueIdToken } from './issue-id-token.ts';
import type { PublicClient } from './public-clients.ts';
import { type SignInScope, scopeOf } from './sign-in-scope.ts';
import { issuerOf } from './tenant.ts';
import type { TokenOptions } from './token-options.ts';

/** Answers a client with the tokens that somebody signed in for. */
export async function answerSignIn(
  options: TokenOptions,
  request: PlainRequest,
  signedIn: {
    readonly principal: Principal;
    readonly client: PublicClient;
    readonly scope: SignInScope;
    readonly form: URLSearchParams;
    readonly refreshToken: string | undefined;
    readonly nonce?: string | undefined;
  },
): Promise<PlainResponse> {
  const { principal, client, scope, form, refreshToken, nonce } = signedIn;
  const { keyRing, tenantId, now } = options;
  const idToken = scope.isOpenId
    ? await issueIdToken(keyRing, {
        principal,
        clientId: client.id,
        issuer: issuerOf(request.baseUrl, tenantId),
        tenantId,
        nonce,
        at: now(),
      })
    : undefined;
  return answerToken(options, request, {
    principal,
    audience: scope.audience,
    version: 2,
    clientId: client.id,
    more: {
      scope: scopeOf(scope),
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      ...(idToken === undefined ? {} : { id_token: idToken }),
      // MSAL keeps accounts apart by it.
      ...(form.get('client_info') === '1' ? { client_info: clientInfo(principal, tenantId) } : {}),
    },
  });
}

function clientInfo({ id }: Principal, tenantId: string): string {
  return Buffer.from(JSON.stringify({ uid: id, utid: tenantId })).toString('base64url');
}
