import { expect, test } from 'vitest';
import { stateResult } from '../testing/builders.ts';
import { detailAt, toComponentNames, toResultParts } from './results.ts';

const ID = '/subscriptions/s/deployments/Blue';

test('results of which there is nothing to say leave nothing', () => {
  expect(toResultParts(ID, [])).toEqual({ components: null, details: null });
  expect(toResultParts(ID, [stateResult(), stateResult({ complianceState: 'NonCompliant' })])).toEqual({
    components: null,
    details: null,
  });
});

test('why is kept by the place of the result', () => {
  const error = { code: 'c', message: 'm \u0000' };
  const { details } = toResultParts(ID, [stateResult(), stateResult({ complianceState: 'Error', error })]);
  expect(detailAt(JSON.parse(details ?? ''), 2)).toEqual({ error });
  expect(detailAt(JSON.parse(details ?? ''), 1)).toEqual({});
  expect(detailAt(null, 1)).toEqual({});
});

test.each([
  [ID, 'Blue', '[{}]'],
  [ID, 'other', '[{"name":"other"}]'],
  ['/x/y', 'y', '[{"id":"/x/y"}]'],
  ['/x/y', 'z', '[{"id":"/x/y","name":"z"}]'],
])('a component %s called %s is kept as %s', (componentId, componentName, kept) => {
  const of = stateResult({ componentId, componentName, componentType: 'T' });
  const { components } = toResultParts(ID, [of, { ...of, assignmentKey: '/other' }]);
  expect(components).toBe(kept);
  expect(JSON.parse(kept).map((each: object) => toComponentNames(ID, each))).toEqual([
    { id: componentId, name: componentName },
  ]);
});
