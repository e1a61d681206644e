import { badArgument, valueAt } from '../runtime/arguments/arguments.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives the boolean that a value says: itself, `true` and `false` in any letter case, '1' and '0', and of numbers
 * whether they are not zero.
 */
export const bool = pureFunction({ name: 'bool', minArgs: 1, maxArgs: 1 }, args => {
  const value = valueAt(args, 0);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  const said = typeof value === 'string' ? SAID.get(value.toLowerCase()) : undefined;
  if (said === undefined)
    throw badArgument(args, 0, 'a boolean, a number, or a text that says true or false');
  return said;
});

const SAID: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
