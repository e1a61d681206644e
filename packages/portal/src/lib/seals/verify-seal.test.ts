import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSeal, type Seal, verifySeals } from './verify-seal.ts';

const { subtle } = globalThis.crypto;
const ORIGIN = 'tenant/activity-log';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
const keyBytes = Buffer.from([1, ...raw]);
const keyHash = createHash('sha256').update(`${ORIGIN}\n`).update(keyBytes).digest().subarray(0, 4);
const KEY = `${ORIGIN}+${keyHash.toString('hex')}+${keyBytes.toString('base64')}`;

/** A batch as a server seals it. */
function sealed(number: number, previous: string): Seal {
  const header = {
    version: 1,
    number,
    firstSeq: number * 10,
    lastSeq: number * 10 + 9,
    count: 10,
    total: number * 10,
    root: 'a'.repeat(64),
    previous,
    sealedAt: '2026-11-29T06:40:45.127Z',
  };
  const lines = ['sluice-log-batch/1', ...Object.values(header).slice(1), ''].join('\n');
  const hash = createHash('sha256').update(lines).digest('hex');
  const text = `${[ORIGIN, 'sluice-log-checkpoint/1', number, header.total, hash, header.sealedAt].join('\n')}\n`;
  const signature = Buffer.concat([keyHash, sign(null, Buffer.from(text), privateKey)]).toString('base64');
  return readSeal({
    properties: { ...header, hash, checkpoint: `${text}\n— ${ORIGIN} ${signature}\n`, key: KEY },
  });
}

const first = sealed(1, '0'.repeat(64));
const second = sealed(2, first.hash);
const third = sealed(3, second.hash);

describe('the newest checkpoints', () => {
  it('are good as they were sealed', async () => {
    expect(await verifySeals([third, second, first], subtle)).toEqual({ kind: 'good' });
    expect(await verifySeals([first], subtle)).toEqual({ kind: 'good' });
  });

  it.each<[string, readonly Seal[], object]>([
    [
      'a number was changed',
      [readSeal({ properties: { ...altered(third), total: 29 } }), second],
      { kind: 'badHeader', batch: 3 },
    ],
    ['a batch was taken out', [third, first], { kind: 'badHeader', batch: 3 }],
    [
      'an older one was changed',
      [third, { ...second, header: `${second.header}x` }],
      { kind: 'badHeader', batch: 2 },
    ],
    ['the note is of another batch', [{ ...third, note: second.note }, second], { kind: 'badSignature' }],
    ['the note was cut', [{ ...third, note: 'no note' }], { kind: 'badSignature' }],
    ['the key is another one', [{ ...third, key: otherKey() }], { kind: 'badSignature' }],
    ['there is no key', [{ ...third, key: undefined }], { kind: 'badSignature' }],
    ['there is none', [], { kind: 'badSignature' }],
  ])('are not when %s', async (_, seals, verdict) =>
    expect(await verifySeals(seals, subtle)).toEqual(verdict),
  );

  it('cannot be told by a browser without Ed25519', async () => {
    const old = {
      digest: subtle.digest.bind(subtle),
      verify: subtle.verify.bind(subtle),
      importKey: () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError')),
    } as unknown as SubtleCrypto;
    expect(await verifySeals([first], old)).toEqual({ kind: 'unsupported' });
  });
});

function altered({ number, hash, note, key, sealedAt, previous }: Seal) {
  return {
    version: 1,
    number,
    firstSeq: 30,
    lastSeq: 39,
    count: 10,
    root: 'a'.repeat(64),
    previous,
    sealedAt,
    hash,
    checkpoint: note,
    ...(key === undefined ? {} : { key }),
  };
}

function otherKey(): string {
  const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
  return `${ORIGIN}+00000000+${Buffer.from([1, ...Buffer.from(other, 'base64url')]).toString('base64')}`;
}
