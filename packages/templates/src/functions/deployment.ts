import { overValues } from './template-only-function.ts';

/** Gives the deployment itself: `name`, `properties`, and `location` where it is not in a resource group. */
export const deployment = overValues(
  { name: 'deployment', minArgs: 0, maxArgs: 0 },
  (_args, env) => env.deployment,
);
