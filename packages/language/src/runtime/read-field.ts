import type { JsonObject, JsonValue } from '../values/json.ts';
import { boundScope } from './count-scope.ts';
import { normalizeLocation } from './location.ts';
import { type Path, selectAll, selectOne, wildcardsOf } from './path.ts';
import type { CountScope, Evaluate, FieldReader, Run } from './run.ts';

/**
 * What `field(name)` gives: always of the resource that the rule's `if` judges, also inside an existence condition.
 *
 * A missing property is '', as Azure documents; a path with `[*]` gives an array, and inside a count over that array
 * one with the current member only. A location is normalised.
 */
export function readField(run: Run, name: string): JsonValue {
  return readFieldOrNull(run, name) ?? '';
}

/** `readField`, but null for what is missing or null. */
export function readFieldOrNull(run: Run, name: string): JsonValue {
  return readReader(run.names.field(name), run);
}

/** `readFieldOrNull` for a reader that is known already. */
export function readReader(reader: FieldReader, run: Run): JsonValue {
  const resource = run.input.resource;
  if (reader.compute !== undefined) return reader.compute(resource) ?? null;
  const path = reader.path(resource, run);
  if (path === undefined) return reader.name.includes('[*]') ? [] : null;
  // A count inside an existence condition looks at members of the related resource, which field() does not read.
  const scope = run.resource === resource ? boundScope(run.count, reader.name) : undefined;
  if (wildcardsOf(path) > 0) return present(selectIn(resource, path, scope));
  const value = selectOne(resource, path) ?? null;
  return reader.isLocation ? normalizeLocation(value) : value;
}

/** Everything a path with wildcards selects, seen through the count that holds it, if one does. */
export function selectIn(
  resource: JsonObject,
  path: Path,
  scope: CountScope | undefined,
): (JsonValue | undefined)[] {
  if (scope === undefined) return selectAll(resource, path);
  return selectAll(scope.member, path, scope.wildcards);
}

function present(values: readonly (JsonValue | undefined)[]): readonly JsonValue[] {
  return values.filter(value => value !== undefined);
}

const NULLABLE = new WeakMap<Evaluate, Evaluate>();

/** Remembers that `evaluate` reads a field, and how to read it with null for missing. */
export function markNullable(evaluate: Evaluate, nullable: Evaluate): Evaluate {
  NULLABLE.set(evaluate, nullable);
  return evaluate;
}

/**
 * The same expression, but null where it is a `field()` of a missing property. For functions that tell missing from
 * empty text, such as `coalesce`.
 */
export function orNull(evaluate: Evaluate): Evaluate {
  return NULLABLE.get(evaluate) ?? evaluate;
}
