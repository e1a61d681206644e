import { badArgument, valueAt } from '../runtime/arguments/arguments.ts';
import { scalarTextAt } from '../runtime/arguments/scalar-text-at.ts';
import { isArray, isIdentical } from '../values/canonical.ts';
import { hasKey } from '../values/compare.ts';
import { foldText } from '../values/fold.ts';
import { isPlainObject } from '../values/merge.ts';
import { pureFunction } from './template-function.ts';

/**
 * Says whether a text holds another, an array a value, or an object a key. Texts and values count with case, keys
 * without.
 */
export const contains = pureFunction({ name: 'contains', minArgs: 2, maxArgs: 2 }, args => {
  const container = valueAt(args, 0);
  const item = valueAt(args, 1);
  if (isArray(container)) return container.some(member => isIdentical(member, item));
  if (isPlainObject(container)) return hasKey(container, foldText(scalarTextAt(args, 1)));
  if (typeof container !== 'string') throw badArgument(args, 0, 'a text, an array or an object');
  return container.includes(scalarTextAt(args, 1));
});
