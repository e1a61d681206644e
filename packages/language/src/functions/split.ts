import { type Arguments, allowCount, badArgument, textAt, valueAt } from '../runtime/arguments/arguments.ts';
import { isArray } from '../values/canonical.ts';
import { pureFunction } from './template-function.ts';

/**
 * Cuts a text at every delimiter, letter case counted. Of several delimiters (an array) the longest that fits is
 * taken. An empty delimiter cuts nowhere.
 */
export const split = pureFunction({ name: 'split', minArgs: 2, maxArgs: 2 }, args => {
  const text = textAt(args, 0);
  const delimiters = delimitersAt(args, 1).filter(delimiter => delimiter !== '');
  const pieces = delimiters.length === 0 ? [text] : text.split(anyOf(delimiters));
  allowCount(args, pieces.length);
  return pieces;
});

function delimitersAt(args: Arguments, index: number): readonly string[] {
  const value = valueAt(args, index);
  if (!isArray(value)) return [textAt(args, index)];
  const texts = value.filter(member => typeof member === 'string');
  if (texts.length < value.length) throw badArgument(args, index, 'a text or an array of texts');
  return texts;
}

/** Alternatives without repetition: such a pattern never looks back. */
function anyOf(delimiters: readonly string[]): RegExp {
  const longestFirst = [...delimiters].sort((left, right) => right.length - left.length);
  return new RegExp(
    longestFirst.map(delimiter => delimiter.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
  );
}
