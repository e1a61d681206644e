import type { JsonObject, JsonValue } from '@sluice/language/expressions';
import { at, isObject, memberOf } from '../values/json.ts';
import type { CopyDeclaration, ResourceLoop } from './parsed-template.ts';
import type { Reader } from './reader.ts';

/** A loop in a `copy` array: over the members of an object or over variables. `input` makes each member. */
export type ValueLoop = CopyDeclaration & { readonly name: string; readonly input: JsonValue };

/** Reads one member of a `copy` array; undefined, and what is wrong with it, when it is none. */
export function readValueLoop(
  value: JsonValue,
  pointer: string,
): { readonly loop: ValueLoop } | { readonly problem: string } {
  if (!isObject(value))
    return { problem: "A member of 'copy' must be an object with name, count and input." };
  const name = memberOf(value, 'name');
  const count = memberOf(value, 'count');
  const input = memberOf(value, 'input');
  if (typeof name !== 'string' || name === '') return { problem: "A member of 'copy' needs a name." };
  if (count === undefined) return { problem: `The copy '${name}' needs a count.` };
  if (input === undefined) return { problem: `The copy '${name}' needs an input.` };
  return { loop: { name, count, input, pointer } };
}

/** Reads the `copy` of a resource. */
export function parseResourceLoop(
  resource: JsonObject,
  pointer: string,
  reader: Reader,
): ResourceLoop | undefined {
  const copy = memberOf(resource, 'copy');
  const place = at(pointer, 'copy');
  if (copy === undefined || copy === null) return undefined;
  if (!isObject(copy)) {
    reader.problem(place, "The 'copy' of a resource must be an object with name and count.");
    return undefined;
  }
  const name = memberOf(copy, 'name');
  const count = memberOf(copy, 'count');
  if (typeof name !== 'string' || name === '') reader.problem(place, 'The copy of a resource needs a name.');
  if (count === undefined) reader.problem(place, 'The copy of a resource needs a count.');
  const mode = memberOf(copy, 'mode') ?? 'Parallel';
  const lower = typeof mode === 'string' ? mode.toLowerCase() : '';
  if (lower !== 'serial' && lower !== 'parallel')
    reader.problem(at(place, 'mode'), "The mode of a copy must be 'Serial' or 'Parallel'.");
  const batchSize = memberOf(copy, 'batchSize') ?? 1;
  if (typeof batchSize !== 'number' || !Number.isInteger(batchSize) || batchSize < 1)
    reader.problem(at(place, 'batchSize'), 'The batchSize of a copy must be a whole number, 1 or more.');
  return {
    name: typeof name === 'string' ? name : '',
    count: count === undefined ? 0 : count,
    isSerial: lower === 'serial',
    batchSize: typeof batchSize === 'number' && batchSize >= 1 ? Math.floor(batchSize) : 1,
    pointer: place,
  };
}

/** Reads the `copy` of an output: a count and an input, without a name. */
export function parseOutputLoop(
  output: JsonObject,
  pointer: string,
  reader: Reader,
): { readonly loop: CopyDeclaration; readonly input: JsonValue } | undefined {
  const copy = memberOf(output, 'copy');
  if (copy === undefined) return undefined;
  const place = at(pointer, 'copy');
  const count = isObject(copy) ? memberOf(copy, 'count') : undefined;
  const input = isObject(copy) ? memberOf(copy, 'input') : undefined;
  if (count !== undefined && input !== undefined) return { loop: { count, pointer: place }, input };
  reader.problem(place, "The 'copy' of an output must be an object with count and input.");
  return undefined;
}
