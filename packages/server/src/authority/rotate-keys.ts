import type { Storage } from '@sluice/storage';
import { KEY_AFTERLIFE_MS } from './lifetimes.ts';
import type { Sealer } from './sealer.ts';
import { makeSigningKey } from './signing-key.ts';

/**
 * Makes a new signing key, retires the others and removes those whose last token has long expired. Gives the new key's id.
 *
 * Rejects when the sealer cannot open the keys in use: servers could not open the new one either.
 * Running servers take it up within half a minute; retired keys stay in the JWKS until nothing that they signed is valid.
 */
export async function rotateKeys(storage: Pick<Storage, 'keys'>, sealer: Sealer, now: Date): Promise<string> {
  const before = await storage.keys.all();
  const active = before.filter(key => key.retiredAt === null);
  if (active.some(key => sealer.open(key.kid, key.sealedPrivateKey) === undefined)) {
    throw new Error(
      'The signing keys in use were sealed with another authority key: no server could use one made with this key.',
    );
  }
  const made = await makeSigningKey(sealer, now);
  await storage.keys.add(made);
  for (const key of before) {
    if (key.retiredAt === null) await storage.keys.retire(key.kid, now.toISOString());
    else if (isOver(key.retiredAt, now)) await storage.keys.remove(key.kid);
  }
  return made.kid;
}

/** Whether no token that the key signed can be valid any more. */
export function isOver(retiredAt: string | null, now: Date): boolean {
  return retiredAt !== null && now.getTime() - Date.parse(retiredAt) > KEY_AFTERLIFE_MS;
}
