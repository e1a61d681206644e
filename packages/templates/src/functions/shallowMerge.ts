import { arrayAt, badArgument } from '@sluice/language/expressions';
import { isObject } from '../values/json.ts';
import { overValues } from './template-only-function.ts';

/** Gives one object of the members of all objects in an array; of two equal names the later counts. */
export const shallowMerge = overValues({ name: 'shallowMerge', minArgs: 1, maxArgs: 1 }, args =>
  Object.fromEntries(
    arrayAt(args, 0).flatMap(member => {
      if (!isObject(member)) throw badArgument(args, 0, 'an array of objects');
      return Object.entries(member);
    }),
  ),
);
