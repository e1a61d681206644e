import pg from 'pg';

const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** How columns come back: revisions and sequences as numbers, times as ISO 8601 in UTC with at least milliseconds. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return Number;
    if (oid === TIMESTAMPTZ) return toIsoTime;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

/** `2026-11-23 22:50:25.12+00` to `2026-11-23T22:50:25.120Z`. Sessions are in UTC, so that no other offset comes. */
export function toIsoTime(text: string): string {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text);
  if (match === null) return text;
  const [, day, time, fraction = ''] = match;
  return `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
}
