import { complaint, integerAt, textAt } from '@sluice/language/expressions';
import { overValues } from './template-only-function.ts';

/**
 * Gives availability zones in which a type is offered at a location: `(namespace, type, location, [how many, 1],
 * [offset, 0])`. None where there are none.
 */
export const pickZones = overValues({ name: 'pickZones', minArgs: 3, maxArgs: 5 }, (args, env) => {
  const count = args.values.length > 3 ? integerAt(args, 3) : 1;
  const offset = args.values.length > 4 ? integerAt(args, 4) : 0;
  if (count < 1 || count > 3) throw complaint('function/out-of-range', args, 3, 'from 1 to 3');
  if (offset < 0) throw complaint('function/out-of-range', args, 4, 'at least 0');
  const zones = env.context.zones?.(textAt(args, 0), textAt(args, 1), textAt(args, 2)) ?? [];
  if (zones.length > 0 && offset + count > zones.length)
    throw complaint('function/out-of-range', args, 3, `at most ${zones.length - offset}`);
  return zones.slice(offset, offset + count);
});
