import { test } from 'vitest';
import { LAWS } from '../house/reference/laws.ts';

/** Runs of each law. */
const RUNS = 100_000;
const LONGEST_MS = 600_000;

// The laws of tests/house again, often enough to meet what is rare.
test.each(Object.entries(LAWS))('%s', (_, law) => law(RUNS), LONGEST_MS);
