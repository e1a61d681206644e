import type { JsonObject } from '@sluice/arm/protocol';
import { describe, expect, it } from 'vitest';
import { type Outcome, parameterOf, readTrial, trialBody } from './trial.ts';
import { NO_TRIAL, readKeptTrial, triedOn, writeKeptTrial } from './trial-state.ts';

const TRIED = '/subscriptions/s/providers/Microsoft.Authorization/policyDefinitions/tried';
const considered = (...standings: readonly string[]): JsonObject => ({
  properties: {
    verdict: 'allow',
    considered: [
      {
        policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/other',
        standing: 'refuses',
      },
      ...standings.map(standing => ({ policyDefinitionId: TRIED, standing, applied: true })),
    ],
  },
});

describe('the outcome of a trial', () => {
  it.each<[readonly string[], Outcome]>([
    [[], 'notApplied'],
    [['otherMode'], 'notApplied'],
    [['passes'], 'compliant'],
    [['passes', 'matches'], 'nonCompliant'],
    [['matches', 'refuses'], 'refused'],
    [['passes', 'fails'], 'failed'],
    [['pending', 'passes'], 'pending'],
    [['changed', 'passes'], 'changed'],
  ])('%j: %s, whatever other policies say', (standings, outcome) => {
    expect(readTrial(considered(...standings)).judged?.outcome).toBe(outcome);
  });

  it.each([undefined, null, {}, { properties: 'x' }])('%j has none', body => {
    expect(readTrial(body as JsonObject)).toEqual({ problems: [], warnings: [], judged: undefined });
  });

  it('problems are about parameters, or something else', () => {
    const { problems, warnings } = readTrial({
      problems: [
        { code: 'c', message: 'm', target: '/parameters/a~1b' },
        { code: 'd', target: '/definition' },
        7,
      ],
      warnings: [{ message: 'w' }, {}],
    } as JsonObject);
    expect(problems.map(parameterOf)).toEqual(['a/b', undefined]);
    expect(warnings).toEqual(['w']);
  });
});

it('a request has the values of parameters as an assignment has them', () => {
  expect(
    trialBody({
      scope: '/s',
      definition: { mode: 'All' },
      parameters: { p: [1] },
      on: { resourceId: '/r' },
      withAssignments: true,
    }),
  ).toEqual({
    definition: { mode: 'All' },
    parameters: { p: { value: [1] } },
    resourceId: '/r',
    withAssignments: true,
  });
});

describe('what is tried on', () => {
  it.each([
    ['nothing is chosen', NO_TRIAL, undefined],
    ['something stored', { ...NO_TRIAL, resourceId: '/r' }, { resourceId: '/r' }],
    [
      'something given',
      { ...NO_TRIAL, kind: 'given' as const, resourceText: '{"id": "/r"}' },
      { resource: { id: '/r' } },
    ],
    ['no JSON', { ...NO_TRIAL, kind: 'given' as const, resourceText: '{' }, undefined],
    ['no object', { ...NO_TRIAL, kind: 'given' as const, resourceText: '[]' }, undefined],
  ])('%s', (_, state, on) => {
    expect(triedOn(state)).toEqual(on);
  });
});

describe('what is kept', () => {
  const kept = {
    trial: { ...NO_TRIAL, resourceId: '/r', parameters: { p: 1 } },
    cases: [
      { id: '1', name: 'one', on: { resourceId: '/r' }, parameters: {}, expected: 'refused' as const },
      {
        id: '2',
        name: '',
        on: { resource: { id: '/x' } },
        parameters: { p: null },
        expected: 'compliant' as const,
      },
    ],
  };
  it('is what was kept', () => {
    expect(readKeptTrial(JSON.parse(JSON.stringify(writeKeptTrial(kept))))).toEqual(kept);
  });
  it.each([
    undefined,
    null,
    [],
    { cases: [{ id: '1' }, { id: '2', expected: 'great', on: { resourceId: '/r' } }, 3] },
  ])('%j is nothing', value => {
    expect(readKeptTrial(value as JsonObject)).toEqual({ trial: NO_TRIAL, cases: [] });
  });
});
