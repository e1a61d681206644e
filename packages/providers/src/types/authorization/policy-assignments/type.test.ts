import type { JsonObject, JsonValue } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { show } from '../../../prepare.ts';
import { bareSnapshot } from '../../../testing/bare-snapshot.ts';
import { CALLER, NOW, refusal, TENANT_ID, written } from '../../../testing/write.ts';
import { policyAssignmentChanges } from './changes.ts';
import { POLICY_ASSIGNMENTS } from './type.ts';

const SCOPE = '/subscriptions/5/resourceGroups/rg';
const ID = `${SCOPE}/providers/Microsoft.Authorization/policyAssignments/allow`;
const policyDefinitionId =
  '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';

const put = (properties: JsonValue, more: object = {}) => ({
  type: POLICY_ASSIGNMENTS,
  id: ID,
  body: { properties },
  ...more,
});
const first = written(
  put({ policyDefinitionId, parameters: { effect: { value: 'Deny' } }, scope: '/elsewhere' }),
);

describe('an assignment', () => {
  it('gets scope, mode, exclusions and stamps', () => {
    expect(first.body).toEqual({
      properties: {
        policyDefinitionId,
        parameters: { effect: { value: 'Deny' } },
        scope: SCOPE,
        notScopes: [],
        enforcementMode: 'Default',
        metadata: { createdBy: CALLER, createdOn: NOW, updatedBy: null, updatedOn: null },
      },
    });
  });

  it('shows its instance, which is new for a new one and kept by an update', () => {
    const shown = show(POLICY_ASSIGNMENTS, first, {
      baseUrl: '',
      tenantId: TENANT_ID,
      snapshot: bareSnapshot(),
    });
    expect(shown['properties']).toMatchObject({ scope: SCOPE, instanceId: 'id-1' });
    expect(
      written(put({ policyDefinitionId }, { stored: { ...first, instanceId: 'kept' } })).instanceId,
    ).toBe('kept');
  });

  it.each<[string, string, string]>([
    [
      'management group',
      '/providers/Microsoft.Management/managementGroups/production',
      '/providers/Microsoft.Management/managementGroups/production',
    ],
    ['subscription', '/subscriptions/5', '/subscriptions/5'],
    [
      'resource group, its keyword in any case',
      '/subscriptions/5/resourcegroups/RG',
      '/subscriptions/5/resourceGroups/RG',
    ],
    [
      'single resource',
      `${SCOPE}/providers/Microsoft.MachineLearningServices/workspaces/w`,
      `${SCOPE}/providers/Microsoft.MachineLearningServices/workspaces/w`,
    ],
  ])('may be at a %s', (_, at, scope) => {
    const { id, body } = written(
      put({ policyDefinitionId }, { id: `${at}/providers/Microsoft.Authorization/policyAssignments/a` }),
    );
    expect([id, body['properties']]).toMatchObject([
      `${scope}/providers/Microsoft.Authorization/policyAssignments/a`,
      { scope },
    ]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    [
      'keeps a parameter that is null',
      { parameters: { p: { value: null, extra: 1 } } },
      { parameters: { p: { value: null } } },
    ],
    [
      'keeps enforcement off, in canonical case',
      { enforcementMode: 'donotenforce' },
      { enforcementMode: 'DoNotEnforce' },
    ],
    [
      'keeps messages',
      { nonComplianceMessages: [{ message: 'no', policyDefinitionReferenceId: '' }] },
      { nonComplianceMessages: [{ message: 'no' }] },
    ],
    [
      'takes empty later properties as absent',
      { overrides: [], resourceSelectors: null },
      { enforcementMode: 'Default' },
    ],
  ])('%s', (_, properties, kept) => {
    expect(written(put({ policyDefinitionId, ...properties })).body['properties']).toMatchObject(kept);
  });

  it.each<[string, JsonObject, { code?: string; target: string }]>([
    ['without a definition', { policyDefinitionId: null }, { target: '/properties/policyDefinitionId' }],
    [
      'with a name for a definition',
      { policyDefinitionId: 'only-approved' },
      { target: '/properties/policyDefinitionId' },
    ],
    [
      'with a bare parameter value',
      { parameters: { effect: 'Deny' } },
      { target: '/properties/parameters/effect' },
    ],
    [
      'with a parameter without value',
      { parameters: { effect: {} } },
      { target: '/properties/parameters/effect/value' },
    ],
    [
      'with one parameter in two cases',
      { parameters: { p: { value: 1 }, P: { value: 2 } } },
      { target: '/properties/parameters/P' },
    ],
    ['with a text for exclusions', { notScopes: SCOPE }, { target: '/properties/notScopes' }],
    ['with an exclusion that is no id', { notScopes: ['rg'] }, { target: '/properties/notScopes/0' }],
    [
      'with an empty message',
      { nonComplianceMessages: [{ message: '' }] },
      { target: '/properties/nonComplianceMessages/0/message' },
    ],
    ['with an unknown mode', { enforcementMode: 'Off' }, { target: '/properties/enforcementMode' }],
    [
      'with selectors by what only overrides know',
      { resourceSelectors: [{ selectors: [{ kind: 'policyDefinitionReferenceId', in: ['a'] }] }] },
      { target: '/properties/resourceSelectors/0/selectors/0/kind' },
    ],
    [
      'with in and notIn at once',
      { resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', in: ['a'], notIn: ['b'] }] }] },
      { target: '/properties/resourceSelectors/0/selectors/0' },
    ],
    [
      'with a selector of nothing',
      { resourceSelectors: [{ selectors: [{ kind: 'resourceLocation' }] }] },
      { target: '/properties/resourceSelectors/0/selectors/0' },
    ],
    [
      'with an empty list',
      { resourceSelectors: [{ selectors: [{ kind: 'resourceType', notIn: [] }] }] },
      { target: '/properties/resourceSelectors/0/selectors/0/notIn' },
    ],
    [
      'with one kind twice',
      {
        resourceSelectors: [
          {
            selectors: [
              { kind: 'resourceLocation', in: ['a'] },
              { kind: 'ResourceLocation', notIn: ['b'] },
            ],
          },
        ],
      },
      { target: '/properties/resourceSelectors/0/selectors/1' },
    ],
    [
      'with a location and none',
      {
        resourceSelectors: [
          {
            selectors: [
              { kind: 'resourceLocation', in: ['a'] },
              { kind: 'resourceWithoutLocation', in: ['subscriptionLevelResources'] },
            ],
          },
        ],
      },
      { target: '/properties/resourceSelectors/0' },
    ],
    [
      'without location by another word',
      { resourceSelectors: [{ selectors: [{ kind: 'resourceWithoutLocation', in: ['all'] }] }] },
      { target: '/properties/resourceSelectors/0/selectors/0/in' },
    ],
    [
      'with 11 selectors',
      { resourceSelectors: new Array(11).fill({}) },
      { target: '/properties/resourceSelectors' },
    ],
    [
      'with 51 values',
      { resourceSelectors: [{ selectors: [{ kind: 'resourceType', in: new Array(51).fill('a') }] }] },
      { target: '/properties/resourceSelectors/0/selectors/0/in' },
    ],
    [
      'with 11 overrides',
      { overrides: new Array(11).fill({ kind: 'policyEffect', value: 'Audit' }) },
      { target: '/properties/overrides' },
    ],
    [
      'with an override by type',
      {
        overrides: [
          { kind: 'policyEffect', value: 'Audit', selectors: [{ kind: 'resourceType', in: ['a'] }] },
        ],
      },
      { target: '/properties/overrides/0/selectors/0/kind' },
    ],
    [
      'with an override without a value',
      { Overrides: [{ kind: 'policyEffect' }] },
      { target: '/properties/Overrides/0/value' },
    ],
  ])('%s is refused', (_, properties, { code = 'InvalidRequestContent', target }) => {
    expect(refusal(put({ policyDefinitionId, ...properties }))).toMatchObject({ status: 400, code, target });
  });

  it('is not at the tenant, which has its root management group for that', () => {
    const id = '/providers/Microsoft.Authorization/policyAssignments/allow';
    expect(refusal(put({ policyDefinitionId }, { id }))).toMatchObject({
      status: 400,
      code: 'InvalidPolicyAssignmentScope',
    });
  });

  it('has at most 24 characters at a management group, 64 elsewhere', () => {
    const at = (scope: string, length: number) =>
      put(
        { policyDefinitionId },
        { id: `${scope}/providers/Microsoft.Authorization/policyAssignments/${'n'.repeat(length)}` },
      );
    const group = '/providers/Microsoft.Management/managementGroups/production';
    expect(written(at(group, 24)).name).toHaveLength(24);
    expect(refusal(at(group, 25))).toMatchObject({ status: 400, code: 'InvalidPolicyAssignmentName' });
    expect(written(at(SCOPE, 64)).name).toHaveLength(64);
    expect(refusal(at(SCOPE, 65))).toMatchObject({ status: 400, code: 'InvalidResourceName' });
  });
});

describe('an identity', () => {
  const withIdentity = (beside: JsonObject, more: object = {}) => ({
    ...put({}),
    body: { ...beside, properties: { policyDefinitionId } },
    ...more,
  });
  const systemAssigned = written(
    withIdentity({ location: 'eastus', identity: { type: 'systemassigned', principalId: 'chosen' } }),
  );

  it('of the system gets a principal, which updates keep', () => {
    expect(systemAssigned.body).toMatchObject({
      location: 'eastus',
      identity: { type: 'SystemAssigned', principalId: 'id-1', tenantId: TENANT_ID },
    });
    const stored = {
      ...systemAssigned,
      body: { ...systemAssigned.body, identity: { type: 'SystemAssigned', principalId: 'kept' } },
    };
    expect(
      written(withIdentity({ location: 'East US', identity: { type: 'SystemAssigned' } }, { stored })).body[
        'identity'
      ],
    ).toMatchObject({ principalId: 'kept' });
  });

  it('of a user gets a principal', () => {
    const userAssignedIdentities = {
      '/subscriptions/5/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i': {},
    };
    const { body } = written(
      withIdentity({ location: 'eastus', identity: { type: 'UserAssigned', userAssignedIdentities } }),
    );
    const [id = ''] = Object.keys(userAssignedIdentities);
    expect(body['identity']).toEqual({
      type: 'UserAssigned',
      userAssignedIdentities: { [id]: { principalId: 'id-1', clientId: 'id-1' } },
    });
  });

  it('of type None needs no location', () => {
    expect(written(withIdentity({ identity: { type: 'None' } })).body['identity']).toEqual({ type: 'None' });
  });

  it.each<[string, object, { status: number; code: string }]>([
    [
      'without location',
      withIdentity({ identity: { type: 'SystemAssigned' } }),
      { status: 400, code: 'LocationRequired' },
    ],
    [
      'in a location that is no region',
      withIdentity({ location: 'Global', identity: { type: 'SystemAssigned' } }),
      { status: 400, code: 'LocationRequired' },
    ],
    [
      'that moves',
      withIdentity({ location: 'westus' }, { stored: systemAssigned }),
      { status: 409, code: 'InvalidResourceLocation' },
    ],
    [
      'of two users',
      withIdentity({
        location: 'eastus',
        identity: { type: 'UserAssigned', userAssignedIdentities: { a: {}, b: {} } },
      }),
      { status: 400, code: 'InvalidRequestContent' },
    ],
    [
      'of an unknown type',
      withIdentity({ location: 'eastus', identity: { type: 'Both' } }),
      { status: 400, code: 'InvalidRequestContent' },
    ],
    [
      'without a type',
      withIdentity({ location: 'eastus', identity: {} }),
      { status: 400, code: 'InvalidRequestContent' },
    ],
  ])('%s is refused', (_, write, answer) => {
    expect(refusal({ ...put({}), ...write })).toMatchObject(answer);
  });
});

describe('a PATCH', () => {
  const patch = (body: JsonObject) => ({ ...put({}), verb: 'PATCH' as const, stored: first, body });

  it('gives an identity and leaves the rest', () => {
    const { body } = written(patch({ location: 'eastus', identity: { type: 'SystemAssigned' } }));
    expect(body).toMatchObject({
      location: 'eastus',
      identity: { type: 'SystemAssigned' },
      properties: { parameters: { effect: { value: 'Deny' } } },
    });
  });

  it.each<[string, JsonObject, string]>([
    ['parameters', { properties: { parameters: { effect: { value: 'Audit' } } } }, 'InvalidRequestContent'],
    ['the mode', { properties: { enforcementMode: 'DoNotEnforce' } }, 'InvalidRequestContent'],
    [
      'an override without value',
      { properties: { overrides: [{ kind: 'policyEffect' }] } },
      'InvalidRequestContent',
    ],
  ])('of %s is refused', (_, body, code) => {
    expect(refusal(patch(body))).toMatchObject({ status: 400, code });
  });
});

describe('the snapshot', () => {
  it('gets the assignment as the engine reads it', () => {
    const stored = written(
      put({
        policyDefinitionId: policyDefinitionId.replace('/providers', '//providers'),
        displayName: 'Allow',
        definitionVersion: '1.*.*',
        enforcementMode: 'DoNotEnforce',
        parameters: { effect: { value: 'Deny' }, list: { value: [1] } },
        notScopes: [`${SCOPE}/providers/A.B/c/d`],
        nonComplianceMessages: [{ message: 'not here' }],
      }),
    );
    expect(policyAssignmentChanges(stored, undefined)).toEqual([
      {
        kind: 'policyAssignment',
        key: ID.toLowerCase(),
        record: {
          id: ID,
          name: 'allow',
          displayName: 'Allow',
          scope: SCOPE,
          notScopes: [`${SCOPE}/providers/A.B/c/d`],
          policyDefinitionId,
          definitionVersion: '1.*.*',
          parameters: { effect: 'Deny', list: [1] },
          enforcementMode: 'DoNotEnforce',
          nonComplianceMessages: [{ message: 'not here' }],
          instanceId: 'id-1',
        },
      },
    ]);
  });

  it('gets selectors, overrides and whom it acts as', () => {
    const selectors = [{ kind: 'resourceLocation', notIn: ['eastus'] }];
    const stored = written({
      ...put({}),
      body: {
        location: 'eastus',
        identity: { type: 'SystemAssigned' },
        properties: {
          policyDefinitionId,
          enforcementMode: 'Enroll',
          resourceSelectors: [{ name: 'ring', selectors }],
          overrides: [{ kind: 'policyVersion', value: '2.*.*' }],
          selfServeExemptionSettings: { enabled: true },
        },
      },
    });
    expect(stored.body['properties']).toMatchObject({
      overrides: [{ kind: 'definitionVersion', value: '2.*.*' }],
      selfServeExemptionSettings: { enabled: true },
    });
    const principal = {
      id: 'id-1',
      clientId: 'id-1',
      displayName: 'allow',
      kind: 'ServicePrincipal',
      enabled: true,
    };
    expect(policyAssignmentChanges(stored, undefined)).toMatchObject([
      { kind: 'principal', key: 'id-1', record: principal },
      {
        kind: 'policyAssignment',
        record: {
          enforcementMode: 'Enroll',
          identityId: 'id-1',
          resourceSelectors: [{ name: 'ring', selectors }],
          overrides: [{ kind: 'definitionVersion', value: '2.*.*', selectors: [] }],
        },
      },
    ]);
    expect(policyAssignmentChanges(undefined, stored)).toMatchObject([
      { kind: 'principal', key: 'id-1', record: null },
      { kind: 'policyAssignment', record: null },
    ]);
  });

  it('loses a deleted one', () => {
    expect(policyAssignmentChanges(undefined, first)).toEqual([
      { kind: 'policyAssignment', key: ID.toLowerCase(), record: null },
    ]);
    expect(policyAssignmentChanges(undefined, undefined)).toEqual([]);
  });
});
