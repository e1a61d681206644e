import { type Arguments, complaint, type Instant, parseDate, textAt } from '@sluice/language/expressions';

/** An argument that is a date. */
export function dateAt(args: Arguments, index: number): Instant {
  const date = parseDate(textAt(args, index));
  if (date === undefined) throw complaint('function/bad-format', args, index, 'an ISO 8601 date-time');
  return date;
}
