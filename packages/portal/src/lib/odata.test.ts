import { expect, it } from 'vitest';
import { allOf, hasWords, isEqual, isOneOf } from './odata.ts';

it('an apostrophe of a value ends no text', () =>
  expect(isEqual('name', "team's' or true eq true")).toBe("name eq 'team''s'' or true eq true'"));

it('one value, several, and none', () => {
  expect(isOneOf('a', ['x'])).toBe("a eq 'x'");
  expect(isOneOf('a', ['x', 'y'])).toBe("(a eq 'x' or a eq 'y')");
  expect(isOneOf('a', [])).toBeUndefined();
});

it('conditions that are not there are left out', () => {
  expect(allOf("a eq 'x'", undefined, '', "b eq 'y'")).toBe("a eq 'x' and b eq 'y'");
  expect(allOf(undefined)).toBeUndefined();
});

it('every word of a text, wherever', () => {
  expect(hasWords('a', " it's  so ")).toBe("contains(a,'it''s') and contains(a,'so')");
  expect(hasWords('a', ' ')).toBeUndefined();
});
