import { describe, expect, it } from 'vitest';
import { createFilter } from './filter.ts';

type Item = { readonly name: string; readonly kind?: string };
const ITEMS: readonly Item[] = [
  { name: 'Alpha', kind: 'letter' },
  { name: 'beta' },
  { name: 'gamma', kind: 'letter' },
];

function names(filter: string | undefined): readonly string[] {
  const query = new Map(filter === undefined ? [] : [['$filter', filter]]);
  const fits = createFilter<Item>(query, {
    properties: { name: ({ name }) => name, kind: ({ kind }) => kind },
    calls: {
      longer:
        ([than]) =>
        item =>
          item.name.length > Number(than),
    },
  });
  return ITEMS.filter(fits).map(({ name }) => name);
}

describe('filters of lists', () => {
  it.each<readonly [string | undefined, readonly string[]]>([
    [undefined, ['Alpha', 'beta', 'gamma']],
    ['', ['Alpha', 'beta', 'gamma']],
    ["name eq 'ALPHA'", ['Alpha']],
    ["Name eq 'alpha'", ['Alpha']],
    ["'beta' eq name", ['beta']],
    ["name ne 'beta'", ['Alpha', 'gamma']],
    ["kind eq 'letter' and name ne 'gamma'", ['Alpha']],
    ["kind eq 'letter' or name eq 'beta'", ['Alpha', 'beta', 'gamma']],
    ["not (kind eq 'letter')", ['beta']],
    ["kind eq ''", ['beta']],
    ["substringof('AM', name)", ['gamma']],
    ["startswith(name, 'b')", ['beta']],
    ["longer('4')", ['Alpha', 'gamma']],
    ['kind -eq letter', ['Alpha', 'gamma']],
  ])('%s', (filter, expected) => {
    expect(names(filter)).toEqual(expected);
  });

  it.each([
    'name eq',
    "colour eq 'red'",
    "name gt 'a'",
    'nearby()',
    "substringof('a')",
    "substringof('a', colour)",
    "name eq length('a')",
    'name',
    "name in ('beta')",
    "name/any(n: n eq 'beta')",
  ])('%s is refused, with what is supported or where it fails', filter => {
    expect(() => names(filter)).toThrow(/InvalidFilterInQueryString: Invalid \$filter/);
  });
});
