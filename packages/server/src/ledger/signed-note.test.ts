import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { formatNoteKey, isSignedBy, parseNoteKey, signNote, textOfNote } from './signed-note.ts';

/** Key and note of the documentation of Go's golang.org/x/mod/sumdb/note, where the form comes from. */
const NEUMANN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

function keyOf(text: string) {
  const key = parseNoteKey(text);
  if (key === undefined) throw new Error('no key');
  return key;
}

function newKey(name: string) {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = privateKey.export({ format: 'jwk' });
  return { key: { name, publicKey: new Uint8Array(Buffer.from(x, 'base64url')) }, privateKey };
}

it('a note of another program is checked', () => {
  const key = keyOf(NEUMANN);
  expect(formatNoteKey(key)).toBe(NEUMANN);
  expect(textOfNote(NOTE)).toBe(TEXT);
  expect(isSignedBy(NOTE, key)).toBe(true);
  // As an editor or a mail may leave it.
  expect(isSignedBy(NOTE.replaceAll('\n', '\r\n'), key)).toBe(true);
});

it.for([
  ['another text', NOTE.replace('problem is', 'problem was')],
  ['another signature', NOTE.replace('x08go/ZJ', 'x08go/ZK')],
  ['another key hash', NOTE.replace('x08go', 'y08go')],
  ['another name', NOTE.replace('— PeterNeumann', '— Mallory')],
  ['no signature', TEXT],
  ['a cut signature', `${NOTE.slice(0, -20)}\n`],
  ['nothing', ''],
] as const)('a note with %s is not signed', ([, note]) => {
  expect(isSignedBy(note, keyOf(NEUMANN))).toBe(false);
});

it('what we sign is signed by our key and no other, beside signatures of others too', () => {
  const [ours, theirs] = [newKey('a/log'), newKey('a/log')];
  const note = signNote('one\n\ntwo\n', ours.key, ours.privateKey);
  expect(textOfNote(note)).toBe('one\n\ntwo\n');
  expect(isSignedBy(note, keyOf(formatNoteKey(ours.key)))).toBe(true);
  expect(isSignedBy(note, theirs.key)).toBe(false);
  const other = signNote('one\n\ntwo\n', theirs.key, theirs.privateKey);
  const both = note + other.slice(other.indexOf('— '));
  expect([isSignedBy(both, ours.key), isSignedBy(both, theirs.key)]).toEqual([true, true]);
});

it.for(['', 'x', NEUMANN.replace('c74f', 'c74e'), NEUMANN.slice(0, -4), NEUMANN.replace('+AR', '+BR')])(
  '%j is no key',
  text => {
    expect(parseNoteKey(text)).toBeUndefined();
  },
);
