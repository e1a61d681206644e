import type { JsonValue } from '@sluice/arm/protocol';
import { expect, it } from 'vitest';
import { isTooDeep } from './json-depth.ts';

const nested = (levels: number): JsonValue =>
  Array.from({ length: levels }).reduce<JsonValue>(
    (inner, _, index) => (index % 2 === 0 ? [inner] : { a: inner }),
    1,
  );

it.each<[string, JsonValue | undefined, boolean]>([
  ['nothing', undefined, false],
  ['null', null, false],
  ['a text', 'x', false],
  ['as many levels as may be', nested(3), false],
  ['one more', nested(4), true],
  ['many members of few levels', Array.from({ length: 1_000 }, () => ({ a: [] })), false],
  ['a deep one behind shallow ones', [1, {}, { a: nested(3) }], true],
])('%s', (_, value, expected) => {
  expect(isTooDeep(value, 3)).toBe(expected);
});

it('of a hundred thousand levels it is told without running out of stack', () => {
  expect(isTooDeep(nested(100_000))).toBe(true);
});
