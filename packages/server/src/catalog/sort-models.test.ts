import { describe, expect, it } from 'vitest';
import { compareMarks, isModelMark, type ModelMark, type ModelSort, readModelSort } from './sort-models.ts';

describe('an order', () => {
  it.each<[string, ModelSort | undefined]>([
    ['name', { by: 'name', descending: false }],
    [' SIZEBYTES  DESC ', { by: 'sizeBytes', descending: true }],
    ['versions asc', { by: 'versions', descending: false }],
    ['', undefined],
    ['name,task', undefined],
    ['name desc desc', undefined],
    ['constructor', undefined],
  ])('%j', (text, sort) => {
    expect(readModelSort(text)).toEqual(sort);
  });

  it.each<[string, boolean, readonly ModelMark[]]>([
    [
      'ascending',
      false,
      [
        [1, 'a', 'x'],
        [1, 'b', 'w'],
        [1, 'b', 'x'],
        [10, 'a', 'y'],
        [null, 'a', 'z'],
      ],
    ],
    [
      'descending',
      true,
      [
        [10, 'a', 'y'],
        [1, 'a', 'x'],
        [1, 'b', 'x'],
        [null, 'a', 'z'],
        [null, 'b', 'z'],
      ],
    ],
  ])('%s, with what is not known last', (_, descending, marks) => {
    const sort = { by: 'sizeBytes', descending } as const;
    expect(marks.toReversed().sort((one, other) => compareMarks(one, other, sort))).toEqual(marks);
  });
});

it.each([undefined, null, 'x', [], [1, 'a'], [1, 'a', 2], [{}, 'a', 'b'], [1, 'a', 'b', 'c']])(
  '%j is no place in a list',
  value => {
    expect(isModelMark(value)).toBe(false);
  },
);
