import { parseODataFilter } from '@sluice/arm/odata';
import { describe, expect, it } from 'vitest';
import { narrowPlaces, toPlaces, toRanges } from './places.ts';
import { splitFilter } from './split-filter.ts';

const S1 = '/subscriptions/s1';
const S2 = '/subscriptions/s2';
const filter = (text: string) => {
  const { value, problem } = parseODataFilter(text);
  if (value === undefined) throw new Error(problem?.message);
  return { filter: value, option: '$filter' };
};

describe('places', () => {
  it('what is inside another one goes', () => {
    expect(toPlaces([`${S1}/resourcegroups/a`, S1, S2, S1, `${S1}1`])).toEqual([
      { key: S1 },
      { key: `${S1}1` },
      { key: S2 },
    ]);
    expect(toPlaces(['', S1])).toEqual([{ key: '' }]);
    expect(toPlaces([])).toEqual([]);
  });

  it.each<[string, readonly string[], readonly object[]]>([
    ["subscriptionId eq 'S1'", [S1, S2], [{ key: S1 }]],
    ["subscriptionId eq 's1'", [''], [{ key: S1 }]],
    ["subscriptionId eq 's1'", [`${S1}/resourcegroups/a`], [{ key: `${S1}/resourcegroups/a` }]],
    [
      "resourceGroup eq 'A'",
      [S1, S2],
      [{ key: `${S1}/resourcegroups/a` }, { key: `${S2}/resourcegroups/a` }],
    ],
    ["resourceGroup eq 'a'", [''], [{ key: '' }]],
    ["resourceGroup eq 'a' and subscriptionId eq 's1'", [''], [{ key: `${S1}/resourcegroups/a` }]],
    ["resourceGroup eq 'b'", [`${S1}/resourcegroups/a`], []],
    ["'a' eq resourceGroup", [S1], [{ key: `${S1}/resourcegroups/a` }]],
    [`resourceId eq '${S1}/X'`, [S1], [{ key: `${S1}/x`, exact: true }]],
    [`resourceId eq '${S2}/x'`, [S1], []],
    ["resourceGroup eq ''", [S1], [{ key: S1 }]],
    ["resourceGroup eq 'a/b'", [S1], [{ key: S1 }]],
    ["resourceGroup ne 'a'", [S1], [{ key: S1 }]],
    ["resourceType eq 'a'", [S1], [{ key: S1 }]],
  ])('%s of %j', (text, under, expected) => {
    const conditions = splitFilter([filter(text)]).resource.map(each => each.filter);
    expect(narrowPlaces(toPlaces(under), conditions)).toEqual(expected);
  });

  it('ranges hold the place and what is below, and no neighbour of like name', () => {
    const ranges = toRanges([{ key: S1 }]);
    const holds = (key: string) => ranges.some(({ from, to }) => key >= from && key < to);
    expect([S1, `${S1}/x`, `${S1}/x/y`].every(holds)).toBe(true);
    expect([`${S1}1`, `${S1}-a`, `${S1}.a`, S2, '/subscriptions'].some(holds)).toBe(false);
    const exact = toRanges([{ key: S1, exact: true }]);
    expect(exact.some(({ from, to }) => `${S1}/x` >= from && `${S1}/x` < to)).toBe(false);
  });
});

describe('conditions', () => {
  it.each<[string, readonly number[]]>([
    ["complianceState eq 'x' and policyAssignmentId eq 'y'", [2, 0, 0]],
    ["complianceState eq 'x' and resourceGroup eq 'y'", [1, 1, 0]],
    ["complianceState eq 'x' or resourceGroup eq 'y'", [0, 0, 1]],
    ["(complianceState eq 'x' or isCompliant eq true) and not (resourceType eq 'y')", [1, 1, 0]],
    ['complianceStateChangedOn gt 2026-01-01T00:00:00Z', [0, 0, 1]],
    ["policyDefinitionGroupNames/any(g: g eq 'x')", [1, 0, 0]],
    ["'x' in policyDefinitionGroupNames and startswith(resourceId, 'y')", [1, 1, 0]],
    ["concat(resourceType, policyDefinitionName) eq 'x'", [0, 0, 1]],
    ['1 eq 1', [0, 0, 1]],
  ])('%s', (text, counts) => {
    const { policy, resource, both } = splitFilter([filter(text)]);
    expect([policy.length, resource.length, both.length]).toEqual(counts);
  });
});
