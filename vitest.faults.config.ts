import { suite } from './vitest.base.ts';

/** Servers and PostgreSQL killed in the middle of their work (SLUICE_FAULT_ROUNDS times each; 20 for a proof). One at a time. */
const base = suite(['tests/faults/**/*.test.ts'], 1_800_000);
export default { ...base, test: { ...base.test, fileParallelism: false } };
