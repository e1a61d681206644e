import { containment } from '../values/containment.ts';
import { negate } from '../values/predicate.ts';
import type { Operator } from './operator.ts';

/** The exact opposite of `contains`: a missing value contains nothing. */
export const notContains: Operator = {
  name: 'notContains',
  displayName: 'NotContains',
  operand: 'scalar',
  opposite: 'contains',
  prepare: operand => negate(containment(operand)),
};
