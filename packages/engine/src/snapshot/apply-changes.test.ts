import { expect, test } from 'vitest';
import type { SnapshotChange } from '../model/records.ts';
import {
  assign,
  assignment,
  COMPONENT,
  definition,
  ONE_REGISTRY,
  put,
  snapshotOf,
  TAGGED,
  THING,
  TYPES,
  VOCABULARY,
} from '../testing/policies.ts';
import { grant, principal, role } from '../testing/world.ts';
import { applyChanges } from './apply-changes.ts';
import { createSnapshot } from './create-snapshot.ts';
import type { Snapshot } from './snapshot.ts';

const S1 = '/subscriptions/s1';
const pinned = (name: string, type: string) =>
  definition(name, {
    mode: 'All',
    policyRule: { if: { field: 'type', equals: type }, then: { effect: 'deny' } },
  });
const at = (snapshot: Snapshot, scope: string, type: string) =>
  snapshot.rulesAt(scope, type.toLowerCase()).map(bound => bound.assignment.name);
const remove = (change: SnapshotChange): SnapshotChange => ({
  kind: 'policyAssignment',
  key: change.key,
  record: null,
});

test('an empty snapshot is at revision 0 and holds nothing', () => {
  const empty = createSnapshot(TYPES, VOCABULARY);
  expect([
    empty.revision,
    empty.assignments.size,
    empty.settings,
    empty.facts.get('x'),
    at(empty, '', 'x'),
  ]).toEqual([0, 0, undefined, undefined, []]);
});

test('every kind of record is taken in and can be removed', () => {
  const records: readonly SnapshotChange[] = [
    {
      kind: 'scope',
      key: '/subscriptions/s',
      record: { kind: 'subscription', id: '/subscriptions/s', name: 's', document: {} },
    },
    { kind: 'roleDefinition', key: 'r', record: role('reader', ['*/read']) },
    { kind: 'roleAssignment', key: 'ra', record: grant('p', 'reader', '') },
    { kind: 'principal', key: 'p', record: principal('p') },
    { kind: 'facts', key: 'm/versions/1', record: { parent: 'm', facts: { licence: 'mit' } } },
    { kind: 'settings', key: 'settings', record: { catalog: { unknownModels: 'refuse' } } },
    put(TAGGED),
    assign(assignment('a', '', TAGGED)),
  ];
  const sizes = (snapshot: Snapshot) => [
    snapshot.scopes.size,
    snapshot.roleDefinitions.size,
    snapshot.roleAssignments.size,
    snapshot.principals.size,
    snapshot.facts.members('m').length,
    snapshot.settings === undefined ? 0 : 1,
    snapshot.definitions.size,
    snapshot.assignments.size,
  ];
  const full = applyChanges(createSnapshot(TYPES, VOCABULARY), 1, records);
  expect(sizes(full)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  const gone = applyChanges(
    full,
    2,
    records.map(({ kind, key }) => ({ kind, key, record: null }) as SnapshotChange),
  );
  expect([sizes(gone), gone.revision]).toEqual([[0, 0, 0, 0, 0, 0, 0, 0], 2]);
  expect(sizes(full)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

test('the given snapshot stays as it was', () => {
  const before = snapshotOf(put(TAGGED));
  const after = applyChanges(before, 2, [assign(assignment('a', S1, TAGGED, { parameters: { tag: 'x' } }))]);
  expect([before.revision, at(before, S1, THING), after.revision, at(after, S1, THING)]).toEqual([
    1,
    [],
    2,
    ['a'],
  ]);
});

test('what a change leaves alone is shared, not copied', () => {
  const before = snapshotOf(put(TAGGED), assign(assignment('a', S1, TAGGED)));
  const after = applyChanges(before, 2, [{ kind: 'principal', key: 'p', record: principal('p') }]);
  expect(after.definitions).toBe(before.definitions);
  expect(after.scopes).toBe(before.scopes);
  expect(after.rulesAt(S1, 'x')).toBe(before.rulesAt(S1, 'x'));
});

test('assignments are found by the type that they can match, unpinned ones by any, in the order of ids', () => {
  const [things, others] = [pinned('things', THING), pinned('others', 'Microsoft.Y/others')];
  const snapshot = snapshotOf(
    ...[things, others, TAGGED, ONE_REGISTRY].map(put),
    assign(assignment('d', S1, things)),
    assign(assignment('c', S1, others)),
    assign(assignment('b', S1, TAGGED, { parameters: { tag: 'x' } })),
    assign(assignment('a', S1, ONE_REGISTRY, { parameters: { effect: 'Deny' } })),
  );
  expect(at(snapshot, S1, THING)).toEqual(['b', 'd']);
  expect(at(snapshot, S1, 'microsoft.y/others')).toEqual(['b', 'c']);
  expect(at(snapshot, S1, COMPONENT)).toEqual(['a', 'b']);
  expect(at(snapshot, S1, 'microsoft.z/unheard')).toEqual(['b']);
  expect(at(snapshot, '/subscriptions/s2', THING)).toEqual([]);
});

test('the same rule with the same parameters is one program, at any scope and any revision', () => {
  const one = assignment('one', S1, TAGGED, { parameters: { tag: 'x', effect: 'Deny' } });
  const two = assignment('two', '/subscriptions/s2', TAGGED, { parameters: { effect: 'Deny', tag: 'x' } });
  const other = assignment('other', '/subscriptions/s2', TAGGED, { parameters: { tag: 'y' } });
  const snapshot = applyChanges(snapshotOf(put(TAGGED), assign(one)), 2, [assign(two), assign(other)]);
  const [first] = snapshot.rulesAt(S1, 'x');
  const [third, second] = snapshot.rulesAt('/subscriptions/s2', 'x');
  expect(second?.program).toBe(first?.program);
  expect(third?.program).not.toBe(first?.program);
});

test('a description compiles nothing, a changed rule binds its assignments anew', () => {
  const first = snapshotOf(put(TAGGED), assign(assignment('a', S1, TAGGED, { parameters: { tag: 'x' } })));
  const described = applyChanges(first, 2, [
    put({ ...TAGGED, document: { ...TAGGED.document, description: 'new' } }),
  ]);
  const changed = applyChanges(described, 3, [
    put({
      ...pinned('tagged', THING),
      id: TAGGED.id,
      document: { ...pinned('tagged', THING).document, parameters: { tag: { type: 'String' } } },
    }),
  ]);
  const program = (snapshot: Snapshot) => snapshot.rulesAt(S1, THING.toLowerCase())[0]?.program;
  expect(program(described)).toBe(program(first));
  expect(program(changed)?.pins).toEqual([THING.toLowerCase()]);
  expect(at(changed, S1, 'microsoft.y/others')).toEqual([]);
});

test('an assignment may come before its definition: broken, then usable', () => {
  const before = snapshotOf(assign(assignment('a', S1, TAGGED, { parameters: { tag: 'x' } })));
  const after = applyChanges(before, 2, [put(TAGGED)]);
  const broken = (snapshot: Snapshot) => snapshot.rulesAt(S1, 'x')[0]?.broken?.code;
  expect([broken(before), broken(after)]).toEqual(['PolicyDefinitionNotFound', undefined]);
});

test('a definition that goes leaves its assignments broken, not gone', () => {
  const before = snapshotOf(put(TAGGED), assign(assignment('a', S1, TAGGED, { parameters: { tag: 'x' } })));
  const after = applyChanges(before, 2, [
    { kind: 'policyDefinition', key: TAGGED.id.toLowerCase(), record: null },
  ]);
  expect(after.rulesAt(S1, 'x')[0]?.broken?.code).toBe('PolicyDefinitionNotFound');
});

test('an assignment that changes its definition follows only the new one', () => {
  const things = pinned('things', THING);
  const before = snapshotOf(
    put(TAGGED),
    put(things),
    assign(assignment('a', S1, TAGGED, { parameters: { tag: 'x' } })),
  );
  const moved = applyChanges(before, 2, [assign(assignment('a', S1, things))]);
  const after = applyChanges(moved, 3, [
    { kind: 'policyDefinition', key: TAGGED.id.toLowerCase(), record: null },
  ]);
  expect(after.rulesAt(S1, THING.toLowerCase())[0]?.broken).toBeUndefined();
});

test('a removed assignment is gone from its scope; the others of the scope stay', () => {
  const [a, b] = ['a', 'b'].map(name => assign(assignment(name, S1, TAGGED, { parameters: { tag: 'x' } })));
  if (!a || !b) throw new Error('two assignments');
  const before = snapshotOf(put(TAGGED), a, b);
  expect(at(applyChanges(before, 2, [remove(a)]), S1, THING)).toEqual(['b']);
  expect(at(applyChanges(before, 2, [remove(a), remove(b)]), S1, THING)).toEqual([]);
});

test('the last change of one key decides', () => {
  const put1 = assign(assignment('a', S1, TAGGED, { parameters: { tag: 'x' } }));
  expect(at(snapshotOf(put(TAGGED), put1, remove(put1)), S1, THING)).toEqual([]);
  expect(at(snapshotOf(put(TAGGED), remove(put1), put1), S1, THING)).toEqual(['a']);
});

test('looking a type up by index finds what a scan of all assignments finds', () => {
  const types = ['Microsoft.Y/a', 'Microsoft.Y/b', 'Microsoft.Y/c'];
  const definitions = types.map((type, index) => pinned(`d${index}`, type));
  const many = Array.from({ length: 60 }, (_, index) => {
    const assigned = index % 4 === 3 ? TAGGED : (definitions[index % 4] ?? TAGGED);
    return assign(
      assignment(`a${index}`, S1, assigned, assigned === TAGGED ? { parameters: { tag: 'x' } } : {}),
    );
  });
  const snapshot = snapshotOf(put(TAGGED), ...definitions.map(put), ...many);
  for (const type of [...types, THING]) {
    const scanned = [...snapshot.assignments.values()]
      .filter(
        record =>
          record.policyDefinitionId === TAGGED.id ||
          definitions[types.indexOf(type)]?.id === record.policyDefinitionId,
      )
      .map(record => record.name);
    expect(at(snapshot, S1, type).sort()).toEqual(scanned.sort());
    expect(scanned.length).toBeGreaterThan(10);
  }
});
