import { findEnabled } from '../authn/find-principal.ts';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { textAt } from '../json-value.ts';
import { answerToken } from './answer-token.ts';
import { checkScope } from './check-scope.ts';
import { hashGrantSecret } from './grant-secret.ts';
import type { Refuse } from './oauth-error.ts';
import { readPublicClient, readRequired } from './public-client-request.ts';
import { issueRefreshToken, scopeOf } from './refresh-tokens.ts';
import type { TokenOptions } from './token-options.ts';

/**
 * Exchanges a refresh token for an access token and the next refresh token. One that is used a second time ends all that came from the
 * same sign-in: it was stolen from its client, or by it (RFC 9700, section 4.14.2).
 */
export async function renewToken(
  options: TokenOptions,
  request: PlainRequest,
  { form, refuse }: { readonly form: URLSearchParams; readonly refuse: Refuse },
): Promise<PlainResponse> {
  const { storage, snapshots, logger, now } = options;
  const client = readPublicClient(form);
  if ('code' in client) return refuse(client.code, client.description);
  const sent = readRequired(form, ['refresh_token']);
  if ('description' in sent) return refuse(sent.code, sent.description);

  const at = now();
  const taken = await storage.grants.take('refresh', hashGrantSecret(sent.refresh_token), at.toISOString());
  if (taken === undefined) return refuse(70000, 'The refresh token is not valid.');
  const { grant, isFirst } = taken;
  const family = grant.family ?? grant.hash;
  if (!isFirst) {
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
  }
  if (Date.parse(grant.expiresAt) <= at.getTime()) {
    return refuse(70008, 'The refresh token has expired. Sign in again.');
  }
  if (grant.clientId !== client.id) return refuse(70000, 'The refresh token is of another client.');
  const audience = textAt(grant.data, 'audience') ?? '';
  const problem = checkScope(form.get('scope') ?? '', audience);
  if (problem !== undefined) return refuse(problem.code, problem.description);
  const principal = await findEnabled(snapshots, grant.principalId);
  if (principal === undefined) return refuse(50057, 'Whoever signed in is disabled or gone.');
  const { principalId, clientId, expiresAt } = grant;
  const next = await issueRefreshToken(storage, { principalId, clientId, family, audience, expiresAt });
  if (next === undefined) return refuse(70000, 'The session that the refresh token came from has ended.');
  return answerToken(options, request, {
    principal,
    audience,
    version: 2,
    more: { scope: scopeOf(audience, true), refresh_token: next },
  });
}
