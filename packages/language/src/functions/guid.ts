import { scalarTextAt } from '../runtime/arguments/scalar-text-at.ts';
import { nameUuid } from '../values/name-uuid.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives the UUID that the arguments, joined by hyphens, name: version 5 in the namespace that Azure's templates
 * use, so that it is the same here and there.
 */
export const guid = pureFunction({ name: 'guid', minArgs: 1, maxArgs: Number.POSITIVE_INFINITY }, args =>
  nameUuid(NAMESPACE, args.values.map((_, index) => scalarTextAt(args, index)).join('-')),
);

const NAMESPACE = '11fb06fb-712d-4ddd-98c7-e71bbd588830';
