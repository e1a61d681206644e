/** A time (ISO 8601) that says no offset is in UTC, wherever the server stands. */
export function utcTime(text: string): string {
  const isWhole = /[T ]\d{2}:\d{2}/i.test(text);
  return !isWhole || /(Z|[+-]\d{2}:\d{2})$/i.test(text) ? text : `${text}Z`;
}
