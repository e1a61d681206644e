import { describe, expect, test } from 'vitest';
import { unexplained } from './linearize.ts';

const change = (state: string, invoked: number, answered: number) => ({ state, invoked, answered });
const saw = (state: string, invoked: number, answered: number) => ({
  name: `${state} at ${invoked}-${answered}`,
  invoked,
  answered,
  fits: (each: string) => each === state,
});

describe('a history is explained', () => {
  test.each([
    [
      'by the state before a change, until its answer',
      [change('b', 10, 20)],
      [saw('a', 0, 5), saw('a', 12, 15)],
    ],
    [
      'by the state after it, from when it was asked for',
      [change('b', 10, 20)],
      [saw('b', 5, 11), saw('b', 30, 40)],
    ],
    ['by old and new side by side', [change('b', 10, 20)], [saw('b', 11, 16), saw('a', 12, 19)]],
    [
      'by a state in the middle of a long observation',
      [change('b', 10, 20), change('c', 21, 30)],
      [saw('b', 0, 50)],
    ],
    [
      'by two changes that are both under way for it',
      [change('b', 10, 20), change('c', 21, 30)],
      [saw('a', 15, 18), saw('c', 19, 22)],
    ],
  ])('%s', (_, changes, observations) => {
    expect(unexplained('a', changes, observations)).toEqual([]);
  });
});

describe('a history is not explained', () => {
  test.each([
    [
      'where the old state is seen after the answer',
      [change('b', 10, 20)],
      [saw('a', 21, 25)],
      ['a at 21-25'],
    ],
    [
      'where the new one is seen before it was asked for',
      [change('b', 10, 20)],
      [saw('b', 0, 9)],
      ['b at 0-9'],
    ],
    [
      'where the old one is seen after the new one was',
      [change('b', 10, 20)],
      [saw('b', 11, 12), saw('a', 13, 14)],
      ['a at 13-14'],
    ],
    [
      'where a state comes back',
      [change('b', 10, 20), change('c', 30, 40)],
      [saw('c', 31, 32), saw('b', 33, 34)],
      ['b at 33-34'],
    ],
    ['by what never was', [], [saw('b', 0, 9)], ['b at 0-9']],
  ])('%s', (_, changes, observations, expected) => {
    expect(unexplained('a', changes, observations).map(({ name }) => name)).toEqual(expected);
  });
});
