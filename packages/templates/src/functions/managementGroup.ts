import { failure, notExpected, overValues } from './template-only-function.ts';

/** Gives the management group that is deployed to; fails at any other scope. */
export const managementGroup = overValues(
  { name: 'managementGroup', minArgs: 0, maxArgs: 0 },
  (_args, env) => {
    if (env.scope.kind !== 'managementGroup')
      throw notExpected('managementGroup', 'This deployment is to no management group.');
    const found = env.context.managementGroup(env.scope.managementGroup);
    if (found === undefined)
      throw failure('template/not-found', `There is no management group '${env.scope.managementGroup}'.`);
    return found;
  },
);
