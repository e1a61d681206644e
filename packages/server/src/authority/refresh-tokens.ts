import type { Storage, StoredGrant } from '@sluice/storage';
import { createGrantSecret } from './grant-secret.ts';

/** What goes on from one refresh token to the next. */
export type RefreshGrant = Pick<StoredGrant, 'principalId' | 'clientId' | 'expiresAt'> & {
  /** The code that all of them came from. */
  readonly family: string;
  readonly audience: string;
};

/** Gives out a refresh token; undefined where its family has ended at this moment. */
export async function issueRefreshToken(
  { grants }: Pick<Storage, 'grants'>,
  { audience, ...grant }: RefreshGrant,
): Promise<string | undefined> {
  const { secret, hash } = createGrantSecret();
  const isKept = await grants.put({ ...grant, hash, kind: 'refresh', data: { audience } });
  return isKept ? secret : undefined;
}

/** What an answer says of the token that comes with it. */
export function scopeOf(audience: string, isOffline: boolean): string {
  return `${audience}/.default${isOffline ? ' offline_access' : ''}`;
}
