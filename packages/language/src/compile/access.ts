import { isObject, propertyNamed } from '../runtime/property.ts';
import { EvaluationError } from '../runtime/run.ts';
import type { Expression } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';

/** The code of the error of reading what is not there. */
export const MISSING_PROPERTY = 'expression/missing-property';

/** `of.name`, ignoring case. Fails when there is no such property, unless `missingIsNull`. */
export function accessProperty(of: JsonValue, name: string, whenMissing: boolean): JsonValue {
  const value = isObject(of) ? propertyNamed(of, name) : undefined;
  if (value !== undefined) return value;
  if (whenMissing) return null;
  throw new EvaluationError(
    MISSING_PROPERTY,
    `There is no property '${name}' in ${describe(of)}. tryGet() gives null instead of failing.`,
  );
}

/** `of[index]`: a member of an array by number, a property of an object by name. */
export function accessIndex(of: JsonValue, index: JsonValue, whenMissing: boolean): JsonValue {
  if (typeof index === 'string' && !Array.isArray(of)) return accessProperty(of, index, whenMissing);
  const value =
    Array.isArray(of) && typeof index === 'number' ? (of[index] as JsonValue | undefined) : undefined;
  if (value !== undefined) return value;
  if (whenMissing) return null;
  throw new EvaluationError(
    MISSING_PROPERTY,
    `There is no member ${JSON.stringify(index)} in ${describe(of)}.`,
  );
}

/**
 * True for tags of `resourceGroup()` and `subscription()`, and for a tag of them: built-ins compare a tag that is not
 * there with '' and expect no failure.
 */
export function missingIsNull(access: Expression): boolean {
  if (access.kind !== 'property' && access.kind !== 'index') return false;
  return isScopeTags(access) || isScopeTags(access.of);
}

function isScopeTags(expression: Expression): boolean {
  if (expression.kind === 'property')
    return expression.name.toLowerCase() === 'tags' && isScopeCall(expression.of);
  if (expression.kind !== 'index' || expression.index.kind !== 'literal') return false;
  return String(expression.index.value).toLowerCase() === 'tags' && isScopeCall(expression.of);
}

function isScopeCall(expression: Expression): boolean {
  return (
    expression.kind === 'call' && ['resourcegroup', 'subscription'].includes(expression.name.toLowerCase())
  );
}

function describe(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === 'object' ? 'the object' : `a ${typeof value}`;
}
