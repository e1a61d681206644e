import { suite } from './vitest.base.ts';

/** The portal in Debian's Chromium (or SLUICE_CHROMIUM), on a real server with the demo world. */
export default suite(['tests/portal/**/*.test.ts'], 120_000);
