import type { JsonValue } from '../../values/json.ts';
import { booleanAt } from './arguments.ts';

/** A lazily evaluated argument that must be a boolean; `index` is its place among the function's arguments. */
export function truthOf(name: string, value: JsonValue, index: number): boolean {
  if (typeof value === 'boolean') return value;
  return booleanAt({ of: name, values: [...new Array<JsonValue>(index).fill(null), value] }, index);
}
