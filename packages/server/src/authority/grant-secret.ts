import { hash, randomBytes } from 'node:crypto';

/** A new session id, code or refresh token: 256 random bits, in the alphabet of URLs, and the hash that is kept of it. */
export function createGrantSecret(): { readonly secret: string; readonly hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashGrantSecret(secret) };
}

/** What a secret that somebody sent is looked for by. There is nothing to guess, so one fast hash is enough. */
export function hashGrantSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}
