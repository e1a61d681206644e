import { available } from '../runtime/arguments/available.ts';
import { contextFunction } from './template-function.ts';

/** Gives the subscription of the resource: `id`, `subscriptionId`, `tenantId`, `displayName`, `tags`. */
export const subscription = contextFunction({ name: 'subscription', minArgs: 0, maxArgs: 0 }, (_args, run) =>
  available('subscription', run.input.context.subscription),
);
