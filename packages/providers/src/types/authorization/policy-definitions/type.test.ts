import type { JsonObject, JsonValue } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { CALLER, LATER, NOW, refusal, refusalOf, written } from '../../../testing/write.ts';
import { checkCustomToDelete } from '../check-custom.ts';
import { policyDefinitionChanges } from './changes.ts';
import { POLICY_DEFINITIONS } from './type.ts';

const ID = '/subscriptions/5/providers/Microsoft.Authorization/policyDefinitions/only-approved';
const BUILT_IN = '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';
const policyRule = { if: { field: 'name', like: 'x*' }, then: { effect: 'deny' } };

const put = (properties: JsonValue, more: object = {}) => ({
  type: POLICY_DEFINITIONS,
  id: ID,
  body: { properties },
  ...more,
});
const first = written(put({ policyRule, metadata: { category: 'Models' }, displayName: 'Only approved' }));

describe('a custom definition', () => {
  it('gets mode, type, version and stamps', () => {
    expect(first.body).toEqual({
      properties: {
        displayName: 'Only approved',
        policyType: 'Custom',
        mode: 'Indexed',
        version: '1.0.0',
        versions: ['1.0.0'],
        metadata: { category: 'Models', createdBy: CALLER, createdOn: NOW, updatedBy: null, updatedOn: null },
        policyRule,
      },
    });
  });

  it('keeps version and creator when it is written again, whatever the client says of them', () => {
    const stored = written(put({ policyRule, version: '2.1.0' }));
    const metadata = { createdBy: 'me', createdOn: '1999', updatedBy: 'me', updatedOn: '1999' };
    const next = written(
      put({ policyRule, metadata, mode: 'All' }, { stored, input: { now: LATER, callerId: 'other' } }),
    );
    expect(next.body['properties']).toMatchObject({
      mode: 'All',
      version: '2.1.0',
      versions: ['2.1.0'],
      metadata: { createdBy: CALLER, createdOn: NOW, updatedBy: 'other', updatedOn: LATER },
    });
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['is custom, whatever it calls itself', { policyRule, policyType: 'BuiltIn' }, { policyType: 'Custom' }],
    [
      'has the version that is given',
      { policyRule, version: '1.2.0-preview', versions: ['9.9.9'] },
      { version: '1.2.0-preview', versions: ['1.2.0-preview'] },
    ],
    [
      'has a parameter type in canonical case',
      { policyRule, parameters: { p: { type: 'string', defaultValue: null } } },
      { parameters: { p: { type: 'String', defaultValue: null } } },
    ],
    [
      'takes an empty later property as absent',
      { policyRule, externalEvaluationEnforcementSettings: {} },
      { mode: 'Indexed' },
    ],
  ])('%s', (_, properties, kept) => {
    expect(written(put(properties)).body['properties']).toMatchObject(kept);
  });

  it.each<[string, JsonValue, { code?: string; target: string }]>([
    ['without properties', null, { target: '/properties' }],
    ['without a rule', {}, { target: '/properties/policyRule' }],
    ['with text for a rule', { policyRule: '{}' }, { target: '/properties/policyRule' }],
    ['with a list for parameters', { policyRule, parameters: [] }, { target: '/properties/parameters' }],
    [
      'with a parameter without type',
      { policyRule, parameters: { p: {} } },
      { target: '/properties/parameters/p/type' },
    ],
    [
      'with a parameter of an unknown type',
      { policyRule, parameters: { p: { type: 'Date' } } },
      { target: '/properties/parameters/p/type' },
    ],
    [
      'with two parameters that differ by case',
      { policyRule, parameters: { p: { type: 'String' }, P: { type: 'String' } } },
      { target: '/properties/parameters/P' },
    ],
    ['with a number for a mode', { policyRule, mode: 1 }, { target: '/properties/mode' }],
    ['with a version that is none', { policyRule, version: '1' }, { target: '/properties/version' }],
    [
      'with a name of 129 characters',
      { policyRule, displayName: 'x'.repeat(129) },
      { target: '/properties/displayName' },
    ],
    [
      'with external evaluation',
      { policyRule, externalEvaluationEnforcementSettings: { missingTokenAction: 'Deny' } },
      { code: 'FeatureNotSupported', target: '/properties/externalEvaluationEnforcementSettings' },
    ],
  ])('%s is refused', (_, properties, { code = 'InvalidRequestContent', target }) => {
    expect(refusal(put(properties))).toMatchObject({ status: 400, code, target });
  });

  it.each(['a/b', 'a%b', 'a.', 'a ', 'x'.repeat(65), 'a<b'])('is not called %j', name => {
    expect(POLICY_DEFINITIONS.namePattern?.test.test(name)).toBe(false);
  });
  it.each(['a', 'Only approved models (v2)', 'x'.repeat(64), '19539b54-c61e-4196-9a38-67598701be90'])(
    'may be called %j',
    name => {
      expect(POLICY_DEFINITIONS.namePattern?.test.test(name)).toBe(true);
    },
  );
});

describe('a built-in definition', () => {
  const builtIn = {
    type: POLICY_DEFINITIONS,
    id: BUILT_IN,
    body: { properties: { policyRule, policyType: 'BuiltIn', metadata: { category: 'ML' } } },
  };

  it('comes from the house, without stamps', () => {
    expect(written({ ...builtIn, input: { builtIn: true } }).body['properties']).toMatchObject({
      policyType: 'BuiltIn',
      metadata: { category: 'ML' },
    });
  });

  it('may be static', () => {
    const body = { properties: { policyRule, policyType: 'Static' } };
    expect(written({ ...builtIn, body, input: { builtIn: true } }).body['properties']).toMatchObject({
      policyType: 'Static',
    });
  });

  it('is read only for everybody else', () => {
    expect(refusal(builtIn)).toMatchObject({ status: 403, code: 'BuiltInPolicyDefinitionCannotBeChanged' });
  });

  it('is not deleted; a custom one is', () => {
    const stored = written({ ...builtIn, input: { builtIn: true } });
    expect(refusalOf(() => checkCustomToDelete(stored)).code).toBe('BuiltInPolicyDefinitionCannotBeChanged');
    expect(() => checkCustomToDelete(first)).not.toThrow();
  });
});

describe('the snapshot', () => {
  it('gets the definition as the engine reads it', () => {
    expect(policyDefinitionChanges(first, undefined)).toEqual([
      {
        kind: 'policyDefinition',
        key: ID.toLowerCase(),
        record: {
          id: ID,
          name: 'only-approved',
          displayName: 'Only approved',
          policyType: 'Custom',
          mode: 'Indexed',
          version: '1.0.0',
          category: 'Models',
          document: first.body['properties'],
        },
      },
    ]);
  });

  it('loses a deleted one', () => {
    expect(policyDefinitionChanges(undefined, first)).toEqual([
      { kind: 'policyDefinition', key: ID.toLowerCase(), record: null },
    ]);
    expect(policyDefinitionChanges(undefined, undefined)).toEqual([]);
  });
});
