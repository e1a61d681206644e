import { available } from '../runtime/arguments/available.ts';
import { contextFunction } from './template-function.ts';

/**
 * Gives the resource group of the resource: `id`, `name`, `location`, `tags`, `properties`. Fails for a resource
 * that is in none.
 */
export const resourceGroup = contextFunction(
  { name: 'resourceGroup', minArgs: 0, maxArgs: 0 },
  (_args, run) => available('resourceGroup', run.input.context.resourceGroup),
);
