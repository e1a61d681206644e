import { orderOf } from '../runtime/arguments/order-of.ts';
import { pureFunction } from './template-function.ts';

/**
 * Says whether the first value comes before the second, in the order of the operators; fails for values that have
 * no order.
 */
export const less = pureFunction({ name: 'less', minArgs: 2, maxArgs: 2 }, args => orderOf(args) < 0);
