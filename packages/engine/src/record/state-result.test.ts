import { expect, it } from 'vitest';
import type { RuleResult } from '../model/decision.ts';
import type { PolicyAssignment, PolicyDefinition, PolicySetDefinition } from '../model/records.ts';
import { toStateResult } from './state-result.ts';

const assignment = { id: '/A' } as PolicyAssignment;
const definition = { id: '/D', version: '1.0.0' } as PolicyDefinition;
const initiative = { id: '/I', version: '1.0.0', category: 'Models' } as PolicySetDefinition;

function resultOf(reference?: RuleResult['reference']): RuleResult {
  return {
    key: '/a',
    assignment,
    definition,
    effectName: 'Audit',
    complianceState: 'Compliant',
    ...(reference && { reference }),
  } as RuleResult;
}

it('what one rule says of two resources is one object', () => {
  const reference = { initiative, referenceId: 'm', groupNames: ['first'] };
  expect(toStateResult(resultOf(reference))).toBe(toStateResult(resultOf(reference)));
  expect(toStateResult(resultOf())).toBe(toStateResult(resultOf()));
  expect(toStateResult(resultOf())).toMatchObject({ initiativeId: null, groupNames: [] });
});

it('an initiative that keeps its version but changes groups or category says so from then on', () => {
  const before = toStateResult(resultOf({ initiative, referenceId: 'm', groupNames: ['first'] }));
  const moved = toStateResult(resultOf({ initiative, referenceId: 'm', groupNames: ['second'] }));
  const renamed = { ...initiative, category: 'Other' };
  const after = toStateResult(resultOf({ initiative: renamed, referenceId: 'm', groupNames: ['second'] }));
  expect([before, moved, after].map(each => [each.groupNames, each.initiativeCategory])).toEqual([
    [['first'], 'Models'],
    [['second'], 'Models'],
    [['second'], 'Other'],
  ]);
});

it.each<[string, Partial<RuleResult>, object | undefined]>([
  [
    'with the words of the assignment',
    { refuses: true, message: 'Use azureml.' },
    { message: 'Use azureml.' },
  ],
  ['without any', { refuses: true }, {}],
  [
    'where a change could not be made, though the rule does not match any more',
    { refuses: true, complianceState: 'Compliant', unchanged: { code: 'c', message: 'm' } },
    { unchanged: { code: 'c', message: 'm' } },
  ],
  ['only where it refuses', { refuses: false, message: 'Use azureml.' }, undefined],
])('a refusal is kept %s', (_, given, refusal) => {
  const result = { ...resultOf(), complianceState: 'NonCompliant', ...given } as RuleResult;
  expect(toStateResult(result).refusal).toEqual(refusal);
});

it('what reads the clock says so where it gives reasons', () => {
  const matched = { ...resultOf(), complianceState: 'NonCompliant', evaluatedExpressions: [] } as RuleResult;
  expect(toStateResult({ ...matched, readsClock: true })).toMatchObject({ readsClock: true });
  expect(toStateResult(matched)).not.toHaveProperty('readsClock');
  expect(toStateResult({ ...matched, readsClock: true, complianceState: 'Compliant' })).not.toHaveProperty(
    'readsClock',
  );
});
