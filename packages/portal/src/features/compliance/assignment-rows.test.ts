import { describe, expect, it } from 'vitest';
import type { AssignmentName } from '../../lib/assignments.ts';
import {
  type AssignmentRow,
  filterAssignmentRows,
  judgedRows,
  sortAssignmentRows,
  unjudgedRows,
} from './assignment-rows.ts';

const RG = '/subscriptions/s/resourceGroups/rg';
const ID = `${RG}/providers/Microsoft.Authorization/policyAssignments/a`;

const summary = {
  assignmentId: ID,
  initiativeId: undefined,
  totals: { resources: { NonCompliant: 2, Compliant: 3 }, policies: { NonCompliant: 1 }, percentage: 60 },
  policies: [],
};
const name = (more: Partial<AssignmentName>): [string, AssignmentName] => {
  const known = {
    id: ID,
    displayName: 'Only approved',
    scope: RG,
    definitionId: '/providers/Microsoft.Authorization/policyDefinitions/d',
    isEnforced: true,
    createdOn: '2026-11-01T00:00:00Z',
    ...more,
  };
  return [known.id.toLowerCase(), known];
};

describe('the rows of assignments', () => {
  it('have the numbers of their results, by ids in any case', () =>
    expect(
      judgedRows([{ ...summary, assignmentId: ID.toUpperCase() }], new Map([name({ isEnforced: false })])),
    ).toEqual([
      {
        id: ID.toUpperCase(),
        displayName: 'Only approved',
        scope: RG,
        kind: 'policy',
        isEnforced: false,
        isGone: false,
        state: 'NonCompliant',
        percentage: 60,
        badResources: 2,
        allResources: 5,
        badPolicies: 1,
        allPolicies: 1,
      },
    ]));

  it('of an assignment that is gone go by its id', () =>
    expect(judgedRows([summary], new Map())).toMatchObject([{ displayName: 'a', scope: RG, isGone: true }]));

  it('are not said to be gone before it is known what there is', () =>
    expect(judgedRows([summary], undefined)).toMatchObject([{ displayName: 'a', isGone: false }]));

  it('are there for what has judged nothing, but not before it was made', () => {
    const names = new Map([name({ definitionId: '/x/policySetDefinitions/i' })]);
    expect(unjudgedRows([], names, undefined)).toMatchObject([{ kind: 'initiative', state: undefined }]);
    expect(unjudgedRows([], names, '2026-10-31T00:00:00Z')).toEqual([]);
    expect(unjudgedRows([{ ...summary, assignmentId: ID.toUpperCase() }], names, undefined)).toEqual([]);
  });
});

const row = (displayName: string, more: Partial<AssignmentRow> = {}): AssignmentRow => ({
  id: `/x/${displayName}`,
  displayName,
  scope: '/x',
  kind: 'policy',
  isEnforced: true,
  isGone: false,
  state: 'Compliant',
  percentage: 100,
  badResources: 0,
  allResources: 1,
  badPolicies: 0,
  allPolicies: 1,
  ...more,
});
const NONE = { text: '', states: [], kinds: [], enforcements: [] };
const namesOf = (rows: readonly AssignmentRow[]) => rows.map(({ displayName }) => displayName);

describe('the list', () => {
  const rows = [
    row('beta', { badResources: 2, state: 'NonCompliant', percentage: 50 }),
    row('alpha'),
    row('gamma', { badResources: 9, state: 'NonCompliant', percentage: 10, kind: 'initiative' }),
    row('idle', { state: undefined, percentage: undefined, isEnforced: false }),
  ];

  it.each([
    [{ ...NONE, states: ['NonCompliant'] }, ['beta', 'gamma']],
    [{ ...NONE, states: ['NotStarted'] }, ['idle']],
    [{ ...NONE, kinds: ['initiative'] }, ['gamma']],
    [{ ...NONE, enforcements: ['notEnforced'] }, ['idle']],
    [{ ...NONE, text: 'GAM' }, ['gamma']],
    [{ ...NONE, text: 'nobody' }, []],
    [NONE, ['beta', 'alpha', 'gamma', 'idle']],
  ])('is narrowed by %j', (filters, names) =>
    expect(namesOf(filterAssignmentRows(rows, filters))).toEqual(names),
  );

  it.each([
    ['resources', true, ['gamma', 'beta', 'alpha', 'idle']],
    ['resources', false, ['alpha', 'beta', 'gamma', 'idle']],
    ['percentage', false, ['gamma', 'beta', 'alpha', 'idle']],
    ['name', true, ['idle', 'gamma', 'beta', 'alpha']],
    ['no such column', true, ['gamma', 'beta', 'alpha', 'idle']],
    ['constructor', true, ['gamma', 'beta', 'alpha', 'idle']],
  ])('in the order of %s, descending: %s', (column, descending, names) =>
    expect(namesOf(sortAssignmentRows(rows, column, descending))).toEqual(names),
  );
});
