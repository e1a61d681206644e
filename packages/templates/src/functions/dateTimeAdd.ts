import { complaint, formatDate, type Instant, textAt, toCalendar } from '@sluice/language/expressions';
import { dateAt } from './date-at.ts';
import { overValues } from './template-only-function.ts';

const DURATION =
  /^(-)?P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/;

/**
 * Gives a date a duration later, or earlier for one with a minus: `(date, ISO 8601 duration, [.NET format])`. A day
 * that the month does not have becomes its last one.
 */
export const dateTimeAdd = overValues({ name: 'dateTimeAdd', minArgs: 2, maxArgs: 3 }, args => {
  const date = dateAt(args, 0);
  const parts = DURATION.exec(textAt(args, 1));
  if (parts === null || /P$|T$/.test(textAt(args, 1)))
    throw complaint('function/bad-format', args, 1, 'an ISO 8601 duration such as P3Y or -PT1H');
  const sign = parts[1] === undefined ? 1 : -1;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(2)
    .map(part => sign * Number(part ?? 0));
  const moved = addMonths(date, years * 12 + months);
  const later = moved.seconds + (weeks * 7 + days) * 86_400 + hours * 3600 + minutes * 60 + seconds;
  if (!(later >= -62_135_596_800 && later <= 253_402_300_799))
    throw complaint('function/out-of-range', args, 1, 'so that the year stays within 1 to 9999');
  const format = args.values.length > 2 ? textAt(args, 2) : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
  const text = formatDate({ seconds: later, ticks: date.ticks }, format);
  if (text === undefined) throw complaint('function/bad-format', args, 2, 'a date format such as yyyy-MM-dd');
  return text;
});

function addMonths(date: Instant, months: number): Instant {
  if (months === 0) return date;
  const { year, month, day } = toCalendar(date);
  const total = year * 12 + (month - 1) + months;
  const first = monthStart(Math.floor(total / 12), total % 12);
  const next = monthStart(Math.floor((total + 1) / 12), (total + 1) % 12);
  const last = (next - first) / 86_400;
  const time = ((date.seconds % 86_400) + 86_400) % 86_400;
  return { seconds: first + (Math.min(day, last) - 1) * 86_400 + time, ticks: date.ticks };
}

function monthStart(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1) / 1000;
}
