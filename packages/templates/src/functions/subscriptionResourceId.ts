import { textAt } from '@sluice/language/expressions';
import { subscriptionScope } from '../values/scope.ts';
import { resourceIdOf, typeArgumentOf } from './resource-id-of.ts';
import { notExpected, overValues } from './template-only-function.ts';

/** Gives the id of a resource of a subscription: `([subscription,] type, name...)`. */
export const subscriptionResourceId = overValues(
  { name: 'subscriptionResourceId', minArgs: 2, maxArgs: Number.POSITIVE_INFINITY },
  (args, env) => {
    const typeAt = typeArgumentOf(args, 1);
    if (typeAt === 1) return resourceIdOf(args, subscriptionScope(textAt(args, 0)).id, 1);
    if (env.scope.kind === 'subscription' || env.scope.kind === 'resourceGroup')
      return resourceIdOf(args, subscriptionScope(env.scope.subscriptionId).id, 0);
    throw notExpected('subscriptionResourceId', 'Outside of a subscription its first argument names one.');
  },
);
