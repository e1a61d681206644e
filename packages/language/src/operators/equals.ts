import { equalTo } from '../values/compare.ts';
import type { Operator } from './operator.ts';

/** True when the value equals the operand; text ignores case, and a missing value equals `""` and null. */
export const equals: Operator = {
  name: 'equals',
  displayName: 'Equals',
  operand: 'any',
  opposite: 'notEquals',
  prepare: equalTo,
};
