import { complaint, textAt } from '../runtime/arguments/arguments.ts';
import { notAvailable } from '../runtime/arguments/available.ts';
import { parseDate } from '../values/date.ts';
import { formatDate } from '../values/format-date.ts';
import { contextFunction } from './template-function.ts';

/**
 * Gives the time of the evaluation, the same throughout: as `yyyy-MM-ddTHH:mm:ss.fffffffZ`, or by a .NET date
 * format. A time that was handed in without a fraction of a second is given without one.
 */
export const utcNow = contextFunction({ name: 'utcNow', minArgs: 0, maxArgs: 1 }, (args, run) => {
  const { now } = run.input.context;
  const instant = parseDate(now);
  if (instant === undefined) throw notAvailable('utcNow', `'${now}' is no time`);
  const format = args.values.length === 0 ? standardFormat(now) : textAt(args, 0);
  const text = formatDate(instant, format);
  if (text === undefined) throw complaint('function/bad-format', args, 0, 'a date format such as yyyy-MM-dd');
  return text;
});

function standardFormat(now: string): string {
  return now.includes('.') ? "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'";
}
