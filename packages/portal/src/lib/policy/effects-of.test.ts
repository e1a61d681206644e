import type { JsonObject } from '@sluice/arm/protocol';
import { describe, expect, it } from 'vitest';
import { effectsOf, type RuleEffects } from './effects-of.ts';

const rule = (effect: unknown, parameters?: JsonObject): JsonObject =>
  ({ policyRule: { if: {}, then: { effect } }, ...(parameters && { parameters }) }) as JsonObject;
const NOTHING = { byDefault: undefined, allowed: [], parameter: undefined };

describe('the effects of', () => {
  it.each<[string, JsonObject, RuleEffects]>([
    ['nothing at all', {}, NOTHING],
    ['a rule that is none', { policyRule: 'deny' }, NOTHING],
    ['an effect that is no text', rule(7), NOTHING],
    ['a fixed effect', rule('deny'), { byDefault: 'deny', allowed: ['deny'], parameter: undefined }],
    [
      'a parameter with default and choice',
      rule("[parameters('effect')]", {
        effect: { type: 'String', defaultValue: 'Deny', allowedValues: ['Deny', 'Audit', 'Disabled'] },
      }),
      { byDefault: 'Deny', allowed: ['Deny', 'Audit', 'Disabled'], parameter: 'effect' },
    ],
    [
      'a parameter in another letter case and with spaces',
      rule("[ Parameters( 'EFFECT' ) ]", { effect: { type: 'String', defaultValue: 'audit' } }),
      { byDefault: 'audit', allowed: ['audit'], parameter: 'effect' },
    ],
    [
      'a parameter that must be given',
      rule("[parameters('effect')]", { effect: { type: 'String', allowedValues: ['deny', 1] } }),
      { byDefault: undefined, allowed: ['deny'], parameter: 'effect' },
    ],
    [
      'a parameter that is not declared',
      rule("[parameters('it''s')]"),
      { byDefault: undefined, allowed: [], parameter: "it's" },
    ],
    ['another expression', rule("[concat('de', 'ny')]"), NOTHING],
  ])('%s', (_, properties, effects) => {
    expect(effectsOf(properties)).toEqual(effects);
  });
});
