import { complaint, integerAt, textAt } from '../runtime/arguments/arguments.ts';
import { addDays as daysLater, parseDate } from '../values/date.ts';
import { formatDate, ROUND_TRIP_FORMAT } from '../values/format-date.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives a date so many days later, or earlier for a negative number, in UTC as `yyyy-MM-ddTHH:mm:ss.FFFFFFFZ` (no
 * trailing zeros in the fraction). A date without a zone is UTC, one without a time midnight.
 */
export const addDays = pureFunction({ name: 'addDays', minArgs: 2, maxArgs: 2 }, args => {
  const date = parseDate(textAt(args, 0));
  if (date === undefined) throw complaint('function/bad-format', args, 0, 'an ISO 8601 date-time');
  const later = daysLater(date, integerAt(args, 1));
  if (later === undefined)
    throw complaint('function/out-of-range', args, 1, 'so that the year stays within 1 to 9999');
  return formatDate(later, ROUND_TRIP_FORMAT) ?? '';
});
