import { valueAt } from '../runtime/arguments/arguments.ts';
import { isArray } from '../values/canonical.ts';
import { pureFunction } from './template-function.ts';

/** Gives a value as the only member of an array; an array stays as it is. */
export const array = pureFunction({ name: 'array', minArgs: 1, maxArgs: 1 }, args => {
  const value = valueAt(args, 0);
  return isArray(value) ? value : [value];
});
