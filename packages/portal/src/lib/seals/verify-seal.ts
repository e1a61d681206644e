import type { JsonObject } from '@sluice/arm/protocol';
import { numberAt, objectAt, textAt } from '../json.ts';

// Checks what the log's checkpoints say of themselves, in the browser. The forms are those of docs/activity-log.md.

/** A sealed batch of entries, with the checkpoint that was signed when it was sealed. */
export type Seal = {
  readonly number: number;
  readonly total: number;
  readonly sealedAt: string;
  readonly hash: string;
  readonly previous: string;
  /** The lines that the hash is of. */
  readonly header: string;
  /** The signed note. */
  readonly note: string;
  /** The public key, as notes tell keys; undefined where no server has signed yet. */
  readonly key: string | undefined;
};

export type SealVerdict =
  | { readonly kind: 'good' }
  | { readonly kind: 'badSignature' }
  | { readonly kind: 'badHeader'; readonly batch: number }
  /** The browser cannot check such signatures. */
  | { readonly kind: 'unsupported' };

export function readSeal(checkpoint: JsonObject | undefined): Seal {
  const properties = objectAt(checkpoint, 'properties');
  const number = (name: string) => numberAt(properties, name) ?? 0;
  const text = (name: string) => textAt(properties, name) ?? '';
  const lines = [
    `sluice-log-batch/${number('version')}`,
    ...['number', 'firstSeq', 'lastSeq', 'count', 'total'].map(number),
    ...['root', 'previous', 'sealedAt'].map(text),
    '',
  ];
  return {
    number: number('number'),
    total: number('total'),
    sealedAt: text('sealedAt'),
    hash: text('hash'),
    previous: text('previous'),
    header: lines.join('\n'),
    note: text('checkpoint'),
    key: textAt(properties, 'key'),
  };
}

/** Whether the newest batch is signed by the log's key for what it says, and each of the batches, newest first, follows on the one before it. */
export async function verifySeals(
  seals: readonly Seal[],
  subtle: Pick<SubtleCrypto, 'digest' | 'importKey' | 'verify'>,
): Promise<SealVerdict> {
  for (const [index, seal] of seals.entries()) {
    const before = seals[index + 1];
    const follows =
      before === undefined || (seal.previous === before.hash && seal.number === before.number + 1);
    if (!follows || (await sha256(seal.header, subtle)) !== seal.hash)
      return { kind: 'badHeader', batch: seal.number };
  }
  const [newest] = seals;
  if (newest === undefined) return { kind: 'badSignature' };
  try {
    return { kind: (await isSigned(newest, subtle)) ? 'good' : 'badSignature' };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') return { kind: 'unsupported' };
    throw error;
  }
}

const ED25519 = 1;
const KEY_HASH_BYTES = 4;

async function isSigned(
  { note, key, hash, total, number, sealedAt }: Seal,
  subtle: Pick<SubtleCrypto, 'importKey' | 'verify'>,
): Promise<boolean> {
  const [, name, , encodedKey = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([\w+/=]+)$/.exec(key ?? '') ?? [];
  const end = note.lastIndexOf('\n\n');
  const [, signer, encodedSignature = ''] = /^— (\S+) ([\w+/=]+)\n$/.exec(note.slice(end + 2)) ?? [];
  const keyBytes = fromBase64(encodedKey);
  if (end === -1 || name === undefined || signer !== name || keyBytes[0] !== ED25519) return false;
  const text = note.slice(0, end + 1);
  const says = `${[name, 'sluice-log-checkpoint/1', number, total, hash, sealedAt].join('\n')}\n`;
  if (text !== says) return false;
  const imported = await subtle.importKey('raw', keyBytes.slice(1), { name: 'Ed25519' }, false, ['verify']);
  const signature = fromBase64(encodedSignature).slice(KEY_HASH_BYTES);
  return subtle.verify({ name: 'Ed25519' }, imported, signature, new TextEncoder().encode(text));
}

async function sha256(text: string, subtle: Pick<SubtleCrypto, 'digest'>): Promise<string> {
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
