import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/**
 * Signed notes: a text, an empty line, and lines that sign it. Form and keys are those of C2SP `signed-note`, so that other programs
 * (Go's `sumdb/note`, those of transparency logs) can check ours. One signature by one Ed25519 key.
 */
export type NoteKey = {
  /** Shown in the note: no spaces, no plus. */
  readonly name: string;
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array;
};

const ED25519 = 1;
const HASH_BYTES = 4;
const SIGNATURE_BYTES = 64;
const KEY_BYTES = 32;

/** How a key is told: `<name>+<hash>+<key>`, what others call a verifier key. */
export function formatNoteKey(key: NoteKey): string {
  const encoded = Buffer.from([ED25519, ...key.publicKey]).toString('base64');
  return `${key.name}+${hashOf(key).toString('hex')}+${encoded}`;
}

/** Reads what `formatNoteKey` wrote; undefined for anything else. */
export function parseNoteKey(text: string): NoteKey | undefined {
  const [, name, hash, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([\w+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (name === undefined || bytes.length !== KEY_BYTES + 1 || bytes[0] !== ED25519) return undefined;
  const key = { name, publicKey: new Uint8Array(bytes.subarray(1)) };
  return hashOf(key).toString('hex') === hash ? key : undefined;
}

/** Signs a text, which ends with a line feed. */
export function signNote(text: string, key: NoteKey, privateKey: KeyObject): string {
  const signature = Buffer.concat([hashOf(key), sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${key.name} ${signature.toString('base64')}\n`;
}

/** The text that is signed, whoever signed it; undefined for what is no note. */
export function textOfNote(note: string): string | undefined {
  return splitNote(note)?.text;
}

/** Whether the key signed the note. Signatures of others beside it do not matter. */
export function isSignedBy(note: string, key: NoteKey): boolean {
  const { text = '', signatures = [] } = splitNote(note) ?? {};
  const wanted = hashOf(key);
  return signatures.some(({ name, bytes }) => {
    const isOurs = name === key.name && wanted.equals(bytes.subarray(0, HASH_BYTES));
    return isOurs && verify(null, Buffer.from(text), publicKeyOf(key), bytes.subarray(HASH_BYTES));
  });
}

function splitNote(note: string) {
  const lines = note.replaceAll('\r\n', '\n');
  const end = lines.lastIndexOf('\n\n');
  if (end === -1 || !lines.endsWith('\n')) return undefined;
  const signatures = lines
    .slice(end + 2, -1)
    .split('\n')
    .map(line => {
      const [, name = '', encoded = ''] = /^— (\S+) ([\w+/=]+)$/.exec(line) ?? [];
      return { name, bytes: Buffer.from(encoded, 'base64') };
    });
  if (signatures.some(({ name, bytes }) => name === '' || bytes.length < HASH_BYTES + SIGNATURE_BYTES))
    return undefined;
  return { text: lines.slice(0, end + 1), signatures };
}

function hashOf({ name, publicKey }: NoteKey): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([ED25519, ...publicKey]))
    .digest()
    .subarray(0, HASH_BYTES);
}

function publicKeyOf({ publicKey }: NoteKey): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
