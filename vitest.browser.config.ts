import { suite } from './vitest.base.ts';

/** The language in Debian's Chromium (or SLUICE_CHROMIUM): its cases answered by a real browser. */
export default suite(['tests/browser/**/*.test.ts']);
