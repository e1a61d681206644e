import { failure, notExpected, overValues } from './template-only-function.ts';

/** Gives the subscription that is deployed to, or into; fails at a management group and the tenant. */
export const subscription = overValues({ name: 'subscription', minArgs: 0, maxArgs: 0 }, (_args, env) => {
  if (env.scope.kind !== 'resourceGroup' && env.scope.kind !== 'subscription')
    throw notExpected('subscription', 'This deployment is to no subscription.');
  const found = env.context.subscription(env.scope.subscriptionId);
  if (found === undefined)
    throw failure('template/not-found', `There is no subscription '${env.scope.subscriptionId}'.`);
  return found;
});
