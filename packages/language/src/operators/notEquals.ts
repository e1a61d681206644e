import { equalTo } from '../values/compare.ts';
import { negate } from '../values/predicate.ts';
import type { Operator } from './operator.ts';

/** The exact opposite of `equals`: a missing value is not equal to any text but the empty one. */
export const notEquals: Operator = {
  name: 'notEquals',
  displayName: 'NotEquals',
  operand: 'any',
  opposite: 'equals',
  prepare: operand => negate(equalTo(operand)),
};
