import type { JsonObject } from '@sluice/language';
import { expect, test } from 'vitest';
import { assign, assignment, definition, put, snapshotOf, THING, thing, write } from '../testing/policies.ts';
import { decide } from './decide.ts';

const S1 = '/subscriptions/s1';

function alike(name: string, condition: JsonObject, effect: string, details?: JsonObject) {
  return definition(name, {
    mode: 'All',
    parameters: { wanted: { type: 'String', defaultValue: 'x' } },
    policyRule: {
      if: { allOf: [{ field: 'type', equals: THING }, condition] },
      then: { effect, ...(details && { details }) },
    },
  });
}

function rulesOf(...records: readonly ReturnType<typeof alike>[]) {
  const snapshot = snapshotOf(
    ...records.flatMap(record => [put(record), assign(assignment(record.name, S1, record))]),
  );
  const program = (name: string) =>
    snapshot.rulesOf(`${S1}/providers/microsoft.authorization/policyassignments/${name}`)[0]?.program;
  return { snapshot, program };
}

const NAMED = { field: 'name', equals: "[parameters('wanted')]" };

test('definitions with the same condition share what it compiles to, each with its own effect and details', () => {
  const { program } = rulesOf(
    alike('a', NAMED, 'deny'),
    alike('b', NAMED, 'denyAction', { actionNames: ['delete'] }),
  );
  expect(program('a')?.evaluate).toBe(program('b')?.evaluate);
  expect([program('a')?.effect, program('b')?.effect]).toEqual(['deny', 'denyAction']);
  expect([program('a')?.details, program('b')?.details]).toEqual([undefined, { actionNames: ['delete'] }]);
});

test.each([
  ['another value of a parameter that it reads', { ...NAMED, equals: 'y' }, 'deny'],
  ['another kind of effect', NAMED, 'auditIfNotExists'],
])('but not with %s', (_, condition, effect) => {
  const { program } = rulesOf(alike('a', NAMED, 'deny'), alike('b', condition, effect, { type: 'x/y' }));
  expect(program('a')?.evaluate).not.toBe(program('b')?.evaluate);
});

test('a condition that asks which assignment it is of is asked for each', () => {
  const own = { value: "[last(split(policy().assignmentId, '/'))]", equals: 'b' };
  const { snapshot } = rulesOf(alike('a', own, 'deny'), alike('b', own, 'deny'));
  const { results } = decide(snapshot, write(snapshot, thing('x')));
  expect(results.map(({ outcome }) => outcome)).toEqual(['notMatched', 'matched']);
});

test('what is shared is said of each subject alone', () => {
  const { snapshot } = rulesOf(alike('a', NAMED, 'deny'), alike('b', NAMED, 'audit'));
  const outcomes = (name: string) =>
    decide(snapshot, write(snapshot, thing(name))).results.map(({ outcome }) => outcome);
  expect([outcomes('x'), outcomes('z')]).toEqual([
    ['matched', 'matched'],
    ['notMatched', 'notMatched'],
  ]);
});
