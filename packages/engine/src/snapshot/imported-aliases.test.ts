import { expect, test } from 'vitest';
import { checkChanges } from '../check/check-changes.ts';
import { decide } from '../decide/decide.ts';
import type { SnapshotChange } from '../model/records.ts';
import { assign, assignment, definition, put, snapshotOf, THING, thing, write } from '../testing/policies.ts';
import { applyChanges } from './apply-changes.ts';
import type { Snapshot } from './snapshot.ts';

const S1 = '/subscriptions/s1';
const COLOUR = `${THING}/colour`;
const RED = definition('red', {
  mode: 'All',
  policyRule: {
    if: {
      allOf: [
        { field: 'type', equals: THING },
        { field: COLOUR, equals: 'red' },
      ],
    },
    then: { effect: 'deny' },
  },
});
const ASSIGNED = [put(RED), assign(assignment('a', S1, RED))];
const RED_THING = thing('t', { properties: { colour: 'red', paint: 'red' } });

function aliases(type: string, ...names: readonly (readonly [string, string])[]): SnapshotChange {
  const record = { type, aliases: names.map(([name, defaultPath]) => ({ name, defaultPath })) };
  return { kind: 'aliases', key: type.toLowerCase(), record };
}

function verdict(snapshot: Snapshot): string {
  return decide(snapshot, write(snapshot, RED_THING)).verdict;
}

test('a rule takes hold when its alias comes, follows it, and applies to nothing once it is gone', () => {
  const before = snapshotOf(...ASSIGNED);
  const known = applyChanges(before, 2, [aliases(THING, [COLOUR, 'properties.colour'])]);
  const moved = applyChanges(known, 3, [aliases(THING, [COLOUR, 'properties.other'])]);
  const gone = applyChanges(moved, 4, [{ kind: 'aliases', key: THING.toLowerCase(), record: null }]);
  expect([before, known, moved, gone].map(verdict)).toEqual(['allow', 'deny', 'allow', 'allow']);
  expect([before, known, gone].map(snapshot => snapshot.aliases.size)).toEqual([0, 1, 0]);
});

test('definition and alias may come at once', () => {
  expect(verdict(snapshotOf(...ASSIGNED, aliases(THING, [COLOUR, 'properties.colour'])))).toBe('deny');
});

test('what the types of the house define stays as it is', () => {
  const snapshot = snapshotOf(aliases(THING, [`${THING}/SIZE`, 'properties.imported']));
  expect(snapshot.vocabulary.alias(`${THING}/size`, THING)?.defaultPath).toBe('properties.size');
});

test('programs stay the same while no alias changes', () => {
  const first = snapshotOf(...ASSIGNED, aliases(THING, [COLOUR, 'properties.colour']));
  const next = applyChanges(first, 2, [put(RED)]);
  const [bound, again] = [first, next].map(snapshot => snapshot.rulesAt(S1, THING.toLowerCase())[0]?.program);
  expect(bound).toBeDefined();
  expect(again).toBe(bound);
});

test('assigning a rule that names what nobody knows is warned about', () => {
  const warned = (...changes: readonly SnapshotChange[]) =>
    checkChanges(snapshotOf(put(RED), ...changes), [assign(assignment('a', S1, RED))]).warnings.map(
      ({ code }) => code,
    );
  expect(warned()).toEqual(['alias/unknown']);
  expect(warned(aliases(THING, [COLOUR, 'properties.colour']))).toEqual([]);
});
