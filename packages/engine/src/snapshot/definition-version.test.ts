import { expect, test } from 'vitest';
import { fitsVersion } from './definition-version.ts';

test.each<[string, string, boolean | undefined]>([
  ['1.*.*', '1.2.3', true],
  ['1.*.*', '2.0.0', false],
  ['1.2.*', '1.2.9', true],
  ['1.2.*', '1.3.0', false],
  ['1.2.3', '1.2.3', true],
  ['1.2.3', '1.2.4', false],
  ['1.*.*', '1.0.0-preview', false],
  ['1.*.*-preview', '1.0.0-PREVIEW', true],
  ['1.*.*-preview', '1.0.0', false],
  ['1.*.*', '', false],
  ['1.*.*', 'one', false],
  ['*', '1.0.0', undefined],
  ['1.*', '1.0.0', undefined],
  ['1.*.3', '1.0.3', undefined],
  ['', '1.0.0', undefined],
])('%j and version %j: %s', (pattern, version, fits) => {
  expect(fitsVersion(pattern, version)).toBe(fits);
});
