/** A day or time as people write it, in ISO 8601 and UTC, to the microsecond; without a zone it is UTC. Undefined for what is none. */
export function toTime(written: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.(\d{1,6}))?)?)(Z|[+-]\d\d:\d\d)?)?$/i.exec(
    written.trim(),
  );
  if (match === null) return undefined;
  const [, day = '', time = '00:00', fraction = '', zone = 'Z'] = match;
  const date = new Date(`${day}T${time}${zone.toUpperCase()}`);
  // JavaScript takes the 31st of February for a day of March.
  const isThere = !Number.isNaN(date.getTime()) && new Date(`${day}T00:00Z`).toISOString().startsWith(day);
  if (!isThere) return undefined;
  const text = date.toISOString();
  // A Date keeps no more than milliseconds; rows tell their times more precisely.
  return fraction.length > 3 ? `${text.slice(0, 20)}${fraction}Z` : text;
}
