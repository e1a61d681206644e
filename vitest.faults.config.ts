import { suite } from './vitest.base.ts';

/** Servers and PostgreSQL killed in the middle of their work 20 times each (or SLUICE_FAULT_ROUNDS). One at a time. */
const base = suite(['tests/faults/**/*.test.ts'], 1_800_000);
export default { ...base, test: { ...base.test, fileParallelism: false } };
