import { parseNumber } from '../../values/number.ts';
import { type Arguments, badArgument, complaint, valueAt } from './arguments.ts';

/** An argument that is a number or a text that spells one. */
export function spelledNumberAt(args: Arguments, index: number): number {
  const value = valueAt(args, index);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') throw badArgument(args, index, 'a number or a text that spells one');
  const number = parseNumber(value);
  if (number === undefined)
    throw complaint('function/bad-format', args, index, 'a text that spells a number');
  return number;
}
