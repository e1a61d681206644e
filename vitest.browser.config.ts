import { suite } from './vitest.base.ts';

/** In Debian's Chromium (or SLUICE_CHROMIUM): the language's cases answered by a real browser, the sign-in page used in one. */
export default suite(['tests/browser/**/*.test.ts']);
