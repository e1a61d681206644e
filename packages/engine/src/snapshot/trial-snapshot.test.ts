import { expect, test } from 'vitest';
import { decide } from '../decide/decide.ts';
import { assign, assignment, definition, put, snapshotOf, thing, write } from '../testing/policies.ts';
import { applyChanges } from './apply-changes.ts';
import { trialSnapshot } from './trial-snapshot.ts';

const deny = (name: string, field: string) =>
  definition(name, {
    mode: 'All',
    policyRule: { if: { field, equals: 'x' }, then: { effect: 'deny' } },
  });
const [kept, tried] = [deny('kept', 'name'), deny('tried', 'tags.env')];
const S1 = '/subscriptions/s1';
const snapshot = snapshotOf(put(kept), assign(assignment('kept', S1, kept)));
const changes = [put(tried), assign(assignment('tried', S1, tried))];
const refused = write(snapshot, thing('t', { tags: { env: 'x' } }));

test('changes of a trial are judged by, and the snapshot that it was made of is as it was', () => {
  const trial = applyChanges(trialSnapshot(snapshot), snapshot.revision, changes);
  expect(decide(trial, refused).verdict).toBe('deny');
  expect(decide(snapshot, refused).verdict).toBe('allow');
  expect(snapshot.assignments.size).toBe(1);
});

test('what is in force is the very same, and what is tried is compiled anew', () => {
  const trial = trialSnapshot(snapshot);
  const programs = [snapshot, trial].map(
    each => each.rulesOf(`${S1}/providers/microsoft.authorization/policyassignments/kept`)[0]?.program,
  );
  expect(programs[0]).toBeDefined();
  expect(programs[1]).toBe(programs[0]);
  const programOf = (base: typeof snapshot) =>
    applyChanges(base, 1, changes).rulesOf(
      `${S1}/providers/microsoft.authorization/policyassignments/tried`,
    )[0]?.program;
  expect(programOf(snapshot)).toBe(programOf(snapshot));
  expect(programOf(trial)).toBe(programOf(trial));
  expect(programOf(trial)).not.toBe(programOf(snapshot));
});
