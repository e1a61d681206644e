import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { StoredSecret } from '@sluice/storage';

const PREFIX = 'sha256:';
const ABSENT = hashOf('');

/**
 * A new secret of a client and what is stored of it. The secret has 256 random bits, so one fast hash is enough: there is nothing to guess.
 * It is shown once and can never be read back.
 */
export function createSecret(
  clientId: string,
  expiresAt: string | null = null,
): { readonly secret: string; readonly stored: StoredSecret } {
  const secret = randomBytes(32).toString('base64url');
  return {
    secret,
    stored: { id: randomUUID(), clientId, hash: PREFIX + hashOf(secret).toString('hex'), expiresAt },
  };
}

/** Whether a secret is one of those stored and has not expired. Compares at least once, always over the whole hash. */
export function isSecretOf(secret: string, stored: readonly StoredSecret[], now: Date): boolean {
  const given = hashOf(secret);
  const hashes = stored.filter(each => isCurrent(each, now)).map(each => readHash(each.hash));
  return (
    (hashes.length === 0 ? [ABSENT] : hashes).reduce(
      (found, hash) => timingSafeEqual(given, hash) || found,
      false,
    ) && hashes.length > 0
  );
}

function isCurrent({ expiresAt }: StoredSecret, now: Date): boolean {
  return expiresAt === null || Date.parse(expiresAt) > now.getTime();
}

function readHash(text: string): Buffer {
  const bytes = Buffer.from(text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '', 'hex');
  return bytes.length === ABSENT.length ? bytes : Buffer.alloc(ABSENT.length);
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
