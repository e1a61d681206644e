import { possession } from '../values/possession.ts';
import { negate } from '../values/predicate.ts';
import type { Operator } from './operator.ts';

/** The exact opposite of `containsKey`: what is missing or no object has no such property. */
export const notContainsKey: Operator = {
  name: 'notContainsKey',
  displayName: 'NotContainsKey',
  operand: 'scalar',
  opposite: 'containsKey',
  prepare: operand => negate(possession(operand)),
};
