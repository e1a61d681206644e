import type { ODataParsed } from './ast.ts';

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?)?(Z|[+-]\d\d:?\d\d)?$/i;

/** An instant as ISO 8601 in UTC (`2026-01-31T08:00:00.028725Z`): a time without zone is UTC, a day is its midnight. */
export function parseODataTime(text: string): ODataParsed<string> {
  const value = toUtc(text.trim());
  return value === undefined
    ? { problem: { message: `Expected a time such as 2026-01-31T08:00:00Z, found '${text}'.`, position: 0 } }
    : { value };
}

/** Undefined: no time, or one outside the years 1 to 9999. Beyond microseconds, the database's own unit, digits are cut off. */
function toUtc(text: string): string | undefined {
  const [, day, minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = TIME.exec(text) ?? [];
  // A Date takes 30 February for 2 March.
  if (day === undefined || isoOf(`${day}T00:00:00Z`)?.slice(0, 10) !== day) return undefined;
  const offset = zone.toUpperCase().replace(/^(.\d\d)(\d\d)$/, '$1:$2');
  const utc = isoOf(`${day}T${minutes}:${seconds}${offset}`);
  if (utc === undefined || !/^(?!0000)\d{4}-/.test(utc)) return undefined;
  return `${utc.slice(0, 19)}${fraction === '' ? '' : `.${fraction.slice(0, 6)}`}Z`;
}

function isoOf(text: string): string | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
