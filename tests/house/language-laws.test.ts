import { test } from 'vitest';
import { LAWS } from './reference/laws.ts';

// A few of the runs that tests/shared makes of the same laws.
test.each(Object.entries(LAWS))('%s', (_, law) => law(400));
