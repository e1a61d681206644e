import { expect, it } from 'vitest';
import type { ScopeNode } from '../../lib/scope.ts';
import { canRemediateAt, scopeToBeginWith } from './task-scope.ts';

const node = (id: string, parentId: string | undefined, kind: ScopeNode['kind']): ScopeNode => ({
  id,
  parentId,
  kind,
  displayName: id,
});
const root = node('/mg/root', undefined, 'managementGroup');
const sub = node('/subscriptions/s', '/MG/ROOT', 'subscription');
const group = node('/subscriptions/s/resourceGroups/rg', '/subscriptions/S', 'resourceGroup');
const other = node('/subscriptions/o', '/mg/root', 'subscription');
const TREE = [root, sub, group, other];

it.each([
  [group, '/subscriptions/s', true],
  [group, '/SUBSCRIPTIONS/S', true],
  [group, '/mg/root', true],
  [sub, '/subscriptions/s', true],
  [root, '/subscriptions/s', false],
  [other, '/subscriptions/s', false],
])('a task at $id of what is assigned at %s: %s', (at, assignedAt, may) =>
  expect(canRemediateAt(TREE, at, assignedAt)).toBe(may),
);

it('begins where the reader is, if a task may be there', () => {
  expect(scopeToBeginWith(TREE, group, '/subscriptions/s')).toBe(group.id);
  expect(scopeToBeginWith(TREE, root, '/subscriptions/s')).toBe('/subscriptions/s');
});
