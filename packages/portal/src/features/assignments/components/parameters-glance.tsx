import type { JsonValue } from '@sluice/arm/protocol';
import { assignments } from '#strings/assignments';

/** The parameters of an assignment on one line, all of them in the tooltip. */
export function ParametersGlance({
  parameters,
}: {
  readonly parameters: Readonly<Record<string, JsonValue>>;
}) {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return assignments.noParameters;
  const all = entries.map(([name, value]) => `${name}: ${valueWords(value)}`);
  return <span title={all.join('\n')}>{all.join('; ')}</span>;
}

/** A value as people read it: texts as they are, lists by their members, anything else as JSON. */
export function valueWords(value: JsonValue): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  return Array.isArray(value) && value.length > 0 ? value.map(valueWords).join(', ') : JSON.stringify(value);
}
