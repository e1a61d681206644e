import type { Storage } from '@sluice/storage';
import { createGrantSecret } from './grant-secret.ts';
import { secondsAfter } from './lifetimes.ts';
import type { PublicClient } from './public-clients.ts';
import { type SignInScope, scopeToData } from './sign-in-scope.ts';

/** What goes on from one refresh token to the next. */
export type RefreshGrant = {
  readonly principalId: string;
  readonly client: PublicClient;
  /** The code that all of them came from. */
  readonly family: string;
  readonly scope: SignInScope;
  /** When the one before ends; undefined: there is none. */
  readonly endsAt: string | undefined;
  readonly at: Date;
};

/** Gives out a refresh token; undefined where its family has ended at this moment. */
export async function issueRefreshToken(
  { grants }: Pick<Storage, 'grants'>,
  { principalId, client, family, scope, endsAt, at }: RefreshGrant,
): Promise<string | undefined> {
  const { seconds, from } = client.refresh;
  const { secret, hash } = createGrantSecret();
  const isKept = await grants.put({
    hash,
    kind: 'refresh',
    principalId,
    clientId: client.id,
    family,
    data: scopeToData(scope),
    expiresAt: from === 'sign-in' && endsAt !== undefined ? endsAt : secondsAfter(at, seconds),
  });
  return isKept ? secret : undefined;
}
