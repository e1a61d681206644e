import { expect, it } from 'vitest';
import { shiftTraffic } from './shift-traffic.ts';

it.each([
  ['the first deployment', {}, 'blue', 100, { blue: 100 }],
  ['there is enough left', { blue: 50 }, 'green', 30, { blue: 50, green: 30 }],
  ['all of it', { blue: 90, green: 10 }, 'red', 100, { blue: 0, green: 0, red: 100 }],
  ['none of it', { blue: 100 }, 'green', 0, { blue: 100, green: 0 }],
  ['others give way in proportion', { blue: 90, green: 10 }, 'red', 50, { blue: 45, green: 5, red: 50 }],
  ['in whole percents', { a: 34, b: 33, c: 33 }, 'd', 50, { a: 17, b: 17, c: 16, d: 50 }],
  ['its own share before does not count', { blue: 90, green: 10 }, 'blue', 95, { green: 5, blue: 95 }],
] as const)('%s', (_, traffic, name, share, expected) => {
  const shifted = shiftTraffic(traffic, name, share);
  expect(shifted).toEqual(expected);
  expect(Object.values(shifted).reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(100);
});
