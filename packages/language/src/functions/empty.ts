import { badArgument, valueAt } from '../runtime/arguments/arguments.ts';
import { isArray } from '../values/canonical.ts';
import { pureFunction } from './template-function.ts';

/** Says whether a text, an array or an object has nothing in it. Null is empty. */
export const empty = pureFunction({ name: 'empty', minArgs: 1, maxArgs: 1 }, args => {
  const value = valueAt(args, 0);
  if (value === null || value === '') return true;
  if (typeof value === 'string') return false;
  if (typeof value !== 'object') throw badArgument(args, 0, 'a text, an array, an object or null');
  return isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
});
