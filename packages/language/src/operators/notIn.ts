import { memberOf } from '../values/member-of.ts';
import { negate } from '../values/predicate.ts';
import type { Operator } from './operator.ts';

/** The exact opposite of `in`: a missing value is in no list. */
export const notIn: Operator = {
  name: 'notIn',
  displayName: 'NotIn',
  operand: 'list',
  opposite: 'in',
  prepare: operand => negate(memberOf(operand)),
};
