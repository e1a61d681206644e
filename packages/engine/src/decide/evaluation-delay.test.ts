import { expect, it } from 'vitest';
import { evaluationDelay } from './evaluation-delay.ts';

it.each<[string, number | undefined]>([
  ['', 600],
  ['AfterProvisioning', 0],
  ['afterprovisioningsuccess', 0],
  ['AfterProvisioningFailure', undefined],
  ['PT0M', 0],
  ['PT5M', 300],
  ['pt1h30m', 5400],
  ['PT6H', 21_600],
  ['PT10H', 21_600],
  ['PT30S', 30],
  ['PT', 600],
  ['P1D', 600],
  ['soon', 600],
])('a delay of %o is %o seconds', (text, seconds) => {
  expect(evaluationDelay(text)).toBe(seconds);
});
