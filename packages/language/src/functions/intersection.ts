import { arrayAt, badArgument, objectAt } from '../runtime/arguments/arguments.ts';
import { canonicalText, isArray, isIdentical } from '../values/canonical.ts';
import type { JsonArray, JsonObject } from '../values/json.ts';
import { isPlainObject } from '../values/merge.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives what is in all arrays, in the order of the first and once each, or the properties that all objects have
 * with equal values. Letter case counts.
 */
export const intersection = pureFunction(
  { name: 'intersection', minArgs: 1, maxArgs: Number.POSITIVE_INFINITY },
  args => {
    const [first = null, ...others] = args.values;
    if (isArray(first))
      return commonMembers(
        first,
        others.map((_, index) => arrayAt(args, index + 1)),
      );
    if (!isPlainObject(first)) throw badArgument(args, 0, 'an array or an object');
    return commonProperties(
      first,
      others.map((_, index) => objectAt(args, index + 1)),
    );
  },
);

function commonMembers(first: JsonArray, others: readonly JsonArray[]): JsonArray {
  const wanted = others.map(other => new Set(other.map(canonicalText)));
  const seen = new Set<string>();
  return first.filter(member => {
    const text = canonicalText(member);
    if (seen.has(text)) return false;
    seen.add(text);
    return wanted.every(other => other.has(text));
  });
}

function commonProperties(first: JsonObject, others: readonly JsonObject[]): JsonObject {
  const common = Object.entries(first).filter(([name, value]) =>
    others.every(other => hasEqual(other, name, value)),
  );
  return Object.fromEntries(common);
}

function hasEqual(object: JsonObject, name: string, value: JsonObject[string]): boolean {
  const own = Object.hasOwn(object, name) ? object[name] : undefined;
  return own !== undefined && isIdentical(own, value);
}
