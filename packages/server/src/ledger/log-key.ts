import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { originOf } from '@sluice/engine';
import type { Storage } from '@sluice/storage';
import type { Sealer } from '../authority/sealer.ts';
import { formatNoteKey, type NoteKey, parseNoteKey, signNote } from './signed-note.ts';

/** Where the key is kept: the public part as it is shown, a space, the sealed private part. */
const PROPERTY = 'ledger.key';

/** What signs the checkpoints of the log. */
export type LogSigner = { readonly key: NoteKey; sign(text: string): string };

/**
 * The signer of an installation's checkpoints, made where there is none. Rejects when the private part was sealed with another
 * authority key.
 */
export async function openLogSigner(
  storage: Pick<Storage, 'properties'>,
  sealer: Sealer,
  tenantId: string,
): Promise<LogSigner> {
  const kept =
    (await storage.properties.get(PROPERTY)) ??
    (await storage.properties.setOnce(PROPERTY, makeKey(sealer, originOf(tenantId))));
  const [shown = '', sealed = ''] = kept.split(' ');
  const [key, opened] = [parseNoteKey(shown), sealer.open(shown, sealed)];
  if (key === undefined || opened === undefined) {
    throw new Error(
      'The key that signs the log was sealed with another authority key. Give this server the same authority.key file, or the same SLUICE_AUTHORITY_KEY, as the one that made it.',
    );
  }
  const privateKey = toPrivateKey(key, opened);
  return { key, sign: text => signNote(text, key, privateKey) };
}

/** The public part; undefined where no server has signed yet. */
export async function readLogKey(storage: Pick<Storage, 'properties'>): Promise<NoteKey | undefined> {
  const [shown = ''] = ((await storage.properties.get(PROPERTY)) ?? '').split(' ');
  return parseNoteKey(shown);
}

function makeKey(sealer: Sealer, name: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const shown = formatNoteKey({ name, publicKey: new Uint8Array(Buffer.from(x, 'base64url')) });
  return `${shown} ${sealer.seal(shown, d)}`;
}

function toPrivateKey({ publicKey }: NoteKey, d: string): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url');
  return createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' });
}
