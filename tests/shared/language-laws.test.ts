import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { test } from 'vitest';
import { LAWS } from '../house/reference/laws.ts';

/** Runs of each law. */
const RUNS = 100_000;
const LONGEST_MS = 600_000;

/** Each commit meets other cases, and the same ones wherever it is checked. Undefined outside of a checkout: any. */
function seedOfCommit(): number | undefined {
  try {
    return Number.parseInt(execFileSync('git', ['rev-parse', '--short=7', 'HEAD'], { encoding: 'utf8' }), 16);
  } catch {
    return undefined;
  }
}

const seed = seedOfCommit();
if (seed !== undefined) fc.configureGlobal({ seed });

// The laws of tests/house again, often enough to meet what is rare.
test.each(Object.entries(LAWS))('%s', (_, law) => law(RUNS), LONGEST_MS);
