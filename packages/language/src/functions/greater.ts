import { pureFunction } from './define.ts';
import { orderOf } from './order-of.ts';

/**
 * Says whether the first value comes after the second, in the order of the operators; fails for values that have
 * no order.
 */
export const greater = pureFunction({ name: 'greater', minArgs: 2, maxArgs: 2 }, args => orderOf(args) > 0);
