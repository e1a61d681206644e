import type { Test } from './operator.ts';

/** The test that holds exactly where the given one does not. */
export function negate(test: Test): Test {
  return left => !test(left);
}
