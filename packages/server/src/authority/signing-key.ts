import type { StoredKey } from '@sluice/storage';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import type { Sealer } from './sealer.ts';

export const SIGNING_ALGORITHM = 'RS256';

/** A signing key as this process uses it. */
export type SigningKey = {
  readonly kid: string;
  /** As the JWKS shows it. */
  readonly jwk: JWK;
  readonly publicKey: CryptoKey;
  /** Undefined when it is retired, or sealed with another key than ours. */
  readonly privateKey: CryptoKey | undefined;
  readonly createdAt: string;
  readonly retiredAt: string | null;
};

/** A new key, ready to be stored: the private part is sealed under its id. */
export async function makeSigningKey(sealer: Sealer, now: Date): Promise<StoredKey> {
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true, modulusLength: 2048 });
  const publicJwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const jwk: JWK = { ...publicJwk, kid, use: 'sig', alg: SIGNING_ALGORITHM };
  return {
    kid,
    publicJwk: JSON.stringify(jwk),
    sealedPrivateKey: sealer.seal(kid, JSON.stringify(await exportJWK(pair.privateKey))),
    createdAt: now.toISOString(),
    retiredAt: null,
  };
}

/** A stored key made usable. */
export async function openSigningKey(stored: StoredKey, sealer: Sealer): Promise<SigningKey> {
  const jwk: JWK = JSON.parse(stored.publicJwk);
  const opened = stored.retiredAt === null ? sealer.open(stored.kid, stored.sealedPrivateKey) : undefined;
  return {
    kid: stored.kid,
    jwk,
    publicKey: await importRsa(jwk),
    privateKey: opened === undefined ? undefined : await importRsa(JSON.parse(opened)),
    createdAt: stored.createdAt,
    retiredAt: stored.retiredAt,
  };
}

async function importRsa(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, SIGNING_ALGORITHM);
  if (key instanceof Uint8Array) throw new Error('A signing key of the database is no RSA key.');
  return key;
}
