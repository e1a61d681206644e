import { placeholderPatternIgnoringCase } from '../values/placeholder-pattern.ts';
import { negate } from '../values/predicate.ts';
import type { Operator } from './operator.ts';

/** The exact opposite of `matchInsensitively`: a missing value fits no pattern. */
export const notMatchInsensitively: Operator = {
  name: 'notMatchInsensitively',
  displayName: 'NotMatchInsensitively',
  operand: 'scalar',
  opposite: 'matchInsensitively',
  prepare: operand => negate(placeholderPatternIgnoringCase(operand)),
};
