import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../testing/sha256.ts';
import { inclusionProof, isIncluded, leafHash, merkleRoot } from './merkle.ts';
import { fromHex, toHex } from './sha256.ts';

/** Leaves and roots of the test vectors of Certificate Transparency, the first implementation of RFC 6962. */
const CONTENTS = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = CONTENTS.map(content => leafHash(sha256, fromHex(content)));

describe('the Merkle tree hash', () => {
  it('of nothing is the hash of nothing', () => {
    expect(toHex(merkleRoot(sha256, []))).toBe(createHash('sha256').digest('hex'));
  });

  it.for(ROOTS.map((root, index) => [index + 1, root] as const))(
    'of the first %i leaves of the vectors is theirs',
    ([size, root]) => {
      expect(toHex(merkleRoot(sha256, leaves.slice(0, size)))).toBe(root);
    },
  );

  it('takes no node for a leaf', () => {
    const [one, two] = leaves;
    if (one === undefined || two === undefined) throw new Error('no leaves');
    const both = new Uint8Array([...one, ...two]);
    expect(toHex(leafHash(sha256, both))).not.toBe(toHex(merkleRoot(sha256, [one, two])));
  });
});

describe('a proof of inclusion', () => {
  it.for([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
  ] as const)('of leaf %i of %i is that of the vectors', ([index, size, path]) => {
    expect(inclusionProof(sha256, leaves.slice(0, size), index)?.map(toHex)).toEqual(path);
  });

  it('exists for every leaf and no other, leads to the root, and from no other place or leaf', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, at, other) => {
        const all = Array.from({ length: size }, (_, each) => leafHash(sha256, String(each)));
        const root = merkleRoot(sha256, all);
        const index = at % size;
        const [leaf, path] = [all[index], inclusionProof(sha256, all, index)];
        if (leaf === undefined || path === undefined) throw new Error('there is no proof');
        expect(isIncluded(sha256, leaf, { index, size }, path, root)).toBe(true);
        expect(isIncluded(sha256, leafHash(sha256, 'x'), { index, size }, path, root)).toBe(false);
        expect(isIncluded(sha256, leaf, { index, size }, [...path, root], root)).toBe(false);
        const elsewhere = other % size;
        if (elsewhere !== index)
          expect(isIncluded(sha256, leaf, { index: elsewhere, size }, path, root)).toBe(false);
      }),
    );
    expect(inclusionProof(sha256, leaves, 8)).toBeUndefined();
    expect(inclusionProof(sha256, leaves, -1)).toBeUndefined();
    expect(inclusionProof(sha256, leaves, 0.5)).toBeUndefined();
  });
});
