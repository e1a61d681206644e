import { available } from '../runtime/arguments/available.ts';
import { contextFunction } from './template-function.ts';

/**
 * Gives `apiVersion` of the request and `identity`, the claims of the caller. Claims may be missing: read them
 * with `tryGet`.
 */
export const requestContext = contextFunction(
  { name: 'requestContext', minArgs: 0, maxArgs: 0 },
  (_args, run) => available('requestContext', run.input.context.requestContext),
);
