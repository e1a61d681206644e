import { overValues } from './template-only-function.ts';

/** Gives the cloud: `name`, `resourceManager`, `authentication`, `suffixes` and other addresses. */
export const environment = overValues(
  { name: 'environment', minArgs: 0, maxArgs: 0 },
  (_args, env) => env.context.environment,
);
