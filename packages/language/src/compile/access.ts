import { isObject, propertyNamed } from '../runtime/property.ts';
import { EvaluationError } from '../runtime/run.ts';
import type { Expression } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';

/** The code of the error of reading what is not there. */
export const MISSING_PROPERTY = 'expression/missing-property';

/** `of.name`, ignoring case. Without such a property it is null if `whenMissing`, else it fails. */
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

/** What a resource group or subscription need not have, in lower case. */
const OPTIONAL_OF_SCOPE: ReadonlySet<string> = new Set(['tags', 'managedby']);

/**
 * True for `tags` and `managedBy` of `resourceGroup()` and `subscription()`, and for one tag of them: ARM leaves out
 * what is not set, and built-ins compare it with '' and expect no failure.
 */
export function missingIsNull(access: Expression): boolean {
  if (access.kind !== 'property' && access.kind !== 'index') return false;
  return isOptionalOfScope(access) || isOptionalOfScope(access.of);
}

function isOptionalOfScope(expression: Expression): boolean {
  if (expression.kind !== 'property' && expression.kind !== 'index') return false;
  const name = expression.kind === 'property' ? expression.name : literalText(expression.index);
  return OPTIONAL_OF_SCOPE.has(name.toLowerCase()) && isScopeCall(expression.of);
}

function literalText(expression: Expression): string {
  return expression.kind === 'literal' ? String(expression.value) : '';
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
