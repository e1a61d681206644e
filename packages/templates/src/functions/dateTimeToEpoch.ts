import { dateAt } from './date-at.ts';
import { overValues } from './template-only-function.ts';

/** Gives the seconds from the start of 1970 to a date. */
export const dateTimeToEpoch = overValues(
  { name: 'dateTimeToEpoch', minArgs: 1, maxArgs: 1 },
  args => dateAt(args, 0).seconds,
);
