import type { JsonObject } from '@sluice/arm/protocol';
import { textAt } from '../json-value.ts';
import type { RefusedRequest } from './oauth-error.ts';
import { readScope } from './token-request.ts';

/** What somebody signs in for. */
export type SignInScope = {
  readonly audience: string;
  /** Whether a refresh token is wanted. */
  readonly isOffline: boolean;
  /** Whether an ID token is wanted, which says who signed in. */
  readonly isOpenId: boolean;
};

/** Reads a `scope` such as `https://name:port/.default openid offline_access`. */
export function readSignInScope(scope: string): SignInScope | RefusedRequest {
  const audience = readScope(scope);
  if (typeof audience !== 'string') return audience;
  const words = scope.split(/\s+/);
  return { audience, isOffline: words.includes('offline_access'), isOpenId: words.includes('openid') };
}

/** What an answer says of the tokens that come with it. */
export function scopeOf({ audience, isOffline, isOpenId }: SignInScope): string {
  return [
    `${audience}/.default`,
    ...(isOpenId ? ['openid', 'profile'] : []),
    ...(isOffline ? ['offline_access'] : []),
  ].join(' ');
}

/** As it is kept with a grant. */
export function scopeToData({ audience, isOffline, isOpenId }: SignInScope): JsonObject {
  return { audience, isOffline, isOpenId };
}

export function scopeFromData(data: JsonObject): SignInScope {
  return {
    audience: textAt(data, 'audience') ?? '',
    isOffline: data['isOffline'] === true,
    isOpenId: data['isOpenId'] === true,
  };
}
