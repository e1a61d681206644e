import { negate } from './negate.ts';
import type { Operator } from './operator.ts';
import { placeholderPatternIgnoringCase } from './placeholder-pattern.ts';

/** The exact opposite of `matchInsensitively`: a missing value fits no pattern. */
export const notMatchInsensitively: Operator = {
  name: 'notMatchInsensitively',
  displayName: 'NotMatchInsensitively',
  operand: 'scalar',
  opposite: 'matchInsensitively',
  prepare: operand => negate(placeholderPatternIgnoringCase(operand)),
};
