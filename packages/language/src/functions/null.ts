import { pureFunction } from './template-function.ts';

/** Gives null. */
export const nullFunction = pureFunction({ name: 'null', minArgs: 0, maxArgs: 0 }, () => null);
