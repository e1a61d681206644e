import { describe, expect, it } from 'vitest';
import { inVersionRange, parseVersionRange, versionNumberOf } from './version-range.ts';

describe('versionNumberOf', () => {
  it.each([
    ['3', 3],
    ['30', 30],
    ['0613', 613],
    ['0', 0],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', undefined],
    ['99999999999999999999', undefined],
    ['-1', undefined],
    ['+1', undefined],
    ['1.0', undefined],
    ['1e3', undefined],
    ['٣', undefined],
    ['', undefined],
    [undefined, undefined],
    ['2024-05-13', undefined],
  ])('of %j is %j', (version, number) => {
    expect(versionNumberOf(version)).toBe(number);
  });
});

describe('a version range', () => {
  it.each([
    ['*', '3', true],
    ['*', '2024-05-13', true],
    ['*', undefined, true],
    ['3', '3', true],
    ['3', '30', false],
    ['3', '03', false],
    ['3', undefined, false],
    ['2024-05-13', '2024-05-13', true],
    ['V1', 'v1', true],
    ['>=3 <7', '3', true],
    ['>=3 <7', '6', true],
    ['>=3 <7', '7', false],
    ['>=3 <7', '10', false],
    ['>=3 <7', '2', false],
    ['>=3 <7', '03', true],
    ['>=3 <7', undefined, false],
    ['>=3', '2024-05-13', false],
    ['  >2   <=4 ', '4', true],
    ['>4 <2', '3', false],
  ])('%j holds %j: %j', (text, version, expected) => {
    const range = parseVersionRange(text);
    expect(range && inVersionRange(range, version)).toBe(expected);
  });

  it.each(['', ' ', '>=', '>=x', '>= 3', '3 4', '>=3 5', '**', '>=3,<7', '=3', '>=-1', '<>3'])(
    'is not written %j',
    text => {
      expect(parseVersionRange(text)).toBeUndefined();
    },
  );
});
