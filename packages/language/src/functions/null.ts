import { pureFunction } from './define.ts';

/** Gives null. */
export const nullFunction = pureFunction({ name: 'null', minArgs: 0, maxArgs: 0 }, () => null);
