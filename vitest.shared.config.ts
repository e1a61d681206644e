import { suite } from './vitest.base.ts';

/** Needs `../shared`: the official contract examples, the conformance cases and the corpus of real definitions. */
export default suite(['tests/shared/**/*.test.ts'], 600_000);
