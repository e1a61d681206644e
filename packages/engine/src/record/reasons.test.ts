import type { EvaluatedExpression } from '@sluice/language';
import { OPERATORS } from '@sluice/language';
import { expect, test } from 'vitest';
import { reasonsOf } from './reasons.ts';

const leaf = (operator: string, result: 'True' | 'False', more: Partial<EvaluatedExpression> = {}) => ({
  result,
  expressionKind: 'Field' as const,
  expression: 'location',
  path: 'location',
  expressionValue: 'eastus',
  targetValue: 'westeurope',
  operator,
  ...more,
});

test.each<[string, EvaluatedExpression, string | undefined]>([
  ['what must not be', leaf('Equals', 'True'), 'location: the current value must not be the target value.'],
  [
    'under not, the opposite',
    leaf('Equals', 'False'),
    'location: the current value must be the target value.',
  ],
  ['what must be', leaf('NotEquals', 'True'), 'location: the current value must be the target value.'],
  ['a list', leaf('NotIn', 'True'), 'location: the current value must be among the target values.'],
  [
    'a bound',
    leaf('Greater', 'True'),
    'location: the current value must be less than or equal to the target value.',
  ],
  [
    'what is missing',
    leaf('Exists', 'True', { targetValue: 'False' }),
    'location: the current value must exist.',
  ],
  [
    'what is there',
    leaf('Exists', 'True', { targetValue: 'True' }),
    'location: the current value must not exist.',
  ],
  [
    'what is missing, under not',
    leaf('Exists', 'False', { targetValue: 'True' }),
    'location: the current value must exist.',
  ],
  ['the type only says what the rule is about', leaf('Equals', 'True', { expression: 'type' }), undefined],
])('%s', (_, expression, expected) => {
  expect(reasonsOf({ evaluatedExpressions: [expression] })).toEqual(expected === undefined ? [] : [expected]);
});

test('every operator has words for both ways', () => {
  for (const { name } of OPERATORS)
    for (const result of ['True', 'False'] as const)
      expect.soft(reasonsOf({ evaluatedExpressions: [leaf(name, result)] }), name).toHaveLength(1);
});

test('a related resource that is missing, an error, and nothing to say', () => {
  expect(reasonsOf({ related: { totalResources: 0 } })).toEqual([
    'No related resource matches the effect details.',
  ]);
  expect(reasonsOf({ error: { code: 'X', message: 'no number' } })).toEqual([
    'The policy could not be evaluated: no number',
  ]);
  expect(reasonsOf({})).toEqual([]);
});

test('what has no condition to tell of is told by its effect, unless it is compliant', () => {
  for (const [effect, words] of [
    ['manual', /attestation/],
    ['denyaction', /protected/],
  ] as const) {
    expect(reasonsOf({ effect, complianceState: 'NonCompliant' })).toEqual([expect.stringMatching(words)]);
    expect(reasonsOf({ effect, complianceState: 'Compliant' })).toEqual([]);
  }
});
