import { overValues } from './template-only-function.ts';

/** Gives a new UUID each time. */
export const newGuid = overValues(
  { name: 'newGuid', minArgs: 0, maxArgs: 0, place: 'default' },
  (_args, env) => env.context.newGuid(),
);
