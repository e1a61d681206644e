import { describe, expect, it } from 'vitest';
import { readSummary, stateOf, totalOf } from './summary.ts';

const RESULTS = {
  nonCompliantResources: 3,
  resourceDetails: [
    { complianceState: 'noncompliant', count: 3 },
    { complianceState: 'compliant', count: 1 },
  ],
  policyDetails: [{ complianceState: 'noncompliant', count: 1 }],
  compliancePercentage: 25,
};

describe('a summary', () => {
  it('is read with its assignments and their policies', () => {
    const { totals, assignments } = readSummary({
      results: RESULTS,
      policyAssignments: [
        {
          policyAssignmentId: '/a',
          policySetDefinitionId: '/i',
          results: RESULTS,
          policyDefinitions: [
            {
              policyDefinitionId: '/d',
              policyDefinitionReferenceId: 'm',
              policyDefinitionGroupNames: ['g'],
              effect: 'audit',
              results: RESULTS,
            },
          ],
        },
        { policyAssignmentId: '/b', policySetDefinitionId: '', results: RESULTS },
      ],
    });
    expect(totals).toEqual({
      resources: { NonCompliant: 3, Compliant: 1 },
      policies: { NonCompliant: 1 },
      percentage: 25,
    });
    expect(assignments).toMatchObject([
      {
        assignmentId: '/a',
        initiativeId: '/i',
        policies: [{ definitionId: '/d', referenceId: 'm', groupNames: ['g'], effect: 'audit', totals }],
      },
      { assignmentId: '/b', initiativeId: undefined, policies: [] },
    ]);
  });

  it('of a place where nothing is judged is all compliant, of nothing', () => {
    const { totals, assignments } = readSummary(undefined);
    expect(totals).toEqual({ resources: {}, policies: {}, percentage: 100 });
    expect(totalOf(totals.resources)).toBe(0);
    expect(stateOf(totals.resources)).toBeUndefined();
    expect(assignments).toEqual([]);
  });
});

it.each([
  [{ Compliant: 9, NonCompliant: 1 }, 'NonCompliant'],
  [{ Exempt: 2, Compliant: 1 }, 'Compliant'],
  [{ Exempt: 2, NonCompliant: 0 }, 'Exempt'],
])('%j comes to %s', (counts, state) => expect(stateOf(counts)).toBe(state));
