import { suite } from './vitest.base.ts';

/** What `npm test` runs: everything that needs nothing but this repository. */
export default suite([
  'packages/*/src/**/*.test.ts',
  'tests/house/**/*.test.ts',
  'tests/server/**/*.test.ts',
]);
