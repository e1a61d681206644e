import { suite } from './vitest.base.ts';

/** The server started as a user would, driven by the real Azure SDKs; faults included. */
export default suite(['tests/clients/**/*.test.ts'], 600_000);
