import { expect, test } from 'vitest';
import type { PolicyDefinition } from '../model/records.ts';
import { applyChanges } from '../snapshot/apply-changes.ts';
import { assign, assignment, definition, put, snapshotOf, THING } from '../testing/policies.ts';
import { checkImported } from './check-imported.ts';

const rule = { if: { field: 'name', like: 'x*' }, then: { effect: 'audit' } };

function check(record: PolicyDefinition, previous = snapshotOf()) {
  const key = record.id.toLowerCase();
  const next = applyChanges(previous, previous.revision, [put(record)]);
  const { problems, warnings } = checkImported(previous, next, key, record);
  return {
    problems: problems.map(({ details, code }) => details?.[0]?.code ?? code),
    warnings: warnings.map(({ code }) => code),
  };
}

const NOTHING = { problems: [], warnings: [] };

test.each<[string, PolicyDefinition]>([
  ['a rule that can be assigned', definition('d', { policyRule: rule })],
  ['an unused parameter', definition('d', { parameters: { p: { type: 'String' } }, policyRule: rule })],
  ['an effect that is not built', definition('d', { policyRule: { ...rule, then: { effect: 'manual' } } })],
  [
    'an effect that nobody knows',
    definition('d', { policyRule: { ...rule, then: { effect: 'EnforceRegoPolicy' } } }),
  ],
  [
    'a mode that nobody described, with its aliases',
    definition('d', {
      mode: 'Microsoft.Vaults.Data',
      policyRule: { if: { field: 'Microsoft.Vaults.Data/keys/size', less: 7 }, then: { effect: 'deny' } },
    }),
  ],
])('%s is taken', (_, record) => {
  expect(check(record)).toEqual(NOTHING);
});

test('an alias that nobody knows is warned about', () => {
  const policyRule = { if: { field: `${THING}/colour`, equals: 'red' }, then: { effect: 'deny' } };
  expect(check(definition('d', { policyRule }))).toEqual({ problems: [], warnings: ['alias/unknown'] });
});

test.each<[string, PolicyDefinition, string]>([
  ['no rule', definition('d', {}), 'definition/no-policyRule'],
  [
    'an operator that is none',
    definition('d', { policyRule: { if: { field: 'name', resembles: 'x' }, then: { effect: 'audit' } } }),
    'operator/unknown',
  ],
  [
    'a default that is not allowed',
    definition('d', {
      parameters: { p: { type: 'String', allowedValues: ['a'], defaultValue: 'b' } },
      policyRule: { if: { field: 'name', equals: "[parameters('p')]" }, then: { effect: 'audit' } },
    }),
    'parameter/default-not-allowed',
  ],
  [
    'a mode that is no data-plane mode',
    definition('d', { mode: 'Everything', policyRule: rule }),
    'mode/unknown',
  ],
])('%s is refused', (_, record, code) => {
  expect(check(record).problems).toContain(code);
});

test('a new version that an assignment could not go on with is refused', () => {
  const before = definition('d', { policyRule: rule });
  const after = definition('d', { parameters: { needed: { type: 'String' } }, policyRule: rule });
  const used = snapshotOf(put(before), assign(assignment('a', '', before)));
  expect(check(after, used).problems).toEqual(['InvalidPolicyParameters']);
  expect(check(after, snapshotOf(put(before))).problems).toEqual([]);
});
