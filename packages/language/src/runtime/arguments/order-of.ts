import { order } from '../../values/compare.ts';
import { type Arguments, badArgument, describe } from './arguments.ts';

/** How the first argument stands to the second: negative, 0 or positive. Fails when they have no order. */
export function orderOf(args: Arguments): number {
  const [left, right] = args.values;
  const difference = order(left, right);
  if (Number.isNaN(difference)) {
    throw badArgument(
      args,
      1,
      `comparable with the first, ${describe(left)}: two numbers, two texts or two booleans`,
    );
  }
  return difference;
}
