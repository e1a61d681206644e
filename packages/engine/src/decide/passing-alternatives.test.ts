import type { JsonObject } from '@sluice/language';
import { expect, test } from 'vitest';
import { assign, assignment, definition, put, snapshotOf, THING, thing, write } from '../testing/policies.ts';
import { passingAlternatives } from './passing-alternatives.ts';

const SIZE = `${THING}/size`;
const small = definition('small', {
  mode: 'All',
  policyRule: { if: { field: SIZE, notIn: ['s', 'm'] }, then: { effect: 'deny' } },
});
const snapshot = snapshotOf(put(small), assign(assignment('a', '/subscriptions/s1', small)));
const request = write(snapshot, thing('t', { properties: { size: 'xl' } }));
const alternatives = ['l', 'm', 's', 'S'].map(value => ({ path: 'properties.size', value, facts: {} }));
const values = (found: readonly { readonly value: unknown }[]) => found.map(({ value }) => value);

test('those that pass are found in their order, as many as are wanted', () => {
  expect(values(passingAlternatives(snapshot, request, { alternatives }, 9))).toEqual(['m', 's', 'S']);
  expect(values(passingAlternatives(snapshot, request, { alternatives }, 1))).toEqual(['m']);
  expect(passingAlternatives(snapshot, request, { alternatives }, 0)).toEqual([]);
  expect(passingAlternatives(snapshot, request, {}, 9)).toEqual([]);
});

test('they pass as a write would be prepared, or not at all', () => {
  const prepared = (resource: JsonObject) =>
    JSON.stringify(resource).includes('"m"') ? undefined : { ...resource, properties: { size: 's' } };
  expect(values(passingAlternatives(snapshot, request, { alternatives, prepared }, 9))).toEqual([
    'l',
    's',
    'S',
  ]);
});

test('a path that leads nowhere is none', () => {
  const nowhere = [{ path: 'a[*].b', value: 1, facts: {} }];
  expect(passingAlternatives(snapshot, request, { alternatives: nowhere }, 9)).toEqual([]);
});
