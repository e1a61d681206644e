import { pureFunction } from './template-function.ts';

/** Gives false. */
export const falseFunction = pureFunction({ name: 'false', minArgs: 0, maxArgs: 0 }, () => false);
