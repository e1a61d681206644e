import { wildcardPattern } from '../values/wildcard-pattern.ts';
import type { Operator } from './operator.ts';

/**
 * True when the whole text fits the pattern, ignoring case; `*` stands for any run of characters, also none, and every
 * other character for itself. Numbers and booleans count as their text; nothing else fits any pattern.
 */
export const like: Operator = {
  name: 'like',
  displayName: 'Like',
  operand: 'scalar',
  opposite: 'notLike',
  prepare: wildcardPattern,
};
