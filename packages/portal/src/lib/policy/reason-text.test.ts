import { expect, test } from 'vitest';
import { reasonText } from './reason-text.ts';

const leaf = (operator: string, result: string, expressionValue: unknown, targetValue: unknown) => ({
  result,
  expressionKind: 'Field',
  expression: 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments/model.registryName',
  path: 'model.registryName',
  expressionValue,
  targetValue,
  operator,
});
const of = (...expressions: readonly object[]) =>
  reasonText({ message: undefined, error: undefined, expressions: expressions as never });

test.each([
  [
    'NotIn',
    'True',
    'huggingface',
    ['azureml', 'approved-models'],
    'huggingface is none of azureml, approved-models',
  ],
  ['Like', 'False', 'a/b', 'c/*', 'a/b is not like c/*'],
  ['Less', 'False', 3, 2, '3 is at least 2'],
  ['In', 'True', 'a', ['a', 'b', 'c', 'd', 'e'], 'a is one of a, b, c and 2 more'],
  ['NotIn', 'True', 'a', [], 'a is none of nothing (an empty list)'],
  ['NotEquals', 'True', undefined, 'x', '(missing) does not equal x'],
  ['Equals', 'True', '', '', '(an empty text) equals (an empty text)'],
  ['Exists', 'False', undefined, true, 'does not exist'],
  ['Exists', 'True', 'x', 'true', 'exists'],
  ['Exists', 'True', undefined, false, 'does not exist'],
  ['SomethingNew', 'False', 'x', 'y', 'x SomethingNew y'],
])('%s that is %s of %j and %j', (operator, result, actual, expected, text) => {
  expect(of(leaf(operator, result, actual, expected))).toBe(`model.registryName ${text}`);
});

test('conditions are joined, the last first, and what type it is does not count', () => {
  const type = { ...leaf('Equals', 'True', 'T', 'T'), expression: 'type', path: 'type' };
  expect(of(type, leaf('Equals', 'True', 'a', 'a'), leaf('Like', 'True', 'b', 'b'))).toBe(
    'model.registryName b is like b; model.registryName a equals a',
  );
  expect(of(type)).toBe('');
});

test('the message of the assignment comes before what was seen, a failure before both', () => {
  expect(reasonText({ message: 'Ask first.', error: undefined, expressions: [] })).toBe('Ask first.');
  expect(reasonText({ message: 'Ask first.', error: 'division by zero', expressions: [] })).toBe(
    'division by zero',
  );
  expect(reasonText({ message: '', error: undefined, expressions: [] })).toBe('');
});
