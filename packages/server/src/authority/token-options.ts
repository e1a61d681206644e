import type { CheckClient } from './check-client.ts';
import type { AuthorityOptions } from './options.ts';

/** What every way of getting a token needs. */
export type TokenOptions = AuthorityOptions & {
  readonly checkClient: CheckClient;
  isAudience(audience: string): boolean;
};
