import { valueAt } from '../runtime/arguments/arguments.ts';
import { propertyNamed } from '../runtime/property.ts';
import { isArray } from '../values/canonical.ts';
import type { JsonValue } from '../values/json.ts';
import { isPlainObject } from '../values/merge.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives a property of an object (its name in any letter case) or a member of an array, of that the next and so on;
 * null where there is none.
 */
export const tryGet = pureFunction(
  { name: 'tryGet', minArgs: 2, maxArgs: Number.POSITIVE_INFINITY },
  args => {
    let value = valueAt(args, 0);
    for (const [index, key] of args.values.entries()) if (index > 0) value = getOrNull(value, key);
    return value;
  },
);

function getOrNull(value: JsonValue, key: JsonValue): JsonValue {
  if (isArray(value)) return (typeof key === 'number' ? value[key] : undefined) ?? null;
  if (!isPlainObject(value) || typeof key !== 'string') return null;
  return propertyNamed(value, key) ?? null;
}
