import type { JsonObject } from '@sluice/arm/protocol';
import type { Storage } from '@sluice/storage';
import { textAt } from '../json-value.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { createGrantSecret } from './grant-secret.ts';
import { CODE_SECONDS, secondsAfter } from './lifetimes.ts';
import type { Session } from './sessions.ts';
import { scopeFromData, scopeToData } from './sign-in-scope.ts';

/** What a code is bound to beside its client. */
export type CodeBinding = Pick<AuthorizeRequest, 'redirectUri' | 'challenge' | 'scope' | 'nonce'>;

/** Gives out a code for who is signed in; undefined where the session has ended at this moment. */
export async function issueCode(
  { grants }: Pick<Storage, 'grants'>,
  {
    session,
    asked,
    at,
  }: {
    readonly session: Session;
    readonly asked: AuthorizeRequest;
    readonly at: Date;
  },
): Promise<string | undefined> {
  const { redirectUri, challenge, scope, nonce } = asked;
  const { secret, hash } = createGrantSecret();
  const isKept = await grants.put({
    hash,
    kind: 'code',
    principalId: session.principal.id,
    clientId: asked.client.id,
    family: session.hash,
    data: {
      redirectUri,
      challenge,
      ...scopeToData(scope),
      ...(nonce === undefined ? {} : { nonce }),
    },
    expiresAt: secondsAfter(at, CODE_SECONDS),
  });
  return isKept ? secret : undefined;
}

/** What was kept with a code. */
export function readBinding(data: JsonObject): CodeBinding {
  return {
    redirectUri: textAt(data, 'redirectUri') ?? '',
    challenge: textAt(data, 'challenge') ?? '',
    scope: scopeFromData(data),
    nonce: textAt(data, 'nonce'),
  };
}
