import { orderTo } from '../values/compare.ts';
import type { Operator } from './operator.ts';

/**
 * True when the value comes after the operand. Numbers by value, ISO 8601 date-times as moments, other text
 * by its folded form; false for values that have no order, null and missing ones among them, so that it is no opposite
 * of `lessOrEquals`.
 */
export const greater: Operator = {
  name: 'greater',
  displayName: 'Greater',
  operand: 'scalar',
  prepare: operand => {
    const order = orderTo(operand);
    return left => order(left) > 0;
  },
};
