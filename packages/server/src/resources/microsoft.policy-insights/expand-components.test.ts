import { ApiError } from '@sluice/arm/errors';
import { parseExpand } from '@sluice/arm/odata';
import { describe, expect, it } from 'vitest';
import { componentExpander } from './expand-components.ts';

const COLUMNS = ['id', 'type', 'name', 'complianceState'];
const component = (name: string, type: string, complianceState: string) => ({
  id: `/c/${name}`,
  type,
  name,
  complianceState,
});
const ALL = [
  component('a', 'Pod', 'Compliant'),
  component('b', 'Pod', 'NonCompliant'),
  component('c', 'Secret', 'NonCompliant'),
];

function expand(text: string): readonly object[] {
  const [found] = parseExpand(text).value ?? [];
  if (found === undefined) throw new Error(`'${text}' is no $expand`);
  return componentExpander(found, COLUMNS)(ALL);
}

describe('components', () => {
  it.each<[string, readonly object[]]>([
    ['components', ALL],
    ["components($filter=ComplianceState eq 'noncompliant')", ALL.slice(1)],
    ["components($filter=type eq 'pod' and name ne 'a')", ALL.slice(1, 2)],
    ["components($filter=complianceState eq 'Exempt')", []],
    [
      'components($apply=groupby((TYPE),aggregate($count as n)))',
      [
        { type: 'Pod', n: 2 },
        { type: 'Secret', n: 1 },
      ],
    ],
    [
      'components($apply=groupby((complianceState)))',
      [{ complianceState: 'Compliant' }, { complianceState: 'NonCompliant' }],
    ],
    ["components($filter=name eq 'none';$apply=aggregate($count as n))", [{ n: 0 }]],
    ["components($apply=filter(type eq 'Pod')/aggregate($count as n))", [{ n: 2 }]],
  ])('%s', (text, expected) => {
    expect(expand(text)).toEqual(expected);
  });

  it.each([
    ["components($filter=colour eq 'red')", 'colour'],
    ['components($apply=groupby((colour)))', 'colour'],
    ['components($apply=aggregate(name with max as m))', 'no max'],
  ])('%s is refused', (text, words) => {
    expect(() => expand(text)).toThrow(ApiError);
    expect(() => expand(text)).toThrow(words);
  });
});
