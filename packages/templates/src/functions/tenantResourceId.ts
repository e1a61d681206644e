import { resourceIdOf, typeArgumentOf } from './resource-id-of.ts';
import { overValues } from './template-only-function.ts';

/** Gives the id of a resource of the tenant: `(type, name...)`. */
export const tenantResourceId = overValues(
  { name: 'tenantResourceId', minArgs: 2, maxArgs: Number.POSITIVE_INFINITY },
  args => resourceIdOf(args, '', typeArgumentOf(args, 0)),
);
