import { complaint, formatDate, integerAt } from '@sluice/language/expressions';
import { overValues } from './template-only-function.ts';

/** Gives the date so many seconds after the start of 1970, as `2023-04-01T00:00:00Z`. */
export const dateTimeFromEpoch = overValues({ name: 'dateTimeFromEpoch', minArgs: 1, maxArgs: 1 }, args => {
  const seconds = integerAt(args, 0);
  const text =
    Math.abs(seconds) > 253_402_300_799
      ? undefined
      : formatDate({ seconds, ticks: 0 }, "yyyy-MM-dd'T'HH:mm:ss'Z'");
  if (text === undefined) throw complaint('function/out-of-range', args, 0, 'within the years 1 to 9999');
  return text;
});
