import type { JsonObject, JsonValue } from '@sluice/language';

/**
 * Where a value does not follow a JSON schema, by pointer. Knows only the keywords that the schemas of conformance/ use:
 * type, enum, required, properties, additionalProperties, items, minItems and $ref to $defs.
 */
export function schemaProblems(schema: JsonObject, value: JsonValue | object): readonly string[] {
  return check(schema, schema, value as JsonValue, '');
}

function check(root: JsonObject, given: JsonObject, value: JsonValue, at: string): readonly string[] {
  const schema = resolve(root, given);
  const type = schema['type'];
  if (typeof type === 'string' && typeOf(value) !== type)
    return [`${at}: expected ${type}, found ${typeOf(value)}`];
  const allowed = schema['enum'];
  if (Array.isArray(allowed) && !allowed.includes(value))
    return [`${at}: expected one of ${allowed.join(', ')}`];
  if (Array.isArray(value)) return checkItems(root, schema, value, at);
  return typeOf(value) === 'object' ? checkObject(root, schema, value as JsonObject, at) : [];
}

function checkItems(
  root: JsonObject,
  schema: JsonObject,
  values: readonly JsonValue[],
  at: string,
): readonly string[] {
  const few = values.length < Number(schema['minItems'] ?? 0) ? [`${at}: too few items`] : [];
  const items = schema['items'];
  if (items === undefined) return few;
  return [
    ...few,
    ...values.flatMap((value, index) => check(root, items as JsonObject, value, `${at}/${index}`)),
  ];
}

function checkObject(root: JsonObject, schema: JsonObject, value: JsonObject, at: string): readonly string[] {
  const known = (schema['properties'] ?? {}) as Readonly<Record<string, JsonObject>>;
  const others = schema['additionalProperties'] ?? true;
  const missing = ((schema['required'] ?? []) as readonly string[])
    .filter(name => !(name in value))
    .map(name => `${at}: ${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const inner = known[name] ?? others;
    if (inner === false) return [`${at}/${name}: not known`];
    return typeof inner === 'object' ? check(root, inner as JsonObject, member, `${at}/${name}`) : [];
  });
  return [...missing, ...wrong];
}

function resolve(root: JsonObject, schema: JsonObject): JsonObject {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const definitions = root['$defs'] as Readonly<Record<string, JsonObject>>;
  const found = definitions[reference.replace('#/$defs/', '')];
  if (!found) throw new Error(`the schema has no ${reference}`);
  return found;
}

function typeOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}
