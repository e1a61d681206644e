import type { JsonObject, JsonValue } from '@sluice/language';

/**
 * The definition of a bare rule (`{if, then}`): mode All, and a parameter for each value that is given.
 *
 * A rule that is text stays text, so that what is wrong with it (a key that stands twice) is still there to be found.
 */
export function definitionOfRule(
  rule: string | JsonObject,
  parameters: JsonObject = {},
): string | JsonObject {
  const declared = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, { type: typeOf(value) }]),
  );
  if (typeof rule !== 'string') return { mode: 'All', parameters: declared, policyRule: rule };
  // A text that is no JSON is no JSON inside a definition either; it must not be made so by what stands around it.
  if (!isJson(rule)) return rule;
  return `{"mode": "All", "parameters": ${JSON.stringify(declared)}, "policyRule": ${rule}}`;
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function typeOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'Array';
  if (typeof value === 'number') return 'Float';
  if (typeof value === 'boolean') return 'Boolean';
  return typeof value === 'string' ? 'String' : 'Object';
}
