import { placeholderPattern } from '../values/placeholder-pattern.ts';
import type { Operator } from './operator.ts';

/**
 * True when the whole text fits the pattern: `#` is one digit, `?` one ASCII letter, `.` any one character, and every
 * other character, `*` too, itself. Letter case counts. Numbers and booleans count as their text.
 */
export const match: Operator = {
  name: 'match',
  displayName: 'Match',
  operand: 'scalar',
  opposite: 'notMatch',
  prepare: placeholderPattern,
};
