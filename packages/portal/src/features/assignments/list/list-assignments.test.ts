import { describe, expect, test } from 'vitest';
import { readAssignment } from '../../../lib/policy/assignment.ts';
import type { ScopeNode } from '../../../lib/scope.ts';
import { groupsAbove, listAssignments, relationOf } from './list-assignments.ts';

const group = (name: string) => `/providers/Microsoft.Management/managementGroups/${name}`;
const node = (id: string, parentId: string | undefined): ScopeNode => ({
  id,
  parentId,
  kind: 'managementGroup',
  displayName: id,
});
const TREE = [
  node(group('root'), undefined),
  node(group('Production'), group('root')),
  node('/subscriptions/5', group('production')),
];

test.each([
  ['/subscriptions/5/resourceGroups/rg', [group('production'), group('root')]],
  ['/SUBSCRIPTIONS/5', [group('production'), group('root')]],
  [group('root'), []],
  ['/subscriptions/unknown', []],
])('above %s', (scope, above) => {
  expect([...groupsAbove(scope, TREE)]).toEqual(above.map(id => id.toLowerCase()));
});

test('a tree that goes round ends', () => {
  expect(groupsAbove(group('a'), [node(group('a'), group('b')), node(group('b'), group('a'))]).size).toBe(2);
});

test.each([
  ['/subscriptions/5', '/subscriptions/5', 'direct'],
  ['/subscriptions/5', '/Subscriptions/5', 'direct'],
  [group('production'), '/subscriptions/5', 'inherited'],
  [group('hidden'), '/subscriptions/5', 'inherited'],
  [group('root'), group('production'), 'inherited'],
  [group('production'), group('root'), 'below'],
  ['/subscriptions/5/resourceGroups/rg', '/subscriptions/5', 'below'],
  ['/subscriptions/5', '/subscriptions/5/resourceGroups/rg', 'inherited'],
  ['/subscriptions/5', group('root'), 'below'],
])('%s seen from %s is %s', (scope, looked, relation) => {
  expect(relationOf(scope, looked, groupsAbove(looked, TREE))).toBe(relation);
});

describe('the list', () => {
  const assignment = (name: string, scope: string, properties: object = {}) =>
    readAssignment({
      id: `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`,
      name,
      properties: {
        scope,
        policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/d',
        ...properties,
      },
    });
  const all = [
    assignment('ten', '/subscriptions/5', { displayName: 'Rule 10' }),
    assignment('two', group('root'), { displayName: 'Rule 2', enforcementMode: 'DoNotEnforce' }),
    assignment('set', '/subscriptions/5/resourceGroups/rg', {
      displayName: 'Only [approved] registries',
      policyDefinitionId: '/providers/Microsoft.Authorization/policySetDefinitions/s',
    }),
  ];
  const none = { relation: [], type: [], enforcement: [], compliance: [] };
  const names = (options: Partial<Parameters<typeof listAssignments>[1]>) =>
    listAssignments(all, {
      scope: '/subscriptions/5',
      tree: TREE,
      query: '',
      filters: none,
      numbers: new Map([
        [all[1]?.id.toLowerCase() ?? '', { resources: { NonCompliant: 3 }, policies: {}, percentage: 0 }],
      ]),
      sort: { column: 'name', descending: false },
      ...options,
    }).map(({ name }) => name);

  test('is in the order of names, numbers in them counted', () => {
    expect(names({})).toEqual(['set', 'two', 'ten']);
    expect(names({ sort: { column: 'name', descending: true } })).toEqual(['ten', 'two', 'set']);
    expect(names({ sort: { column: 'nonCompliant', descending: true } })).toEqual(['two', 'set', 'ten']);
    expect(names({ sort: { column: 'nonsense', descending: false } })).toEqual(['set', 'two', 'ten']);
  });

  test.each([
    ['approved only', ['set']],
    ['POLICYDEFINITIONS d', ['two', 'ten']],
    ['policyassignments/ten', ['ten']],
    ['nothing like it', []],
  ])('finds %j', (query, found) => {
    expect(names({ query })).toEqual(found);
  });

  test.each([
    [{ relation: ['inherited'] }, ['two']],
    [{ relation: ['direct', 'below'] }, ['set', 'ten']],
    [{ type: ['initiative'] }, ['set']],
    [{ enforcement: ['DoNotEnforce'] }, ['two']],
    [{ compliance: ['with'] }, ['two']],
    [{ compliance: ['without'], relation: ['direct'] }, ['ten']],
  ])('is narrowed by %j', (filters, found) => {
    expect(names({ filters: { ...none, ...filters } })).toEqual(found);
  });
});
