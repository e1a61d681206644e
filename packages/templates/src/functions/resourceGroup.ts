import { failure, notExpected, overValues } from './template-only-function.ts';

/**
 * Gives the resource group that is deployed to; fails at any other scope. One that the same template creates is known
 * as it was declared until it is there.
 */
export const resourceGroup = overValues({ name: 'resourceGroup', minArgs: 0, maxArgs: 0 }, (_args, env) => {
  if (env.scope.kind !== 'resourceGroup')
    throw notExpected('resourceGroup', 'This deployment is to no resource group.');
  const { id } = env.scope;
  const found = env.context.resourceGroup(id) ?? env.work.groups.get(id.toLowerCase());
  if (found === undefined) throw failure('template/not-found', `There is no resource group '${id}'.`);
  return found;
});
