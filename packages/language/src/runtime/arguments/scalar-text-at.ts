import { displayText } from '../../values/text.ts';
import { type Arguments, badArgument, valueAt } from './arguments.ts';

/** An argument as text; fails for arrays and objects. */
export function scalarTextAt(args: Arguments, index: number): string {
  const value = valueAt(args, index);
  if (typeof value === 'object' && value !== null)
    throw badArgument(args, index, 'a text, a number or a boolean');
  return displayText(value);
}
