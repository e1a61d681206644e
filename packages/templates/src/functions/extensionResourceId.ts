import { textAt } from '@sluice/language/expressions';
import { resourceIdOf } from './resource-id-of.ts';
import { overValues } from './template-only-function.ts';

/** Gives the id of a resource that extends another: `(id of the other, type, name...)`. */
export const extensionResourceId = overValues(
  { name: 'extensionResourceId', minArgs: 3, maxArgs: Number.POSITIVE_INFINITY },
  args => resourceIdOf(args, textAt(args, 0).replace(/\/$/, ''), 1),
);
