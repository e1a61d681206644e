import { pureFunction } from './define.ts';
import { orderOf } from './order-of.ts';

/**
 * Says whether the first value comes before the second, in the order of the operators; fails for values that have
 * no order.
 */
export const less = pureFunction({ name: 'less', minArgs: 2, maxArgs: 2 }, args => orderOf(args) < 0);
