import { expect, test } from 'vitest';
import { readExemption } from '../../../lib/policy/exemption.ts';
import { listExemptions } from './list-exemptions.ts';

const NOW = Date.parse('2026-11-29T06:00:00Z');

const exemption = (name: string, properties: object = {}) =>
  readExemption({
    id: `/subscriptions/5/resourceGroups/${name}/providers/Microsoft.Authorization/policyExemptions/${name}`,
    name,
    properties: { policyAssignmentId: '/A', exemptionCategory: 'Waiver', ...properties },
  });

const all = [
  exemption('never', { displayName: 'Trial 10' }),
  exemption('over', { displayName: 'Trial 2', expiresOn: '2026-11-29T06:00:00Z' }),
  exemption('soon', { expiresOn: '2026-12-13T06:00:00Z', exemptionCategory: 'Mitigated' }),
  exemption('later', { expiresOn: '2026-12-13T06:00:01Z', description: 'until the audit' }),
];
const none = { category: [], expiry: [], usage: [] };
const usage = {
  isMore: false,
  resources: new Map([[all[2]?.id.toLowerCase() ?? '', new Set(['/r1', '/r2'])]]),
};

const names = (options: Partial<Parameters<typeof listExemptions>[1]>) =>
  listExemptions(all, {
    query: '',
    filters: none,
    usage,
    assignmentNameOf: () => 'Only approved registries',
    sort: { column: 'expiry', descending: false },
    now: NOW,
    ...options,
  }).map(({ name }) => name);

test('what ends first comes first, what never does last', () => {
  expect(names({})).toEqual(['over', 'soon', 'later', 'never']);
  expect(names({ sort: { column: 'expiry', descending: true } })).toEqual(['never', 'later', 'soon', 'over']);
  expect(names({ sort: { column: 'name', descending: false } })).toEqual(['later', 'soon', 'over', 'never']);
  expect(names({ sort: { column: 'usage', descending: true } })[0]).toBe('soon');
});

test.each([
  [{ expiry: ['over'] }, ['over']],
  [{ expiry: ['soon', 'later'] }, ['soon', 'later']],
  [{ expiry: ['never'] }, ['never']],
  [{ category: ['Mitigated'] }, ['soon']],
  [{ usage: ['used'] }, ['soon']],
  [{ usage: ['unused'] }, ['over', 'later', 'never']],
])('narrowed by %j', (filters, found) => {
  expect(names({ filters: { ...none, ...filters } })).toEqual(found);
});

test.each([
  ['AUDIT', ['later']],
  ['approved registries', ['over', 'soon', 'later', 'never']],
  ['trial 2', ['over']],
  ['nothing', []],
])('searched for %j', (query, found) => {
  expect(names({ query })).toEqual(found);
});

test('what is not counted yet is unused', () => {
  expect(names({ usage: undefined, filters: { ...none, usage: ['used'] } })).toEqual([]);
});
