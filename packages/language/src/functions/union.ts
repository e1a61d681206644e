import {
  type Arguments,
  allowCount,
  arrayAt,
  badArgument,
  objectAt,
} from '../runtime/arguments/arguments.ts';
import { canonicalText, isArray } from '../values/canonical.ts';
import type { JsonArray, JsonValue } from '../values/json.ts';
import { isPlainObject, mergeObjects } from '../values/merge.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives what is in any of the arrays, once each, or all objects merged into one: objects in them too, elsewhere
 * the later value wins. Letter case counts.
 */
export const union = pureFunction({ name: 'union', minArgs: 1, maxArgs: Number.POSITIVE_INFINITY }, args => {
  const [first = null, ...others] = args.values;
  if (isArray(first)) return allMembers(args, [first, ...others.map((_, index) => arrayAt(args, index + 1))]);
  if (!isPlainObject(first)) throw badArgument(args, 0, 'an array or an object');
  return others.map((_, index) => objectAt(args, index + 1)).reduce(mergeObjects, first);
});

function allMembers(args: Arguments, arrays: readonly JsonArray[]): JsonArray {
  const members = new Map<string, JsonValue>();
  for (const member of arrays.flat()) {
    const text = canonicalText(member);
    if (!members.has(text)) members.set(text, member);
  }
  allowCount(args, members.size);
  return [...members.values()];
}
