import { containment } from './containment.ts';
import { negate } from './negate.ts';
import type { Operator } from './operator.ts';

/** The exact opposite of `contains`: a missing value contains nothing. */
export const notContains: Operator = {
  name: 'notContains',
  displayName: 'NotContains',
  operand: 'scalar',
  opposite: 'contains',
  prepare: operand => negate(containment(operand)),
};
