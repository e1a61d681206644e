import { expect, it } from 'vitest';
import { stateResult } from '../testing/builders.ts';
import { readResults, writeResults } from './results.ts';

const component = { componentId: '/c', componentType: 't', componentName: 'c' };
const error = { code: 'x', message: 'nul \u0000' };
const evaluatedExpressions = [
  {
    result: 'True',
    expressionKind: 'Field',
    expression: 'name',
    path: 'name',
    expressionValue: 'a',
    targetValue: 'b',
    operator: 'Equals',
  },
] as const;

it.for([
  ['none', []],
  ['of a resource', [stateResult()]],
  ['of an initiative', [stateResult({ definitionReferenceId: 'first' })]],
  ['of one component', [stateResult(component), stateResult({ ...component, assignmentKey: '/b' })]],
  ['of a component without type and name', [stateResult({ componentId: '/c' })]],
  ['of several', [stateResult(), stateResult(component), stateResult({ ...component, componentId: '/d' })]],
  ['of two with one id', [stateResult(component), stateResult({ ...component, componentType: 'u' })]],
  ['with reasons', [stateResult({ complianceState: 'NonCompliant', evaluatedExpressions })]],
  ['with an error', [stateResult({ complianceState: 'Error', error })]],
] as const)('results come back as they were written: %s', ([, results]) => {
  expect(readResults(JSON.parse(writeResults(results)))).toEqual(results);
});

it('a component is written once', () => {
  const text = writeResults([stateResult(component), stateResult({ ...component, assignmentKey: '/b' })]);
  expect(text.split('"/c"')).toHaveLength(2);
});

it('the reasons are a text, which may hold what JSON in the database cannot', () => {
  const written = JSON.parse(writeResults([stateResult({ complianceState: 'Error', error })]));
  expect(written.results[0].detail).toBe(JSON.stringify({ error }));
});
