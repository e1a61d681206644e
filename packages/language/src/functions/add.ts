import { numberAt } from './arguments.ts';
import { pureFunction } from './define.ts';
import { exact } from './exact.ts';

/** Adds two numbers. Fails when the result is too large to be exact. */
export const add = pureFunction({ name: 'add', minArgs: 2, maxArgs: 2 }, args =>
  exact(args, numberAt(args, 0) + numberAt(args, 1)),
);
