import { expect, test } from 'vitest';
import { scopeOfAddress, subscriptionIds, toScopeTree } from './scope-tree.ts';

const GROUP = '/providers/Microsoft.Management/managementGroups';
const group = (name: string, parent: string | null) => ({
  id: `${GROUP}/${name}`,
  name,
  type: 'Microsoft.Management/managementGroups',
  properties: {
    displayName: name.toUpperCase(),
    parent: { id: parent === null ? null : `${GROUP}/${parent}` },
  },
});
const placed = (name: string, parent: string) => ({
  id: `/subscriptions/${name}`,
  name,
  type: '/subscriptions',
  properties: { displayName: name, parent: { id: `${GROUP}/${parent}` } },
});
const resourceGroup = (subscription: string, name: string) => ({
  id: `/subscriptions/${subscription}/resourceGroups/${name}`,
  name,
});
const shown = (tree: ReturnType<typeof toScopeTree>) =>
  tree.map(({ displayName, parentId }) => `${parentId?.split('/').at(-1) ?? ''}>${displayName}`);

test('stands depth first, by name among siblings, whatever the letter case of ids', () => {
  const tree = toScopeTree({
    entities: [
      placed('s2', 'B'),
      group('b', 'root'),
      group('a', 'root'),
      group('root', null),
      placed('S1', 'b'),
    ],
    subscriptions: [],
    resourceGroups: [resourceGroup('S2', 'rg-z'), resourceGroup('s2', 'rg-a')],
  });
  expect(shown(tree)).toEqual(['>ROOT', 'root>A', 'root>B', 'b>S1', 'b>s2', 's2>rg-a', 's2>rg-z']);
});

test('puts at the top what is in something that cannot be seen', () => {
  const tree = toScopeTree({
    entities: [group('inner', 'hidden')],
    subscriptions: [{ id: '/subscriptions/s1', displayName: 'Production' }],
    resourceGroups: [resourceGroup('s1', 'rg'), resourceGroup('s9', 'alone')],
  });
  expect(shown(tree)).toEqual(['>alone', '>INNER', '>Production', 's1>rg']);
});

test('has a subscription once that both parts tell of, in its place', () => {
  const entities = [group('root', null), placed('s1', 'root')];
  const subscriptions = [
    { id: '/subscriptions/S1', displayName: 'One' },
    { id: '/subscriptions/s2', displayName: 'Two' },
  ];
  expect(shown(toScopeTree({ entities, subscriptions, resourceGroups: [] }))).toEqual([
    '>ROOT',
    'root>s1',
    '>Two',
  ]);
  expect(subscriptionIds({ entities, subscriptions })).toEqual(['/subscriptions/S1', '/subscriptions/s2']);
});

test('is empty for a reader who may see nothing', () => {
  expect(toScopeTree({ entities: [], subscriptions: [], resourceGroups: [] })).toEqual([]);
});

test.each([
  [undefined, 'ROOT'],
  ['', 'ROOT'],
  ['/SUBSCRIPTIONS/s1', 's1'],
  ['/subscriptions/s1/resourceGroups/rg-a', 'rg-a'],
  ['/subscriptions/s1/resourcegroups/RG-A/providers/Microsoft.X/workspaces/w', 'rg-a'],
  ['/subscriptions/s1/resourceGroups/rg-gone', undefined],
  ['/subscriptions/s1/resourceGroups/rg-gone/providers/Microsoft.X/workspaces/w', undefined],
  [`${GROUP}/gone`, undefined],
  ['garbage', undefined],
])('the address %j is at %j', (asked, name) => {
  const tree = toScopeTree({
    entities: [group('root', null), placed('s1', 'root')],
    subscriptions: [],
    resourceGroups: [resourceGroup('s1', 'rg-a')],
  });
  expect(scopeOfAddress(asked, tree)?.displayName).toBe(name);
});
