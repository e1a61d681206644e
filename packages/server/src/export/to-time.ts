/** A day or time as people write it, in ISO 8601 and UTC; without a zone it is UTC. Undefined for what is none. */
export function toTime(text: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/i.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const [, day = '', time = '00:00', zone = 'Z'] = match;
  const date = new Date(`${day}T${time}${zone.toUpperCase()}`);
  // JavaScript takes the 31st of February for a day of March.
  const isThere = !Number.isNaN(date.getTime()) && new Date(`${day}T00:00Z`).toISOString().startsWith(day);
  return isThere ? date.toISOString() : undefined;
}
