import { pureFunction } from './template-function.ts';

/**
 * Gives the claims that an external evaluation added to the request. There is no such evaluation here, so it is an
 * empty object.
 */
export const claims = pureFunction({ name: 'claims', minArgs: 0, maxArgs: 0 }, () => ({}));
