import type { JsonValue } from './json.ts';

/** A scalar as text, as JSON writes it (`80`, `true`); undefined for null, arrays, objects and a missing value. */
export function scalarText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/**
 * A value as the template functions write it in a text: booleans as `True` and `False`, null as nothing, arrays and
 * objects as JSON. Observed of Azure's templates, which write values as .NET does.
 */
export function displayText(value: JsonValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}
