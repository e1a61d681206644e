import { describe, expect, test } from 'vitest';
import { parsePath, selectAll, selectOne } from './path.ts';

const RESOURCE = {
  properties: {
    s: ['a', 'b'],
    o: [{ p: 'v1', n: [1, 2] }, { p: 'v2', n: [3, 4] }, { q: 1 }],
    one: { two: { three: 3 } },
  },
};

describe('selects', () => {
  test.each([
    ['properties.s[*]', ['a', 'b']],
    ['properties.o[*].p', ['v1', 'v2', undefined]],
    ['properties.o[*].n', [[1, 2], [3, 4], undefined]],
    ['properties.o[*].n[*]', [1, 2, 3, 4]],
    ['properties.missing[*]', []],
    ['properties.one[*]', []],
    ['PROPERTIES.S[*]', ['a', 'b']],
  ])('%s: %j', (text, values) => {
    const path = parsePath(text);
    expect(path && selectAll(RESOURCE, path)).toEqual(values);
  });
});

test.each([
  ['properties.one', { two: { three: 3 } }],
  ['properties.one.two.three', 3],
  ['properties.one.TWO.three', 3],
  ['properties.none.two', undefined],
  ['properties', RESOURCE.properties],
])('gets %s: %j', (text, value) => {
  const path = parsePath(text);
  expect(path && selectOne(RESOURCE, path)).toEqual(value);
});

test.each(['', '.', 'a.', '.a', 'a..b', 'a[0]', "a['b']", 'a[*]b', '[*]', 'a[*]..b', 'a]'])(
  '%j is no path',
  text => {
    expect(parsePath(text)).toBeUndefined();
  },
);
