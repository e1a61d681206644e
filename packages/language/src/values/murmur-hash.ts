const FIRST = 0x239b961b;
const SECOND = 0xab0e9789;

/**
 * The 64-bit hash that Azure's templates make unique strings from: two 32-bit lanes of MurmurHash3's mixing over
 * blocks of eight bytes, seed 0, little-endian. Checked against published results of Azure (uniqueString.yaml).
 */
export function murmurHash64(bytes: Uint8Array): bigint {
  let low = 0;
  let high = 0;
  const blocks = bytes.length - (bytes.length % 8);
  for (let at = 0; at < blocks; at += 8) {
    low = spread(add(rotate(low ^ scrambleLow(wordAt(bytes, at)), 19), high), 0x561ccd1b);
    high = spread(add(rotate(high ^ scrambleHigh(wordAt(bytes, at + 4)), 13), low), 0x0bcaa747);
  }
  // Bytes that fill no block; missing ones are zeros, which leave a lane as it is.
  low ^= scrambleLow(wordAt(bytes, blocks));
  high ^= scrambleHigh(wordAt(bytes, blocks + 4));

  low ^= bytes.length;
  high ^= bytes.length;
  [low, high] = fold(low, high);
  [low, high] = fold(finish(low), finish(high));
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

function fold(low: number, high: number): [number, number] {
  const sum = add(low, high);
  return [sum, add(high, sum)];
}

function scrambleLow(word: number): number {
  return Math.imul(rotate(Math.imul(word, FIRST), 15), SECOND);
}

function scrambleHigh(word: number): number {
  return Math.imul(rotate(Math.imul(word, SECOND), 17), FIRST);
}

function spread(lane: number, constant: number): number {
  return add(Math.imul(lane, 5), constant);
}

function finish(lane: number): number {
  let word = lane ^ (lane >>> 16);
  word = Math.imul(word, 0x85ebca6b);
  word ^= word >>> 13;
  word = Math.imul(word, 0xc2b2ae35);
  return word ^ (word >>> 16);
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}

function add(left: number, right: number): number {
  return (left + right) | 0;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
