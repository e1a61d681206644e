import { expect, test } from 'vitest';
import type { StateResult } from '../model/write-set.ts';
import { summarizeStates } from './summarize-states.ts';

const result = (
  assignment: string,
  definition: string,
  complianceState: StateResult['complianceState'],
  member?: { readonly reference: string; readonly groups: readonly string[] },
): StateResult => ({
  assignmentKey: `/a/${assignment}`,
  assignmentId: `/A/${assignment}`,
  definitionKey: `/d/${definition}`,
  definitionId: `/D/${definition}`,
  definitionVersion: '1.0.0',
  definitionCategory: null,
  definitionReferenceId: member?.reference ?? null,
  initiativeId: member === undefined ? null : '/S/s',
  initiativeVersion: null,
  initiativeCategory: null,
  groupNames: member?.groups ?? [],
  componentId: null,
  componentType: null,
  componentName: null,
  effect: 'deny',
  complianceState,
});

test('nothing', () => {
  expect(summarizeStates([])).toEqual({
    totals: { resources: {}, policies: {}, groups: {} },
    assignments: [],
  });
});

test('resources are counted once by what all their policies come to, policies by what all their resources do', () => {
  const { totals, assignments } = summarizeStates([
    { results: [result('x', 'p', 'Compliant'), result('y', 'p', 'NonCompliant')], resources: 3 },
    { results: [result('x', 'p', 'Compliant'), result('y', 'p', 'Error')], resources: 2 },
    { results: [result('x', 'p', 'Exempt')], resources: 1 },
  ]);
  expect(totals).toEqual({
    resources: { NonCompliant: 3, Compliant: 2, Exempt: 1 },
    policies: { Compliant: 1, NonCompliant: 1 },
    groups: {},
  });
  expect(assignments.map(({ assignmentId, totals: each }) => [assignmentId, each.resources])).toEqual([
    ['/A/y', { NonCompliant: 3, Error: 2 }],
    ['/A/x', { Compliant: 5, Exempt: 1 }],
  ]);
});

test('members of an initiative, and its groups', () => {
  const one = { reference: 'One', groups: ['g1', 'g2'] };
  const two = { reference: 'Two', groups: ['g2'] };
  const { totals, assignments } = summarizeStates([
    { results: [result('x', 'p', 'Compliant', one), result('x', 'p', 'NonCompliant', two)], resources: 4 },
    { results: [result('x', 'p', 'Compliant', one)], resources: 1 },
  ]);
  expect(totals).toEqual({
    resources: { NonCompliant: 4, Compliant: 1 },
    policies: { Compliant: 1, NonCompliant: 1 },
    groups: { Compliant: 1, NonCompliant: 1 },
  });
  const [assignment] = assignments;
  expect(assignment?.initiativeId).toBe('/S/s');
  expect(assignment?.policies.map(each => [each.referenceId, each.totals.resources])).toEqual([
    ['One', { Compliant: 5 }],
    ['Two', { NonCompliant: 4 }],
  ]);
  expect(assignment?.groups.map(each => [each.name, each.totals.resources])).toEqual([
    ['g1', { Compliant: 5 }],
    ['g2', { NonCompliant: 4, Compliant: 1 }],
  ]);
});
