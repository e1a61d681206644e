import type { Storage } from '@sluice/storage';
import type { CryptoKey, JWK } from 'jose';
import { KEYS_REFRESH_MS } from './lifetimes.ts';
import { isOver } from './rotate-keys.ts';
import type { Sealer } from './sealer.ts';
import { makeSigningKey, openSigningKey, type SigningKey } from './signing-key.ts';

/** The signing keys of the installation, as this process knows them. */
export type KeyRing = {
  /** The key that signs now. */
  signer(): Promise<{ readonly kid: string; readonly privateKey: CryptoKey }>;
  /** The public part of a key that may still have valid tokens. */
  publicKey(kid: string): Promise<CryptoKey | undefined>;
  jwks(): Promise<readonly JWK[]>;
};

export type KeyRingOptions = {
  readonly storage: Pick<Storage, 'keys'>;
  readonly sealer: Sealer;
  now(): Date;
};

/** An unknown key id makes the ring look again, but not more often than this: anybody can send one. */
const UNKNOWN_KEY_PAUSE_MS = 1_000;

/**
 * Opens the keys of the database, making the first one. Reads them again when they are old and when a token names one that is not known, so
 * a rotation needs no restart. Rejects when none of the keys that sign can be opened with the sealer's key.
 */
export async function openKeyRing(options: KeyRingOptions): Promise<KeyRing> {
  const { storage, sealer, now } = options;
  let keys: readonly SigningKey[] = [];
  let readAt = 0;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    const stored = (await storage.keys.all()).filter(key => !isOver(key.retiredAt, now()));
    const known = new Map(keys.map(key => [key.kid, key]));
    keys = await Promise.all(
      stored.map(key => {
        const before = known.get(key.kid);
        return before !== undefined && before.retiredAt === key.retiredAt
          ? before
          : openSigningKey(key, sealer);
      }),
    );
    readAt = now().getTime();
  }

  function refresh(olderThanMs: number): Promise<void> {
    // Clocks are set back at times.
    if (Math.abs(now().getTime() - readAt) < olderThanMs) return Promise.resolve();
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  if ((await storage.keys.all()).every(key => key.retiredAt !== null)) {
    await storage.keys.add(await makeSigningKey(sealer, now()));
  }
  await read();
  newestSigner(keys);

  return {
    async signer() {
      await refresh(KEYS_REFRESH_MS);
      return newestSigner(keys);
    },
    async publicKey(kid) {
      const find = () => keys.find(key => key.kid === kid && !isOver(key.retiredAt, now()))?.publicKey;
      await refresh(find() === undefined ? UNKNOWN_KEY_PAUSE_MS : KEYS_REFRESH_MS);
      return find();
    },
    async jwks() {
      await refresh(KEYS_REFRESH_MS);
      return keys.map(key => key.jwk);
    },
  };
}

function newestSigner(keys: readonly SigningKey[]): { readonly kid: string; readonly privateKey: CryptoKey } {
  const [newest] = keys
    .flatMap(({ kid, privateKey, createdAt }) =>
      privateKey === undefined ? [] : [{ kid, privateKey, createdAt }],
    )
    .sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
  if (newest !== undefined) return newest;
  throw new Error(
    'No signing key of the database can be opened: they were sealed with another authority key. Give this server the same authority.key file, or the same SLUICE_AUTHORITY_KEY, as the one that made them.',
  );
}
