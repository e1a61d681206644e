import { mergeConfig } from 'vitest/config';
import { suite } from './vitest.base.ts';

/**
 * The portal in Debian's Chromium (or SLUICE_CHROMIUM), on a real server with the demo world. Two files at a time, however many cores
 * there are: each has a browser, a server and a database of its own.
 */
export default mergeConfig(suite(['tests/portal/**/*.test.ts'], 120_000), {
  test: { maxWorkers: 2, expect: { poll: { timeout: 20_000 } } },
});
