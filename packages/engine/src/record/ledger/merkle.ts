import type { Sha256 } from './sha256.ts';

/** Leaves and nodes begin differently, so that neither can be taken for the other. */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Source for all of this file: RFC 6962, section 2.1. */
export function leafHash(sha256: Sha256, content: Uint8Array | string): Uint8Array {
  return sha256(LEAF, content);
}

/** The Merkle tree hash over leaf hashes; of none: the hash of nothing. */
export function merkleRoot(sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
  return leaves.length === 0 ? sha256() : rootOf(sha256, leaves, 0, leaves.length);
}

/** The audit path of one leaf, nearest hash first; undefined where there is no such leaf. */
export function inclusionProof(
  sha256: Sha256,
  leaves: readonly Uint8Array[],
  index: number,
): readonly Uint8Array[] | undefined {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) return undefined;
  return pathOf(sha256, leaves, index, 0, leaves.length);
}

/** Whether a path leads from a leaf at its place in a tree of that size to the root. */
export function isIncluded(
  sha256: Sha256,
  leaf: Uint8Array,
  { index, size }: { readonly index: number; readonly size: number },
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isInteger(index) || index < 0 || index >= size) return false;
  const reached = climb(sha256, leaf, index, size, path);
  return reached !== undefined && isSame(reached, root);
}

function rootOf(sha256: Sha256, leaves: readonly Uint8Array[], from: number, to: number): Uint8Array {
  const [only] = to - from === 1 ? leaves.slice(from, to) : [];
  if (only !== undefined) return only;
  const middle = from + splitOf(to - from);
  return sha256(NODE, rootOf(sha256, leaves, from, middle), rootOf(sha256, leaves, middle, to));
}

function pathOf(
  sha256: Sha256,
  leaves: readonly Uint8Array[],
  index: number,
  from: number,
  to: number,
): readonly Uint8Array[] {
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...pathOf(sha256, leaves, index, from, middle), rootOf(sha256, leaves, middle, to)]
    : [...pathOf(sha256, leaves, index, middle, to), rootOf(sha256, leaves, from, middle)];
}

/** The root that leaf and path make; undefined where the path is longer or shorter than the tree is high. */
function climb(
  sha256: Sha256,
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  const sibling = path.at(-1);
  if (size === 1 || sibling === undefined) return size === 1 && sibling === undefined ? leaf : undefined;
  const middle = splitOf(size);
  const rest = path.slice(0, -1);
  const below =
    index < middle
      ? climb(sha256, leaf, index, middle, rest)
      : climb(sha256, leaf, index - middle, size - middle, rest);
  if (below === undefined) return undefined;
  return index < middle ? sha256(NODE, below, sibling) : sha256(NODE, sibling, below);
}

/** The largest power of two below a size of two or more. */
function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
