import { negate } from './negate.ts';
import type { Operator } from './operator.ts';
import { placeholderPattern } from './placeholder-pattern.ts';

/** The exact opposite of `match`: a missing value fits no pattern. */
export const notMatch: Operator = {
  name: 'notMatch',
  displayName: 'NotMatch',
  operand: 'scalar',
  opposite: 'match',
  prepare: operand => negate(placeholderPattern(operand)),
};
