import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { refusal, written } from '../../../testing/write.ts';
import { toPolicySetDefinition } from './to-record.ts';
import { POLICY_SET_DEFINITIONS } from './type.ts';

const ID = '/providers/Microsoft.Authorization/policySetDefinitions/baseline';
const MEMBER = '/providers/Microsoft.Authorization/policyDefinitions/d';

const put = (properties: JsonObject, builtIn = true, id = ID) => ({
  type: POLICY_SET_DEFINITIONS,
  id,
  body: { properties },
  input: { builtIn },
});
const member = (more: JsonObject = {}): JsonObject => ({ policyDefinitionId: MEMBER, ...more });

describe('a built-in initiative', () => {
  it('gets type, version and references, and no stamps', () => {
    const policyDefinitions = [
      member(),
      member({ policyDefinitionReferenceId: '2' }),
      member({ policyDefinitionReferenceId: '' }),
      member({ policyDefinitionReferenceId: 'named', latestDefinitionVersion: '9.9.9' }),
    ];
    expect(written(put({ displayName: 'x'.repeat(139), metadata: {}, policyDefinitions })).body).toEqual({
      properties: {
        displayName: 'x'.repeat(139),
        policyType: 'BuiltIn',
        version: '1.0.0',
        versions: ['1.0.0'],
        metadata: {},
        policyDefinitions: [
          member({ policyDefinitionReferenceId: '1' }),
          member({ policyDefinitionReferenceId: '2' }),
          member({ policyDefinitionReferenceId: '3' }),
          member({ policyDefinitionReferenceId: 'named' }),
        ],
      },
    });
  });

  it('becomes the record that the engine checks', () => {
    const policyDefinitions = [
      member({
        policyDefinitionReferenceId: 'one',
        definitionVersion: '1.*.*',
        parameters: { effect: { value: 'Audit' }, list: { value: null } },
        groupNames: ['g'],
      }),
    ];
    const properties = {
      displayName: 'Baseline',
      metadata: { category: 'Models' },
      version: '2.0.0-preview',
      parameters: { p: { type: 'string' } },
      policyDefinitionGroups: [{ name: 'g' }],
      policyDefinitions,
    };
    expect(toPolicySetDefinition(written(put(properties)))).toEqual({
      id: ID,
      name: 'baseline',
      displayName: 'Baseline',
      policyType: 'BuiltIn',
      version: '2.0.0-preview',
      category: 'Models',
      parameters: { p: { type: 'String' } },
      groups: ['g'],
      members: [
        {
          policyDefinitionId: MEMBER,
          policyDefinitionReferenceId: 'one',
          definitionVersion: '1.*.*',
          parameters: { effect: 'Audit', list: null },
          groupNames: ['g'],
        },
      ],
    });
  });
});

it.each<[string, JsonObject, string]>([
  ['without members', {}, '/properties/policyDefinitions'],
  ['with an object for members', { policyDefinitions: {} }, '/properties/policyDefinitions'],
  [
    'with a member that names no definition',
    { policyDefinitions: [{}] },
    '/properties/policyDefinitions/0/policyDefinitionId',
  ],
  [
    'with a parameter that is not {value}',
    { policyDefinitions: [member({ parameters: { effect: 'Audit' } })] },
    '/properties/policyDefinitions/0/parameters/effect',
  ],
  [
    'with a group without a name',
    { policyDefinitions: [], policyDefinitionGroups: [{}] },
    '/properties/policyDefinitionGroups/0/name',
  ],
  ['with a version that is none', { policyDefinitions: [], version: 'one' }, '/properties/version'],
])('%s is refused', (_, properties, target) => {
  expect(refusal(put(properties))).toMatchObject({ status: 400, code: 'InvalidRequestContent', target });
});

it('is read only for everybody but the house', () => {
  expect(refusal(put({ policyDefinitions: [] }, false))).toMatchObject({
    status: 403,
    code: 'BuiltInPolicyDefinitionCannotBeChanged',
  });
});

it('of a subscription is custom, and its texts have limits', () => {
  const id = `/subscriptions/5${ID}`;
  const own = written(put({ policyDefinitions: [] }, false, id));
  expect(own.body['properties']).toMatchObject({ policyType: 'Custom', metadata: { updatedBy: null } });
  expect(refusal(put({ policyDefinitions: [], displayName: 'x'.repeat(129) }, false, id)).target).toBe(
    '/properties/displayName',
  );
});
