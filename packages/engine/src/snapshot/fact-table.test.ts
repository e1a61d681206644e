import { expect, test } from 'vitest';
import { createFactTable } from './fact-table.ts';

const MODEL = 'azureml://registries/r/models/m';

test('facts are found by key and listed by the model they belong to', () => {
  const table = createFactTable().with([
    [`${MODEL}/versions/1`, { parent: MODEL, facts: { licence: 'mit' } }],
    [`${MODEL}/versions/2`, { parent: MODEL, facts: { licence: 'apache-2.0' } }],
    ['orphan', { facts: {} }],
  ]);
  expect(table.get(`${MODEL}/versions/2`)).toEqual({ licence: 'apache-2.0' });
  expect([...table.members(MODEL)].sort()).toEqual([`${MODEL}/versions/1`, `${MODEL}/versions/2`]);
  expect([table.get('nothing'), table.members('nothing')]).toEqual([undefined, []]);
});

test('null removes facts and takes them off the list; the table before keeps both', () => {
  const before = createFactTable().with([['v1', { parent: MODEL, facts: {} }]]);
  const after = before.with([['v1', null]]);
  expect([after.get('v1'), after.members(MODEL)]).toEqual([undefined, []]);
  expect([before.get('v1'), before.members(MODEL)]).toEqual([{}, ['v1']]);
});

test('facts that move to another model change lists', () => {
  const table = createFactTable()
    .with([['v1', { parent: MODEL, facts: {} }]])
    .with([['v1', { parent: 'other', facts: {} }]]);
  expect([table.members(MODEL), table.members('other')]).toEqual([[], ['v1']]);
});

test('the last of several changes of one key decides', () => {
  const table = createFactTable().with([
    ['v1', { parent: 'a', facts: { n: 1 } }],
    ['v1', { parent: 'b', facts: { n: 2 } }],
  ]);
  expect([table.get('v1'), table.members('a'), table.members('b')]).toEqual([{ n: 2 }, [], ['v1']]);
});

test('nothing to do answers the same table', () => {
  const table = createFactTable();
  expect(table.with([])).toBe(table);
});
