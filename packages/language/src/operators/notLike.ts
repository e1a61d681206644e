import { negate } from '../values/predicate.ts';
import { wildcardPattern } from '../values/wildcard-pattern.ts';
import type { Operator } from './operator.ts';

/** The exact opposite of `like`: a missing value fits no pattern, not even `*`. */
export const notLike: Operator = {
  name: 'notLike',
  displayName: 'NotLike',
  operand: 'scalar',
  opposite: 'like',
  prepare: operand => negate(wildcardPattern(operand)),
};
