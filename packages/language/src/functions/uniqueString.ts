import { scalarTextAt } from '../runtime/arguments/scalar-text-at.ts';
import { murmurHash64 } from '../values/murmur-hash.ts';
import { encodeUtf8 } from '../values/utf8.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives 13 letters and digits that stand for the arguments: a 64-bit hash of them, joined by hyphens, in base 32.
 * The same as Azure's templates give.
 */
export const uniqueString = pureFunction(
  { name: 'uniqueString', minArgs: 1, maxArgs: Number.POSITIVE_INFINITY },
  args => {
    const name = args.values.map((_, index) => scalarTextAt(args, index)).join('-');
    const hash = murmurHash64(encodeUtf8(name));
    return Array.from({ length: LENGTH }, (_, index) => digitAt(hash, index)).join('');
  },
);

const LENGTH = 13;
const DIGITS = 'abcdefghijklmnopqrstuvwxyz234567';

/** Five bits from the top for each digit; zeros follow the last of the 64. */
function digitAt(hash: bigint, index: number): string {
  return DIGITS.charAt(Number(((hash << BigInt(5 * index)) >> 59n) & 31n));
}
