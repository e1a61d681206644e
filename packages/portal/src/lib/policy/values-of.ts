import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject } from '../json.ts';

/** Values of parameters by their names, as an assignment or a member of an initiative gives them: `{name: {value}}` to `{name: value}`. */
export function valuesOf(parameters: JsonObject): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, entry]) =>
      isObject(entry) && entry['value'] !== undefined ? [[name, entry['value']]] : [],
    ),
  );
}

/** The value of a parameter; names of parameters have no letter case. */
export function valueNamed(values: Readonly<Record<string, JsonValue>>, name: string): JsonValue | undefined {
  const key = Object.keys(values).find(each => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : values[key];
}

/** The parameter that a text is nothing but: `[parameters('x')]`. */
export function parameterIn(text: string): string | undefined {
  return /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i.exec(text)?.[1];
}
