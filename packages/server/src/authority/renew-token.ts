import type { StoredGrant } from '@sluice/storage';
import { findEnabled } from '../authn/find-principal.ts';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { checkScope } from './check-scope.ts';
import { hashGrantSecret } from './grant-secret.ts';
import { type Refuse, type RefusedRequest, unknownResource } from './oauth-error.ts';
import { readPublicClient, readRequired } from './public-client-request.ts';
import type { PublicClient } from './public-clients.ts';
import { issueRefreshToken } from './refresh-tokens.ts';
import { readSignInScope, type SignInScope, scopeFromData } from './sign-in-scope.ts';
import type { TokenOptions } from './token-options.ts';

/**
 * Exchanges a refresh token for an access token and the next refresh token. One that is used a second time, and not just beside the first,
 * ends all that came from the same sign-in: it was stolen from its client, or by it (RFC 9700, section 4.14.2).
 */
export async function renewToken(
  options: TokenOptions,
  request: PlainRequest,
  { form, refuse }: { readonly form: URLSearchParams; readonly refuse: Refuse },
): Promise<PlainResponse> {
  const { storage, snapshots, logger, now } = options;
  const client = readPublicClient(form, request.headers);
  if ('code' in client) return refuse(client.code, client.description);
  const sent = readRequired(form, ['refresh_token']);
  if ('description' in sent) return refuse(sent.code, sent.description);

  const at = now();
  const hash = hashGrantSecret(sent.refresh_token);
  const grant = await storage.grants.find('refresh', hash);
  if (grant === undefined) return refuse(70000, 'The refresh token is not valid.');
  const family = grant.family ?? grant.hash;
  const refuseStolen = async (): Promise<PlainResponse> => {
    await storage.grants.revoke(family);
    logger.warn('a refresh token was used a second time', {
      clientId: client.id,
      clientAddress: request.clientAddress,
      principalId: grant.principalId,
    });
    return refuse(
      70000,
      'The refresh token was used before. All that came from the same sign-in is revoked.',
    );
  };
  if (grant.usedAt !== null && !isBeside(grant, client, at)) return refuseStolen();
  if (Date.parse(grant.expiresAt) <= at.getTime()) {
    return refuse(70008, 'The refresh token has expired. Sign in again.');
  }
  if (grant.clientId !== client.id) return refuse(70000, 'The refresh token is of another client.');
  const signedInFor = scopeFromData(grant.data);
  const scope = scopeFor(client, signedInFor, form.get('scope') ?? '', options);
  if ('code' in scope) return refuse(scope.code, scope.description);
  const principal = await findEnabled(snapshots, grant.principalId);
  if (principal === undefined) return refuse(50057, 'Whoever signed in is disabled or gone.');
  // Used only now: what was asked wrongly may be asked again.
  const taken = await storage.grants.take('refresh', hash, at.toISOString());
  if (taken === undefined) return refuse(70000, 'The session that the refresh token came from has ended.');
  if (!taken.isFirst && !isBeside(taken.grant, client, at)) return refuseStolen();
  const refreshToken = await issueRefreshToken(storage, {
    principalId: principal.id,
    client,
    family,
    scope: signedInFor,
    endsAt: grant.expiresAt,
    at,
  });
  if (refreshToken === undefined)
    return refuse(70000, 'The session that the refresh token came from has ended.');
  return answerSignIn(options, request, { principal, client, scope, form, refreshToken });
}

/** Whether a second use stands beside the first one, of the client that it was given to. */
function isBeside({ usedAt, clientId }: StoredGrant, client: PublicClient, at: Date): boolean {
  return (
    clientId === client.id &&
    usedAt !== null &&
    at.getTime() - Date.parse(usedAt) <= client.refresh.overlapSeconds * 1000
  );
}

/** What the tokens are for now. What was signed in for goes without saying. */
function scopeFor(
  { refresh }: PublicClient,
  signedInFor: SignInScope,
  asked: string,
  { isAudience, tenantId }: TokenOptions,
): SignInScope | RefusedRequest {
  if (refresh.audiences === 'signed-in' || asked === '')
    return checkScope(asked, signedInFor.audience) ?? signedInFor;
  const scope = readSignInScope(asked);
  if ('code' in scope || isAudience(scope.audience)) return scope;
  return unknownResource(scope.audience, tenantId);
}
