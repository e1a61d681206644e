import { expect, test } from 'vitest';
import { type Exemption, readExemption } from '../../../lib/policy/exemption.ts';
import { listExemptions } from './list-exemptions.ts';

const NOW = Date.parse('2026-11-29T00:00:00Z');

function exemption(name: string, properties: Readonly<Record<string, string>> = {}): Exemption {
  return readExemption({
    id: `/subscriptions/s/providers/Microsoft.Authorization/policyExemptions/${name}`,
    name,
    properties: { policyAssignmentId: '/a', ...properties },
  });
}

const ALL = [
  exemption('b', { expiresOn: '2026-12-01T00:00:00Z', description: 'Migration, agreed by Ann' }),
  exemption('a', { exemptionCategory: 'Mitigated' }),
  exemption('c', { expiresOn: '2026-11-01T00:00:00Z' }),
  exemption('d', { expiresOn: '2027-11-01T00:00:00Z' }),
];
const names = (given: Partial<Parameters<typeof listExemptions>[1]>) =>
  listExemptions(
    ALL,
    { query: '', category: [], expiry: [], sort: { column: 'name', descending: false }, ...given },
    NOW,
  ).map(({ name }) => name);

test.each([
  ['all, by name', {}, ['a', 'b', 'c', 'd']],
  ['words of the reason', { query: 'ANN migration' }, ['b']],
  ['nothing that matches', { query: 'zebra' }, []],
  ['a category', { category: ['Mitigated'] }, ['a']],
  ['what has expired', { expiry: ['over'] }, ['c']],
  ['what ends soon or never', { expiry: ['soon', 'never'] }, ['a', 'b']],
  ['by expiry, endless last', { sort: { column: 'expires', descending: false } }, ['c', 'b', 'd', 'a']],
  ['the other way round', { sort: { column: 'name', descending: true } }, ['d', 'c', 'b', 'a']],
  ['by an unknown column as by name', { sort: { column: 'x', descending: false } }, ['a', 'b', 'c', 'd']],
] as const)('%s', (_, given, expected) => {
  expect(names(given)).toEqual(expected);
});
