import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { sha1 } from './sha1.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

// The platform is the reference: the same bytes as its own codecs give.

const LENGTHS = Array.from({ length: 140 }, (_, length) => length);

function bytesOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 37 + length * 11) & 0xff);
}

test('SHA-1 of every length around a block is the platform’s', () => {
  for (const length of LENGTHS) {
    const bytes = bytesOf(length);
    expect(Buffer.from(sha1(bytes)).toString('hex')).toBe(createHash('sha1').update(bytes).digest('hex'));
  }
});

test('base64 of every length is the platform’s, and comes back', () => {
  for (const length of LENGTHS) {
    const bytes = bytesOf(length);
    expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
  }
});

test.each(['', 'a', 'é', '€', '\u{1f600}', 'a\u{10ffff}b', '\ud800', 'x\udc00y', '\ufeffa'])(
  'UTF-8 of %j is the platform’s',
  text => {
    expect(Buffer.from(encodeUtf8(text))).toEqual(Buffer.from(text, 'utf8'));
  },
);

test.each([
  [[0x61, 0xc3, 0xa9], 'aé'],
  [[0xff], '\ufffd'],
  [[0xc3], '\ufffd'],
  [[0xc3, 0x61], '\ufffda'],
  [[0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
  [[0xc0, 0x80], '\ufffd\ufffd'],
  [[0xf4, 0x90, 0x80, 0x80], '\ufffd\ufffd\ufffd\ufffd'],
])('the bytes %j read as %j', (bytes, text) => {
  expect(decodeUtf8(Uint8Array.from(bytes))).toBe(text);
});
