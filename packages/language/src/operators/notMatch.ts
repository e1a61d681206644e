import { placeholderPattern } from '../values/placeholder-pattern.ts';
import { negate } from '../values/predicate.ts';
import type { Operator } from './operator.ts';

/** The exact opposite of `match`: a missing value fits no pattern. */
export const notMatch: Operator = {
  name: 'notMatch',
  displayName: 'NotMatch',
  operand: 'scalar',
  opposite: 'match',
  prepare: operand => negate(placeholderPattern(operand)),
};
