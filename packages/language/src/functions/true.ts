import { pureFunction } from './template-function.ts';

/** Gives true. */
export const trueFunction = pureFunction({ name: 'true', minArgs: 0, maxArgs: 0 }, () => true);
