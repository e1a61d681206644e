import { test } from 'vitest';
import { LAWS } from '../house/reference/laws.ts';

/** Runs of all laws together. */
const RUNS = 100_000;
const laws = Object.entries(LAWS);

// The laws of tests/house again, often enough to meet what is rare.
test.each(laws)('%s', (_, law) => law(Math.ceil(RUNS / laws.length)));
