import type { CryptoKey, JWTPayload } from 'jose';

/**
 * Somebody whose tokens are taken. One entry of a table: the local authority, and those that the operator trusts beside it.
 */
export type Issuer = {
  readonly name: string;
  /** Whether a token that says `iss` is of this issuer. */
  issues(iss: string): boolean;
  /** The key that signs under this id; undefined: it has no such key (any more), or cannot be asked for it now. */
  key(kid: string, algorithm: string): Promise<CryptoKey | undefined>;
  readonly algorithms: readonly string[];
  /** Whether a token for this audience is meant for us. */
  accepts(audience: string): boolean;
  /** What `tid` must say; undefined: such tokens are of no tenant here. */
  readonly tenantId: string | undefined;
  /** Object id of the principal that the token stands for, as things are now. */
  principalIdOf(claims: JWTPayload): string | undefined;
  /** Object ids of the groups that the token says its principal is in. */
  groupIdsOf?(claims: JWTPayload): readonly string[];
};
