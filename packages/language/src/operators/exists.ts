import { foldsTo } from '../values/fold.ts';
import type { Operator, Test } from './operator.ts';

/**
 * With `true`: the value is there; with `false` (or anything that does not say true): it is not. Null counts as not
 * there; the empty text, 0, false, `{}` and `[]` are there.
 */
export const exists: Operator = {
  name: 'exists',
  displayName: 'Exists',
  operand: 'boolean',
  prepare: operand => {
    const wanted = operand === true || (typeof operand === 'string' && foldsTo(operand, 'true'));
    return wanted ? isThere : isMissing;
  },
};

const isThere: Test = left => left !== undefined && left !== null;
const isMissing: Test = left => left === undefined || left === null;
