import { createHash, randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Principal } from '@sluice/engine/model';
import type { StoredSecret } from '@sluice/storage';

const PREFIX = 'sha256:';
const ABSENT = hashOf('');

/** Cost of a password's hash (scrypt): 32 MiB and some 60 ms for each guess. */
const COST = { N: 2 ** 15, r: 8, p: 1 };
const MAX_MEMORY = 2 * 128 * COST.N * COST.r;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** What somebody's secrets are kept under: an application's id; a user's object id, so that another user of the same name has none of them. */
export function secretKeyOf({ kind, id, clientId }: Pick<Principal, 'kind' | 'id' | 'clientId'>): string {
  return kind === 'User' ? id : clientId;
}

/**
 * A new secret of a client and what is stored of it. The secret has 256 random bits, so one fast hash is enough: there is nothing to guess.
 * It is shown once and can never be read back.
 */
export function createSecret(
  clientId: string,
  expiresAt: string | null = null,
): { readonly secret: string; readonly stored: StoredSecret } {
  const secret = randomSecret(32);
  return {
    secret,
    stored: { id: randomUUID(), clientId, hash: PREFIX + hashOf(secret).toString('hex'), expiresAt },
  };
}

/** Random text to be shown once. One that begins with a dash would be read as an option where it is typed: `az login -p SECRET`. */
export function randomSecret(sizeBytes: number): string {
  const secret = randomBytes(sizeBytes).toString('base64url');
  return secret.startsWith('-') ? randomSecret(sizeBytes) : secret;
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

/** What is stored of a password, which people choose: a slow hash with a salt of its own. `scrypt:N:r:p:salt:hash`, in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64'), (await derive(password, salt)).toString('base64')].join(
    ':',
  );
}

/** Whether a password is the one stored. It takes as long where there is none to compare with. */
export async function isPasswordOf(password: string, stored: readonly StoredSecret[]): Promise<boolean> {
  const [, , , , salt = '', hash = ''] =
    stored.find(each => each.hash.startsWith('scrypt:'))?.hash.split(':') ?? [];
  const given = await derive(password, Buffer.from(salt, 'base64'));
  const known = Buffer.from(hash, 'base64');
  return known.length === given.length && timingSafeEqual(given, known);
}

const deriveKey = promisify<string, Buffer, number, object, Buffer>(scrypt);

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return deriveKey(password.normalize('NFKC'), salt, KEY_BYTES, { ...COST, maxmem: MAX_MEMORY });
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
