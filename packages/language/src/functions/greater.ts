import { orderOf } from '../runtime/arguments/order-of.ts';
import { pureFunction } from './template-function.ts';

/**
 * Says whether the first value comes after the second, in the order of the operators; fails for values that have
 * no order.
 */
export const greater = pureFunction({ name: 'greater', minArgs: 2, maxArgs: 2 }, args => orderOf(args) > 0);
