import { isArray } from '../../values/canonical.ts';
import { type Arguments, badArgument, complaint, numberAt } from './arguments.ts';

/** The numbers that `min` and `max` compare: the arguments, or the members of the only one. Never empty. */
export function numbersOf(args: Arguments): readonly number[] {
  const [first] = args.values;
  if (!isArray(first)) return args.values.map((_, index) => numberAt(args, index));
  const numbers = first.filter(member => typeof member === 'number');
  if (args.values.length > 1 || numbers.length < first.length) {
    throw badArgument(args, 0, 'a number, or the only argument and an array of numbers');
  }
  if (numbers.length === 0)
    throw complaint('function/out-of-range', args, 0, 'an array with at least one number');
  return numbers;
}
