import { textAt } from '@sluice/language/expressions';
import { failure, overValues } from './template-only-function.ts';

/** Fails with the message given. */
export const fail = overValues({ name: 'fail', minArgs: 1, maxArgs: 1 }, args => {
  throw failure('template/failed', textAt(args, 0));
});
