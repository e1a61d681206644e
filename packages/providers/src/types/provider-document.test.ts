import { describe, expect, it } from 'vitest';
import { providerDocument, providerNamespaces } from './provider-document.ts';

it('every namespace is a provider', () => {
  expect([...providerNamespaces()].sort()).toEqual([
    'Microsoft.Authorization',
    'Microsoft.CognitiveServices',
    'Microsoft.ContainerRegistry',
    'Microsoft.Insights',
    'Microsoft.KeyVault',
    'Microsoft.MachineLearningServices',
    'Microsoft.Management',
    'Microsoft.OperationalInsights',
    'Microsoft.PolicyInsights',
    'Microsoft.Resources',
    'Microsoft.Storage',
    'Sluice.Governance',
  ]);
  expect(providerNamespaces().map(namespace => providerDocument(namespace, true)?.['namespace'])).toEqual(
    providerNamespaces(),
  );
});

describe('a provider', () => {
  it('is registered, wherever it is asked for and in any case', () => {
    expect(providerDocument('microsoft.authorization', false)).toMatchObject({
      id: '/providers/Microsoft.Authorization',
      namespace: 'Microsoft.Authorization',
      registrationState: 'Registered',
    });
    expect(providerDocument('Microsoft.Management', false, '5')).toMatchObject({
      id: '/subscriptions/5/providers/Microsoft.Management',
    });
  });

  it('tells az which version to ask a type by: the newest that is no preview', () => {
    expect(typeOf('Microsoft.Authorization', 'roleAssignments')).toEqual({
      resourceType: 'roleAssignments',
      locations: [],
      apiVersions: [
        '2022-05-01-preview',
        '2022-04-01',
        '2020-10-01-preview',
        '2018-01-01-preview',
        '2015-07-01',
      ],
      defaultApiVersion: '2022-04-01',
      capabilities: 'None',
    });
  });

  it('shows where a tracked type may stand, and aliases only when they are asked for', () => {
    const plain = typeOf('Microsoft.MachineLearningServices', 'workspaces');
    expect(plain).toMatchObject({ capabilities: 'SupportsTags, SupportsLocation' });
    expect(plain?.['locations']).toContain('West Europe');
    expect(plain).not.toHaveProperty('aliases');
    const expanded = typeOf('Microsoft.MachineLearningServices', 'workspaces', true);
    expect(expanded?.['aliases']).toContainEqual(
      expect.objectContaining({
        name: 'Microsoft.MachineLearningServices/workspaces/publicNetworkAccess',
        defaultPath: 'properties.publicNetworkAccess',
      }),
    );
    expect(typeOf('Microsoft.Authorization', 'policyAssignments', true)).toMatchObject({ aliases: [] });
  });

  it('that is not there is not there', () => {
    expect([providerDocument('Microsoft.Network', false), providerDocument('', false)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('imported aliases', () => {
  const alias = (name: string, defaultPath: string) => ({ name, defaultPath });
  const imported = new Map(
    [
      {
        type: 'Microsoft.Network/virtualNetworks',
        aliases: [alias('Microsoft.Network/virtualNetworks/sku.name', 'sku.name')],
      },
      { type: 'microsoft.network/locations', aliases: [] },
      {
        type: 'Microsoft.MachineLearningServices/Workspaces',
        aliases: [
          alias('Microsoft.MachineLearningServices/workspaces/PUBLICnetworkAccess', 'imported'),
          alias('Microsoft.MachineLearningServices/workspaces/newer', 'properties.newer'),
        ],
      },
    ].map(record => [record.type.toLowerCase(), record] as const),
  );

  it('make a namespace known when aliases are asked for', () => {
    expect(providerNamespaces(imported).slice(-2)).toEqual([
      'Microsoft.ContainerRegistry',
      'Microsoft.Network',
    ]);
    expect(providerDocument('microsoft.network', true, '5', imported)).toMatchObject({
      id: '/subscriptions/5/providers/Microsoft.Network',
      registrationState: 'NotRegistered',
      resourceTypes: [
        { resourceType: 'locations', aliases: [] },
        {
          resourceType: 'virtualNetworks',
          aliases: [{ name: 'Microsoft.Network/virtualNetworks/sku.name', defaultPath: 'sku.name' }],
        },
      ],
    });
    expect(providerDocument('microsoft.network', false, '5', imported)).toBeUndefined();
  });

  it('stand behind those of our own types, and replace none', () => {
    const document = providerDocument('Microsoft.MachineLearningServices', true, undefined, imported);
    const types = Array.isArray(document?.['resourceTypes']) ? document['resourceTypes'] : [];
    const workspaces = types.filter(isRecord).find(type => type['resourceType'] === 'workspaces');
    const aliases = Array.isArray(workspaces?.['aliases']) ? workspaces['aliases'].filter(isRecord) : [];
    expect(aliases.map(each => each['defaultPath'])).not.toContain('imported');
    expect(aliases.at(-1)).toMatchObject({ defaultPath: 'properties.newer' });
  });
});

function typeOf(namespace: string, resourceType: string, expandAliases = false) {
  const types = providerDocument(namespace, expandAliases)?.['resourceTypes'];
  const all: readonly unknown[] = Array.isArray(types) ? types : [];
  return all.filter(isRecord).find(type => type['resourceType'] === resourceType);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
