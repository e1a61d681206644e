import type { JsonValue } from './json.ts';

/** The value of a JSON text, in a box so that null is told from failure; undefined when it is none. */
export function parseJson(text: string): { readonly value: JsonValue } | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}
