/** The 20 bytes of the SHA-1 hash (FIPS 180-4). For names that must come out as another system makes them, not for secrets. */
export function sha1(message: Uint8Array): Uint8Array {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const padded = pad(message);
  for (let block = 0; block < padded.length; block += 64) mixBlock(state, padded, block);
  const hash = new Uint8Array(20);
  const view = new DataView(hash.buffer);
  for (const [index, word] of state.entries()) view.setUint32(index * 4, word);
  return hash;
}

/** The message, a one bit, zeros, and its length in bits as 64-bit number. */
function pad(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  return padded;
}

function mixBlock(state: number[], bytes: Uint8Array, block: number): void {
  const words = scheduleOf(bytes, block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  words.forEach((word, round) => {
    const next = (rotate(a, 5) + choose(round, b, c, d) + e + word) | 0;
    [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
  });
  [a, b, c, d, e].forEach((value, index) => {
    state[index] = ((state[index] ?? 0) + value) | 0;
  });
}

function scheduleOf(bytes: Uint8Array, block: number): number[] {
  const view = new DataView(bytes.buffer, block, 64);
  const words: number[] = [];
  for (let index = 0; index < 16; index += 1) words.push(view.getInt32(index * 4));
  for (let index = 16; index < 80; index += 1) {
    const mixed =
      (words[index - 3] ?? 0) ^ (words[index - 8] ?? 0) ^ (words[index - 14] ?? 0) ^ (words[index - 16] ?? 0);
    words.push(rotate(mixed, 1));
  }
  return words;
}

function choose(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
