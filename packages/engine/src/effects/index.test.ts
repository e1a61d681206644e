import { EFFECT_NAMES } from '@sluice/language';
import { expect, test } from 'vitest';
import { EFFECTS, effectNamed } from './index.ts';

test('these effects act; the others are refused by name until they are built', () => {
  expect(EFFECT_NAMES.filter(name => EFFECTS[name].supported).sort()).toEqual([
    'append',
    'audit',
    'auditIfNotExists',
    'deny',
    'denyAction',
    'deployIfNotExists',
    'disabled',
    'manual',
    'modify',
  ]);
});

test('only what acts on a request or a delete refuses it', () => {
  expect(EFFECT_NAMES.filter(name => EFFECTS[name].refuses).sort()).toEqual(['deny', 'denyAction']);
});

test.each([
  ['deny', 'Microsoft.Authorization/policies/deny/action'],
  ['audit', 'Microsoft.Authorization/policies/audit/action'],
  ['disabled', undefined],
] as const)('%s is logged as %s', (name, operation) => {
  expect(EFFECTS[name].logOperation).toBe(operation);
});

test.each([
  ['deny', 'deny'],
  ['Deny', 'deny'],
  ['AUDITIFNOTEXISTS', 'auditIfNotExists'],
  ['', undefined],
  ['deny ', undefined],
  ['EnforceOPAConstraint', undefined],
] as const)('%j names %s', (text, name) => {
  expect(effectNamed(text)).toBe(name);
});
