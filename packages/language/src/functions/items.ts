import { objectAt } from '../runtime/arguments/arguments.ts';
import { compareCodePoints, compareFolded } from '../values/fold.ts';
import { pureFunction } from './template-function.ts';

/** Gives the properties of an object as array of `{key, value}`, sorted by key. */
export const items = pureFunction({ name: 'items', minArgs: 1, maxArgs: 1 }, args =>
  Object.entries(objectAt(args, 0))
    .sort(([left], [right]) => compareFolded(left, right) || compareCodePoints(left, right))
    .map(([key, value]) => ({ key, value })),
);
