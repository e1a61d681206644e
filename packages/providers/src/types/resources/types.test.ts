import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { show } from '../../prepare.ts';
import { bareSnapshot, group, subscription } from '../../testing/bare-snapshot.ts';
import { prepared, refusal, TENANT_ID, written } from '../../testing/write.ts';
import { LOCATIONS, locationsToWire } from './locations.ts';
import { RESOURCE_GROUPS } from './resource-groups/type.ts';
import { SUBSCRIPTIONS } from './subscriptions/type.ts';
import { tenantScope, tenantToWire } from './tenants/to-wire.ts';

const SUB = '00000000-0000-0000-0000-000000000005';
const SUB_ID = `/subscriptions/${SUB}`;
const GROUP_ID = `${SUB_ID}/resourceGroups/rg-models`;
const snapshot = bareSnapshot({
  scopes: [group('root'), group('production', 'root'), subscription(SUB, 'production')],
});

describe('a resource group', () => {
  const put = (body: JsonObject, more: object = {}) => ({
    type: RESOURCE_GROUPS,
    id: GROUP_ID,
    body,
    ...more,
  });
  const rg = written(
    put({ location: 'westeurope', tags: { env: 'test' }, properties: { provisioningState: 'Failed' } }),
  );

  it('is stored as it comes, and has succeeded', () => {
    expect(rg.body).toEqual({
      location: 'westeurope',
      tags: { env: 'test' },
      properties: { provisioningState: 'Succeeded' },
    });
  });

  it('is shown under the type that clients know', () => {
    expect(show(RESOURCE_GROUPS, rg, { baseUrl: '', tenantId: TENANT_ID, snapshot })).toMatchObject({
      id: GROUP_ID,
      type: 'Microsoft.Resources/resourceGroups',
    });
  });

  it('gets its keyword back when az writes it in lower case', () => {
    expect(
      written({
        ...put({ location: 'westeurope' }),
        id: GROUP_ID.replace('resourceGroups', 'resourcegroups'),
      }).id,
    ).toBe(GROUP_ID);
  });

  it.each<[string, object, number, string]>([
    ['without location', put({}), 400, 'LocationRequired'],
    ['in another location', put({ location: 'eastus' }, { stored: rg }), 409, 'InvalidResourceLocation'],
    ['with tags of another type', put({ location: 'eastus', tags: ['a'] }), 400, 'InvalidRequestContent'],
    [
      'under a name that ends in a dot',
      { ...put({ location: 'eastus' }), id: `${GROUP_ID}.` },
      400,
      'InvalidResourceName',
    ],
  ])('%s is refused', (_, write, status, code) => {
    expect(refusal({ ...put({}), ...write })).toMatchObject({ status, code });
  });

  it('is tagged by a PATCH, which says so', () => {
    const { resource, tagsOnly } = prepared({
      ...put({ tags: { env: 'prod', team: 'a' } }),
      verb: 'PATCH',
      stored: rg,
    });
    expect([resource.body['tags'], tagsOnly]).toEqual([{ env: 'prod', team: 'a' }, true]);
    expect(refusal({ ...put({ location: 'eastus' }), verb: 'PATCH', stored: rg })).toMatchObject({
      code: 'InvalidRequestContent',
      target: '/location',
    });
  });

  it('is a scope with what rules may read of it', () => {
    expect(RESOURCE_GROUPS.changesOf?.(rg, undefined, snapshot.facts, snapshot)).toEqual([
      {
        kind: 'scope',
        key: GROUP_ID.toLowerCase(),
        record: {
          kind: 'resourceGroup',
          id: GROUP_ID,
          name: 'rg-models',
          parent: SUB_ID,
          location: 'westeurope',
          tags: { env: 'test' },
          document: {
            id: GROUP_ID,
            name: 'rg-models',
            type: 'Microsoft.Resources/resourceGroups',
            location: 'westeurope',
            tags: { env: 'test' },
            properties: { provisioningState: 'Succeeded' },
          },
        },
      },
    ]);
  });

  it('has tags for rules even when it has none, and leaves the tree when it is deleted', () => {
    const bare = written(put({ location: 'westeurope' }));
    expect(RESOURCE_GROUPS.changesOf?.(bare, undefined, snapshot.facts, snapshot)).toMatchObject([
      { record: { tags: {}, document: { tags: {} } } },
    ]);
    expect(RESOURCE_GROUPS.changesOf?.(undefined, bare, snapshot.facts, snapshot)).toEqual([
      { kind: 'scope', key: GROUP_ID.toLowerCase(), record: null },
    ]);
  });
});

describe('a subscription', () => {
  const made = written({
    type: SUBSCRIPTIONS,
    id: SUB_ID,
    body: { displayName: 'Production', tags: { env: 'prod' } },
  });

  it('has what az login reads', () => {
    expect(made.body).toEqual({
      subscriptionId: SUB,
      tenantId: TENANT_ID,
      displayName: 'Production',
      state: 'Enabled',
      authorizationSource: 'RoleBased',
      subscriptionPolicies: {
        locationPlacementId: 'Public_2014-09-01',
        quotaId: 'PayAsYouGo_2014-09-01',
        spendingLimit: 'Off',
      },
      managedByTenants: [],
      tags: { env: 'prod' },
    });
  });

  it('is called by its id when it has no name, and its id is a GUID', () => {
    expect(written({ type: SUBSCRIPTIONS, id: SUB_ID, body: {} }).body).toMatchObject({
      displayName: SUB,
      tags: {},
    });
    expect(refusal({ type: SUBSCRIPTIONS, id: '/subscriptions/mine', body: {} })).toMatchObject({
      code: 'InvalidResourceName',
    });
  });

  const parentIn = (scopes: Parameters<typeof bareSnapshot>[0]) => {
    const within = bareSnapshot(scopes);
    return SUBSCRIPTIONS.changesOf?.(made, undefined, within.facts, within);
  };

  it('stays where it stands; a new one stands below the root; without any group it is in the tenant', () => {
    expect(
      parentIn({ scopes: [group('root'), group('production', 'root'), subscription(SUB, 'production')] }),
    ).toEqual([
      {
        kind: 'scope',
        key: SUB_ID,
        record: {
          kind: 'subscription',
          id: SUB_ID,
          name: SUB,
          displayName: 'Production',
          tags: { env: 'prod' },
          parent: '/providers/Microsoft.Management/managementGroups/production',
          document: {
            id: SUB_ID,
            subscriptionId: SUB,
            tenantId: TENANT_ID,
            displayName: 'Production',
            state: 'Enabled',
            tags: { env: 'prod' },
          },
        },
      },
    ]);
    expect(parentIn({ scopes: [group('root')] })).toMatchObject([
      { record: { parent: '/providers/Microsoft.Management/managementGroups/root' } },
    ]);
    expect(parentIn({})).toMatchObject([{ record: { parent: '' } }]);
  });

  it('leaves the tree when it is gone', () => {
    expect(SUBSCRIPTIONS.changesOf?.(undefined, made, snapshot.facts, snapshot)).toEqual([
      { kind: 'scope', key: SUB_ID, record: null },
    ]);
    expect(SUBSCRIPTIONS.changesOf?.(undefined, undefined, snapshot.facts, snapshot)).toEqual([]);
  });
});

it('the tenant is the top of the tree', () => {
  expect(tenantScope(TENANT_ID, 'Contoso')).toEqual({
    kind: 'scope',
    key: '',
    record: {
      kind: 'tenant',
      id: '',
      name: TENANT_ID,
      displayName: 'Contoso',
      document: { id: '/', tenantId: TENANT_ID, displayName: 'Contoso' },
    },
  });
  expect(tenantToWire(TENANT_ID, 'Contoso')).toMatchObject({
    id: `/tenants/${TENANT_ID}`,
    tenantId: TENANT_ID,
    displayName: 'Contoso',
    tenantType: 'AAD',
  });
});

it('locations are named as Azure names them', () => {
  expect(locationsToWire(SUB).find(({ name }) => name === 'westeurope')).toEqual({
    id: `${SUB_ID}/locations/westeurope`,
    name: 'westeurope',
    type: 'Region',
    displayName: 'West Europe',
    regionalDisplayName: '(Europe) West Europe',
    metadata: {
      regionType: 'Physical',
      regionCategory: 'Recommended',
      geography: 'Europe',
      geographyGroup: 'Europe',
    },
  });
  expect(
    LOCATIONS.filter(({ name, displayName }) => name !== displayName.replaceAll(' ', '').toLowerCase()),
  ).toEqual([]);
});
