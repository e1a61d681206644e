import { expect, test } from 'vitest';
import { type ExpressionScope, eager, evaluateText, type TemplateFunction } from './expressions.ts';

const variables: TemplateFunction = {
  name: 'variables',
  minArgs: 1,
  maxArgs: 1,
  constant: false,
  evaluate: eager(([name]) => `value of ${String(name)}`),
};
const SCOPE: ExpressionScope = {
  parameter: name => ({ size: 3, map: { Key: 'v' } })[name],
  findFunction: name => (name.toLowerCase() === 'variables' ? variables : undefined),
  context: { now: '2026-03-01T00:00:00.0000000Z', resourceGroup: { name: 'g1' } },
};

test.each([
  ['plain', 'plain'],
  ['[[escaped]', '[escaped]'],
  ["[concat('a', string(parameters('size')))]", 'a3'],
  ["[parameters('map').key]", 'v'],
  ["[variables('x')]", 'value of x'],
  ["[toUpper(variables('x'))]", 'VALUE OF X'],
  ['[resourceGroup().name]', 'g1'],
])('%s is %j', (text, value) => {
  expect(evaluateText(text, SCOPE)).toEqual({ value });
});

test.each([
  ['[', { value: '[' }],
  ['[concat(]', { problem: { code: 'expression/syntax' } }],
  ["[parameters('nobody')]", { problem: { code: 'parameter/unknown' } }],
  ["[field('name')]", { problem: { code: 'field/unknown' } }],
  ['[current()]', { problem: { code: 'current/outside-count' } }],
  ['[nothing()]', { problem: { code: 'function/unknown' } }],
  ["[parameters('map').other]", { problem: { code: 'expression/missing-property' } }],
])('%s: %j', (text, expected) => {
  expect(evaluateText(text, SCOPE)).toMatchObject(expected);
});

test('evaluations that share a budget share its end', () => {
  const scope = { ...SCOPE, budget: { nodes: 3 } };
  expect(evaluateText('[resourceGroup()]', scope)).toEqual({ value: { name: 'g1' } });
  expect(evaluateText('[resourceGroup()]', scope)).toMatchObject({ problem: { code: 'limit/work' } });
});
