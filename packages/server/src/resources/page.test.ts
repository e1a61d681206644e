import { encodeToken } from '@sluice/arm/protocol';
import { describe, expect, it } from 'vitest';
import { pageOf, readTop } from './page.ts';

const ITEMS = ['a', 'b', 'c', 'd', 'e'];

describe('pages', () => {
  it.each<readonly [Readonly<Record<string, string>>, readonly string[], string | undefined]>([
    [{}, ITEMS, undefined],
    [{ $top: '2' }, ['a', 'b'], '2'],
    [{ $top: '2', $skiptoken: encodeToken('2') }, ['c', 'd'], '4'],
    [{ $top: '2', $skiptoken: encodeToken('4') }, ['e'], undefined],
    [{ $top: '5' }, ITEMS, undefined],
    [{ $top: '1', $skiptoken: encodeToken('9') }, [], undefined],
  ])('%o', (query, items, next) => {
    const page = pageOf(ITEMS, new Map(Object.entries(query)));
    expect([page.items, page.next]).toEqual([items, next]);
  });

  it.each(['0', '-1', '1.5', 'many', ''])('$top=%s is refused', top => {
    expect(() => readTop(new Map([['$top', top]]))).toThrow('InvalidQueryParameter');
  });

  it('more than is allowed means the most that is', () => {
    expect(readTop(new Map([['$top', '5000']]))).toBe(1000);
  });

  it.each([encodeToken('-1'), encodeToken('x'), encodeToken(3), 'x'])(
    '$skiptoken=%s was not made here',
    token => {
      expect(() => pageOf(ITEMS, new Map([['$skiptoken', token]]))).toThrow('InvalidSkipToken');
    },
  );
});
