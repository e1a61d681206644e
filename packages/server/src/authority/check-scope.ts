import { createAudienceTest } from '../authn/audiences.ts';
import type { RefusedRequest } from './oauth-error.ts';
import { readScope } from './token-request.ts';

/** A token is for what was signed in for. The scope may be left out. */
export function checkScope(scope: string, audience: string): RefusedRequest | undefined {
  if (scope === '') return undefined;
  const asked = readScope(scope);
  if (typeof asked !== 'string') return asked;
  if (createAudienceTest([audience])(asked)) return undefined;
  return { code: 70011, description: 'The scope is not the one that was signed in for.' };
}
