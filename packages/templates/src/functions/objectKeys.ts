import { objectAt } from '@sluice/language/expressions';
import { overValues } from './template-only-function.ts';

/** Gives the names of an object's members, sorted. */
export const objectKeys = overValues({ name: 'objectKeys', minArgs: 1, maxArgs: 1 }, args =>
  Object.keys(objectAt(args, 0)).sort(),
);
