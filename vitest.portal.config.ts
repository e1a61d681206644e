import { mergeConfig } from 'vitest/config';
import { suite } from './vitest.base.ts';

/**
 * The portal in Debian's Chromium (or SLUICE_CHROMIUM), on a real server with the demo world. One file at a time: a browser, a server and
 * its database keep two cores busy.
 */
export default mergeConfig(suite(['tests/portal/**/*.test.ts'], 120_000), {
  test: { fileParallelism: false },
});
