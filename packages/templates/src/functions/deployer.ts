import { notExpected, overValues } from './template-only-function.ts';

/** Gives who deploys: `objectId`, `tenantId`. */
export const deployer = overValues({ name: 'deployer', minArgs: 0, maxArgs: 0 }, (_args, env) => {
  if (env.context.deployer === undefined) throw notExpected('deployer', 'Nobody is known as the deployer.');
  return env.context.deployer;
});
