import type { Resource } from '@sluice/engine/model';

/** A secret of a principal, as stored: never the secret. */
export type StoredSecret = {
  readonly id: string;
  readonly clientId: string;
  readonly hash: string;
  readonly expiresAt: string | null;
};

/** A change of what principals sign in by. */
export type CredentialChange =
  | { readonly kind: 'addSecret'; readonly secret: StoredSecret }
  | { readonly kind: 'removeSecret'; readonly id: string }
  /** All that are kept under a name, in any case. */
  | { readonly kind: 'removeSecrets'; readonly clientId: string }
  /** Ends all that somebody is signed in by. */
  | { readonly kind: 'signOut'; readonly principalId: string };

export type Principals = {
  secretsOf(clientId: string): Promise<readonly StoredSecret[]>;
  /** Makes all the changes, one after the other, or none. What the activity log tells of is changed by the `commit` that tells it. */
  change(changes: readonly CredentialChange[]): Promise<void>;
};

/** A secret that stands for somebody who has signed in, as stored: never the secret. */
export type StoredGrant = {
  /** SHA-256 of the secret, lower-case hex. */
  readonly hash: string;
  /**
   * `session`: a browser's; `code`: what a client exchanges for tokens, once; `refresh`: what it gets the next tokens for, once; `device`:
   * what a program without a browser waits with; `userCode`: what its user types into one; `deviceAnswer`: what he said there.
   */
  readonly kind: 'session' | 'code' | 'refresh' | 'device' | 'userCode' | 'deviceAnswer';
  /** Null while nobody has signed in: of `device` and `userCode`. */
  readonly principalId: string | null;
  /** Whom it was given to; null: the browser itself. */
  readonly clientId: string | null;
  /** The hash of what it came from, and ends with. */
  readonly family: string | null;
  readonly data: Resource['body'];
  /** ISO 8601. Whoever asks compares it: what has expired is found until it is pruned. */
  readonly expiresAt: string;
  readonly usedAt: string | null;
};

export type Grants = {
  /** Keeps it; false where its family has ended: then it is not kept. */
  put(grant: Omit<StoredGrant, 'usedAt'>): Promise<boolean>;
  find(kind: StoredGrant['kind'], hash: string): Promise<StoredGrant | undefined>;
  /** Marks it as used at a time. Of several that take it, at once or one after the other, exactly one is the first. */
  take(
    kind: StoredGrant['kind'],
    hash: string,
    at: string,
  ): Promise<{ readonly grant: StoredGrant; readonly isFirst: boolean } | undefined>;
  /** Ends it and all that came from it, what is being put at the same moment included. */
  revoke(hash: string): Promise<void>;
  /** Forgets what expired before a time and has nothing left that came from it; returns how many. */
  prune(before: string): Promise<number>;
};
