import { orderTo } from '../values/compare.ts';
import type { Operator } from './operator.ts';

/**
 * True when the value comes before the operand. Numbers by value, ISO 8601 date-times as moments, other text
 * by its folded form; false for values that have no order, null and missing ones among them, so that it is no opposite
 * of `greaterOrEquals`.
 */
export const less: Operator = {
  name: 'less',
  displayName: 'Less',
  operand: 'scalar',
  prepare: operand => {
    const order = orderTo(operand);
    return left => order(left) < 0;
  },
};
