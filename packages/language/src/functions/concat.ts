import { type Arguments, allowCount, allowLength, arrayAt } from '../runtime/arguments/arguments.ts';
import { scalarTextAt } from '../runtime/arguments/scalar-text-at.ts';
import { isArray } from '../values/canonical.ts';
import type { JsonArray } from '../values/json.ts';
import { pureFunction } from './template-function.ts';

/** Joins texts, numbers and booleans to one text, or arrays to one array. Without arguments: the empty text. */
export const concat = pureFunction(
  { name: 'concat', minArgs: 0, maxArgs: Number.POSITIVE_INFINITY },
  args => {
    if (args.values.some(isArray)) return joinArrays(args);
    const texts = args.values.map((_, index) => scalarTextAt(args, index));
    allowLength(
      args,
      texts.reduce((sum, text) => sum + text.length, 0),
    );
    return texts.join('');
  },
);

function joinArrays(args: Arguments): JsonArray {
  const arrays = args.values.map((_, index) => arrayAt(args, index));
  allowCount(
    args,
    arrays.reduce((sum, array) => sum + array.length, 0),
  );
  return arrays.flat();
}
