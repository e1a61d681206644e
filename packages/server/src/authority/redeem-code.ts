import type { StoredGrant } from '@sluice/storage';
import { findEnabled } from '../authn/find-principal.ts';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { checkScope } from './check-scope.ts';
import { type CodeBinding, readBinding } from './codes.ts';
import { hashGrantSecret } from './grant-secret.ts';
import type { Refuse, RefusedRequest } from './oauth-error.ts';
import { challengeOf } from './pkce.ts';
import { readPublicClient, readRequired } from './public-client-request.ts';
import { issueRefreshToken } from './refresh-tokens.ts';
import type { TokenOptions } from './token-options.ts';

/**
 * Exchanges a code for tokens. Whatever a code is refused for, it has been used; used again, all that came of it ends, as one of the two
 * is not its client (RFC 6749, section 4.1.2).
 */
export async function redeemCode(
  options: TokenOptions,
  request: PlainRequest,
  { form, refuse }: { readonly form: URLSearchParams; readonly refuse: Refuse },
): Promise<PlainResponse> {
  const { storage, snapshots, logger, now } = options;
  const client = readPublicClient(form, request.headers);
  if ('code' in client) return refuse(client.code, client.description);
  const sent = readRequired(form, ['code', 'redirect_uri', 'code_verifier']);
  if ('description' in sent) return refuse(sent.code, sent.description);

  const at = now();
  const taken = await storage.grants.take('code', hashGrantSecret(sent.code), at.toISOString());
  if (taken === undefined) return refuse(70000, 'The authorization code is not valid.');
  const { grant, isFirst } = taken;
  if (!isFirst) {
    await storage.grants.revoke(grant.hash);
    logger.warn('an authorization code was used a second time', {
      clientId: client.id,
      clientAddress: request.clientAddress,
      principalId: grant.principalId,
    });
    return refuse(70008, 'The authorization code was used before. What it was exchanged for is revoked.');
  }
  const binding = readBinding(grant.data);
  const problem = checkCode(grant, binding, {
    at,
    clientId: client.id,
    redirectUri: sent.redirect_uri,
    verifier: sent.code_verifier,
    scope: form.get('scope') ?? '',
  });
  if (problem !== undefined) return refuse(problem.code, problem.description);
  const principal = await findEnabled(snapshots, grant.principalId);
  if (principal === undefined) return refuse(50057, 'Whoever signed in is disabled or gone.');
  const { scope, nonce } = binding;
  const refreshToken = scope.isOffline
    ? await issueRefreshToken(storage, {
        principalId: principal.id,
        client,
        family: grant.hash,
        scope,
        endsAt: undefined,
        at,
      })
    : undefined;
  if (scope.isOffline && refreshToken === undefined)
    return refuse(70000, 'The session that the authorization code came from has ended.');
  return answerSignIn(options, request, { principal, client, scope, form, refreshToken, nonce });
}

/** What is wrong with a code for the client that shows it. */
function checkCode(
  grant: StoredGrant,
  { redirectUri, challenge, scope }: CodeBinding,
  shown: {
    readonly at: Date;
    readonly clientId: string;
    readonly redirectUri: string;
    readonly verifier: string;
    readonly scope: string;
  },
): RefusedRequest | undefined {
  if (Date.parse(grant.expiresAt) <= shown.at.getTime()) {
    return { code: 70008, description: 'The authorization code has expired. Sign in again.' };
  }
  if (grant.clientId !== shown.clientId || redirectUri !== shown.redirectUri) {
    return { code: 70000, description: 'The authorization code is of another client or redirect URI.' };
  }
  if (challenge !== challengeOf(shown.verifier)) {
    return {
      code: 501481,
      description:
        'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    };
  }
  return checkScope(shown.scope, scope.audience);
}
