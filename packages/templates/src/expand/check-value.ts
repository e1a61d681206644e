import type { JsonObject, JsonValue } from '@sluice/language/expressions';
import { resolveSchema } from '../parse/parse-type.ts';
import { at, isArray, isObject, kindOf, memberOf } from '../values/json.ts';

export type ValueProblem = { readonly path: string; readonly message: string };

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'String',
  securestring: 'String',
  int: 'Integer',
  bool: 'Boolean',
  object: 'Object',
  secureobject: 'Object',
  array: 'Array',
};

/** What is wrong with a value of a declared type, the first thing found; `path` is a JSON pointer in the value. */
export function checkValue(
  value: JsonValue,
  declared: JsonObject,
  definitions: JsonObject,
  path = '',
): ValueProblem | undefined {
  const schema = resolveSchema(declared, definitions);
  if (value === null && memberOf(schema, 'nullable') === true) return undefined;
  return (
    checkType(value, schema, path) ??
    checkAllowed(value, schema, path) ??
    checkRange(value, schema, path) ??
    checkMembers(value, schema, definitions, path)
  );
}

function checkType(value: JsonValue, schema: JsonObject, path: string): ValueProblem | undefined {
  const type = memberOf(schema, 'type');
  const expected = typeof type === 'string' ? EXPECTED[type.toLowerCase()] : undefined;
  const found = kindOf(value);
  if (expected === undefined || expected === found) return undefined;
  return {
    path,
    message: `Expected a value of type '${expected}', but received a value of type '${found}'.`,
  };
}

function checkAllowed(value: JsonValue, schema: JsonObject, path: string): ValueProblem | undefined {
  const allowed = memberOf(schema, 'allowedValues');
  if (!isArray(allowed) || allowed.some(each => isSame(each, value))) return undefined;
  // Of an array each member may be one of the allowed.
  if (isArray(value) && value.every(member => allowed.some(each => isSame(each, member)))) return undefined;
  const listed = allowed.map(each => (typeof each === 'string' ? each : JSON.stringify(each))).join(',');
  return { path, message: `The value is not part of the allowed value(s): '${listed.slice(0, 500)}'.` };
}

function isSame(allowed: JsonValue, value: JsonValue): boolean {
  if (typeof allowed === 'string' && typeof value === 'string') return allowed === value;
  return (
    allowed === value || (typeof value === 'object' && JSON.stringify(allowed) === JSON.stringify(value))
  );
}

function checkRange(value: JsonValue, schema: JsonObject, path: string): ValueProblem | undefined {
  const size = typeof value === 'string' || isArray(value) ? value.length : undefined;
  const limits = [
    ['minLength', size, 1],
    ['maxLength', size, -1],
    ['minValue', typeof value === 'number' ? value : undefined, 1],
    ['maxValue', typeof value === 'number' ? value : undefined, -1],
  ] as const;
  for (const [name, found, sign] of limits) {
    const limit = memberOf(schema, name);
    if (typeof limit === 'number' && found !== undefined && sign * (found - limit) < 0)
      return { path, message: `${found} is outside of what '${name}' allows: ${limit}.` };
  }
  return undefined;
}

function checkMembers(
  value: JsonValue,
  schema: JsonObject,
  definitions: JsonObject,
  path: string,
): ValueProblem | undefined {
  if (isArray(value)) {
    const items = memberOf(schema, 'items');
    const prefix = memberOf(schema, 'prefixItems');
    for (const [index, member] of value.entries()) {
      const item = (isArray(prefix) ? prefix[index] : undefined) ?? items;
      const problem = isObject(item) ? checkValue(member, item, definitions, at(path, index)) : undefined;
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
  return isObject(value) ? checkProperties(value, schema, definitions, path) : undefined;
}

function checkProperties(
  value: JsonObject,
  schema: JsonObject,
  definitions: JsonObject,
  path: string,
): ValueProblem | undefined {
  const properties = memberOf(schema, 'properties');
  const additional = memberOf(schema, 'additionalProperties');
  const declared = isObject(properties) ? properties : {};
  for (const [name, type] of Object.entries(declared)) {
    if (!isObject(type)) continue;
    const member = memberOf(value, name);
    if (member === undefined) {
      if (memberOf(resolveSchema(type, definitions), 'nullable') === true) continue;
      return { path, message: `The property '${name}' is missing.` };
    }
    const problem = checkValue(member, type, definitions, at(path, name));
    if (problem !== undefined) return problem;
  }
  for (const [name, member] of Object.entries(value)) {
    if (memberOf(declared, name) !== undefined) continue;
    if (additional === false) return { path, message: `The property '${name}' is not allowed.` };
    const problem = isObject(additional)
      ? checkValue(member, additional, definitions, at(path, name))
      : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
}
