import type { JsonValue } from './json.ts';

/** A scalar as text, as JSON writes it (`80`, `true`); undefined for null, arrays, objects and a missing value. */
export function scalarText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}
