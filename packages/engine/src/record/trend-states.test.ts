import { expect, test } from 'vitest';
import type { ComplianceState } from '../model/records.ts';
import type { StateResult } from '../model/write-set.ts';
import { summarizeStates } from './summarize-states.ts';
import { trendStates } from './trend-states.ts';

const results = (...states: readonly ComplianceState[]): readonly StateResult[] =>
  states.map((complianceState, index) => ({
    assignmentKey: `/a/${index}`,
    assignmentId: `/A/${index}`,
    definitionKey: '/d',
    definitionId: '/D',
    definitionVersion: '1.0.0',
    definitionCategory: null,
    definitionReferenceId: null,
    initiativeId: null,
    initiativeVersion: null,
    initiativeCategory: null,
    groupNames: [],
    componentId: null,
    componentType: null,
    componentName: null,
    effect: 'deny',
    complianceState,
  }));

const COUNTED = [
  { results: results('Compliant', 'NonCompliant'), resources: [0, 2, 1] },
  { results: results('Compliant'), resources: [0, 3, 0] },
  { results: results('Error', 'Compliant'), resources: [0, 1, 0] },
  { results: results('Exempt', 'Error'), resources: [0, 0, 4] },
  { results: results('NotApplicable'), resources: [9, 9, 9] },
];

test('each resource counts once, by what its results come to', () => {
  expect(trendStates(COUNTED, 3)).toEqual([
    {},
    { NonCompliant: 2, Compliant: 4 },
    { NonCompliant: 1, Error: 4 },
  ]);
  expect(trendStates([], 2)).toEqual([{}, {}]);
});

test('at any time as a summary says', () => {
  for (const [time, counts] of trendStates(COUNTED, 3).entries()) {
    const then = COUNTED.map(each => ({ ...each, resources: each.resources[time] ?? 0 }));
    const { totals } = summarizeStates(then.filter(({ resources }) => resources > 0));
    expect(counts).toEqual(totals.resources);
  }
});
