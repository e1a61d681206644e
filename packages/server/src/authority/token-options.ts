import type { CheckClient } from './check-client.ts';
import type { CheckAssertion } from './client-assertion.ts';
import type { AuthorityOptions } from './options.ts';

/** What every way of getting a token needs. */
export type TokenOptions = AuthorityOptions & {
  readonly checkClient: CheckClient;
  readonly checkAssertion: CheckAssertion;
  isAudience(audience: string): boolean;
};
