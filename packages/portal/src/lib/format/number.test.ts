import { describe, expect, it } from 'vitest';
import { bytes, number, percent } from './number.ts';

describe('a number', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [12_431, '12,431'],
    [1_000_000, '1,000,000'],
    [-1_234, '-1,234'],
  ])('%d is %s', (value, words) => expect(number(value)).toBe(words));
});

describe('a part of a whole', () => {
  it.each([
    [0, 0, '–'],
    [0, 5, '0 %'],
    [5, 5, '100 %'],
    [1, 3, '33.3 %'],
    [1, 2, '50 %'],
    // Never rounded up to all, nor down to none.
    [9_999_999, 10_000_000, '99.9 %'],
    [1, 10_000_000, '0.1 %'],
  ])('%d of %d is %s', (part, whole, words) => expect(percent(part, whole)).toBe(words));
});

describe('a size', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 KB'],
    [1_234, '1.23 KB'],
    [999_499, '999 KB'],
    [999_999, '1 MB'],
    [15_300_000_000, '15.3 GB'],
    [140_000_000_000, '140 GB'],
    [7_500_000_000_000_000, '7.5 PB'],
    // There is nothing above it.
    [12_000_000_000_000_000_000, '12000 PB'],
  ])('%d is %s', (size, words) => expect(bytes(size)).toBe(words));
});
