import { expect, test } from 'vitest';
import { effectOf, needsIdentity } from './effect-of.ts';

const chosen = {
  policyRule: { then: { effect: "[parameters('effect')]" } },
  parameters: { effect: { type: 'String', defaultValue: 'Audit', allowedValues: ['Audit', 'Deny'] } },
};
const free = { ...chosen, parameters: { effect: { type: 'String', allowedValues: ['Audit', 'Deny'] } } };

test.each([
  [{ policyRule: { then: { effect: 'deny' } } }, {}, 'deny'],
  [chosen, {}, 'Audit'],
  [chosen, { effect: 'Deny' }, 'Deny'],
  [chosen, { EFFECT: 'Deny' }, 'Deny'],
  [chosen, { effect: 3 }, 'Audit'],
  [free, {}, undefined],
  [free, { effect: 'Deny' }, 'Deny'],
  [{ policyDefinitions: [] }, {}, undefined],
])('%j with %j', (properties, values, effect) => {
  expect(effectOf({ properties }, values as never)).toBe(effect);
});

test.each([
  [['Modify'], true],
  [['deployIfNotExists', 'disabled'], true],
  [['deny', 'audit'], false],
  [[], false],
])('%j needs an identity: %s', (effects, needs) => {
  expect(needsIdentity(effects)).toBe(needs);
});
