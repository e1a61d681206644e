import { orderOf } from '../runtime/arguments/order-of.ts';
import { pureFunction } from './template-function.ts';

/**
 * Says whether the first value comes before or equals the second, in the order of the operators; fails for values
 * that have no order.
 */
export const lessOrEquals = pureFunction(
  { name: 'lessOrEquals', minArgs: 2, maxArgs: 2 },
  args => orderOf(args) <= 0,
);
