import { placeholderPatternIgnoringCase } from '../values/placeholder-pattern.ts';
import type { Operator } from './operator.ts';

/** `match` with letter case ignored on both sides. */
export const matchInsensitively: Operator = {
  name: 'matchInsensitively',
  displayName: 'MatchInsensitively',
  operand: 'scalar',
  opposite: 'notMatchInsensitively',
  prepare: placeholderPatternIgnoringCase,
};
