import { FUNCTIONS, OPERATORS } from '@sluice/language';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALIASES, condition } from './reference/arbitraries.ts';
import { given, inputOf, programOf } from './reference/compare.ts';
import { LAWS } from './reference/laws.ts';

// A few of the runs that tests/shared makes of the same laws.
test.each(Object.entries(LAWS))('%s', (_, law) => law(400));

/** What no generated rule calls, and where it is checked instead. */
const NOT_GENERATED: Readonly<Record<string, string>> = {
  guid: 'published values of Azure in conformance/functions/guid.yaml; a second SHA-1 would prove nothing',
  uniqueString: 'published values of Azure in conformance/functions/uniqueString.yaml',
  uri: 'the examples of RFC 3986 in conformance/functions/uri.yaml',
};

describe('the rules that the laws are tried on', () => {
  const rules = fc.sample(condition, { numRuns: 5_000, seed: 1 });
  const written = JSON.stringify(rules).toLowerCase();

  test('call every function, but for those that are checked elsewhere', () => {
    const called = FUNCTIONS.filter(({ name }) => new RegExp(`\\b${name.toLowerCase()}\\(`).test(written));
    const left = FUNCTIONS.filter(fn => !called.includes(fn)).map(({ name }) => name);
    expect(left.sort()).toEqual(Object.keys(NOT_GENERATED).sort());
  });

  test.each(OPERATORS.map(({ name }) => name))('compare with %s', operator => {
    expect(written).toContain(`"${operator.toLowerCase()}":`);
  });

  test.each([
    ...['name', 'fullName', 'type', 'kind', 'location', 'id', 'identity.type', 'tags', "tags['Env']"],
    ...[...ALIASES.values()].flatMap(aliases => aliases.map(({ name }) => name)),
  ])('read the field %s', field => {
    expect(written).toContain(`"field":"${field.toLowerCase()}"`);
  });

  test.each([
    ['a count over a field', /"count":\{"field"/],
    ['a count over a value', /"count":\{"value"/],
    ['a count within a count', /"where":\{"count"/],
    ['a count within a group within a count', /"where":\{"(?:allof|anyof)":\[[^\]]*"count"/],
    ['the member of a count', /current\('/],
    ['the member of the innermost count', /current\(\)/],
  ])('have %s', (_, pattern) => {
    expect(written).toMatch(pattern);
  });

  test('match, do not match and fail, each often', () => {
    const kinds = fc
      .sample(given, { numRuns: 2_000, seed: 1 })
      .map(each => programOf(each.condition, each.parameters).evaluate(inputOf(each)).kind);
    for (const kind of ['matched', 'notMatched', 'error'])
      expect(kinds.filter(each => each === kind).length).toBeGreaterThan(kinds.length / 5);
  });
});
