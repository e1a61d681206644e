import type { CryptoKey, JWTPayload } from 'jose';

/**
 * Somebody whose tokens are taken. One entry of a table: the local authority now, external ones beside it.
 */
export type Issuer = {
  readonly name: string;
  /** Whether a token that says `iss` is of this issuer. */
  issues(iss: string): boolean;
  /** The key that signs under this id; undefined: it has no such key (any more). */
  key(kid: string): Promise<CryptoKey | undefined>;
  readonly algorithms: readonly string[];
  /** Whether a token for this audience is meant for us. */
  accepts(audience: string): boolean;
  readonly tenantId: string;
  /** Object id of the principal that the token stands for. */
  principalIdOf(claims: JWTPayload): string | undefined;
};
