import { ERROR_CODES } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { show, toArm } from '../prepare.ts';
import type { ResourceType } from '../resource-type.ts';
import { bareSnapshot, group, subscription } from '../testing/bare-snapshot.ts';
import { LATER, TENANT_ID, written } from '../testing/write.ts';
import {
  createProviderVocabulary,
  createTypeTable,
  DATA_MANIFESTS,
  findType,
  RESOURCE_TYPES,
} from './registry.ts';

const SUB = '00000000-0000-0000-0000-000000000005';
const RG = `/subscriptions/${SUB}/resourceGroups/rg`;
const ML = `${RG}/providers/Microsoft.MachineLearningServices`;
const GUID = '05c5a614-a7d6-4502-b150-c2fb455033ff';
const MODEL = 'azureml://registries/azureml/models/Phi-4/versions/8';
const policyRule = { if: { field: 'name', like: 'x*' }, then: { effect: 'deny' } };

/** The smallest PUT of each stored type, written in other letter case than ours where ids may be. */
const SMALLEST: Readonly<Record<string, { readonly id: string; readonly body: JsonObject }>> = {
  'Microsoft.Resources/subscriptions': { id: `/subscriptions/${SUB}`, body: {} },
  'Microsoft.Resources/subscriptions/resourceGroups': { id: RG, body: { location: 'westeurope' } },
  'Microsoft.Resources/deployments': {
    id: `${RG}/providers/Microsoft.Resources/deployments/d`,
    body: { properties: { mode: 'Incremental', template: {} } },
  },
  'Microsoft.Management/managementGroups': {
    id: '/providers/Microsoft.Management/managementGroups/new',
    body: {},
  },
  'Microsoft.Management/managementGroups/subscriptions': {
    id: `/providers/Microsoft.Management/managementGroups/root/subscriptions/${SUB}`,
    body: {},
  },
  'Microsoft.Authorization/policyDefinitions': {
    id: `/subscriptions/${SUB}/providers/Microsoft.Authorization/policyDefinitions/d`,
    body: { properties: { policyRule } },
  },
  'Microsoft.Authorization/policySetDefinitions': {
    id: `/subscriptions/${SUB}/providers/Microsoft.Authorization/policySetDefinitions/s`,
    body: { properties: { policyDefinitions: [] } },
  },
  'Microsoft.Authorization/policyDefinitions/versions': {
    id: `/subscriptions/${SUB}/providers/Microsoft.Authorization/policyDefinitions/d/versions/1.0.0`,
    body: { properties: { policyRule } },
  },
  'Microsoft.Authorization/policySetDefinitions/versions': {
    id: `/subscriptions/${SUB}/providers/Microsoft.Authorization/policySetDefinitions/s/versions/1.0.0`,
    body: { properties: { policyDefinitions: [] } },
  },
  'Microsoft.Authorization/policyAssignments': {
    id: `${RG}/providers/Microsoft.Authorization/policyAssignments/a`,
    body: { properties: { policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/d' } },
  },
  'Microsoft.Authorization/policyExemptions': {
    id: `${RG}/providers/Microsoft.Authorization/policyExemptions/e`,
    body: {
      properties: {
        policyAssignmentId: `${RG}/providers/Microsoft.Authorization/policyAssignments/a`,
        exemptionCategory: 'Waiver',
      },
    },
  },
  'Microsoft.Authorization/policyEnrollments': {
    id: `${RG}/providers/Microsoft.Authorization/policyEnrollments/e`,
    body: {
      properties: { policyAssignmentId: `${RG}/providers/Microsoft.Authorization/policyAssignments/a` },
    },
  },
  'Microsoft.Authorization/variables': {
    id: `/subscriptions/${SUB}/providers/Microsoft.Authorization/variables/v`,
    body: { properties: { columns: [{ columnName: 'c' }] } },
  },
  'Microsoft.Authorization/variables/values': {
    id: `/subscriptions/${SUB}/providers/Microsoft.Authorization/variables/v/values/1`,
    body: { properties: { values: [] } },
  },
  'Microsoft.PolicyInsights/attestations': {
    id: `${RG}/providers/Microsoft.PolicyInsights/attestations/a`,
    body: {
      properties: { policyAssignmentId: `${RG}/providers/Microsoft.Authorization/policyAssignments/a` },
    },
  },
  'Microsoft.Authorization/roleDefinitions': {
    id: `/providers/Microsoft.Authorization/roleDefinitions/${GUID}`,
    body: { properties: { roleName: 'Reader', permissions: [{ actions: ['*/read'] }] } },
  },
  'Microsoft.Authorization/roleAssignments': {
    id: `${RG}/providers/Microsoft.Authorization/roleAssignments/${GUID}`,
    body: {
      properties: {
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${GUID}`,
        principalId: 'p',
      },
    },
  },
  'Microsoft.PolicyInsights/remediations': {
    id: `${RG}/providers/Microsoft.PolicyInsights/remediations/r`,
    body: {
      properties: { policyAssignmentId: `${RG}/providers/Microsoft.Authorization/policyAssignments/a` },
    },
  },
  'Microsoft.MachineLearningServices/registries': {
    id: `${ML}/registries/reg`,
    body: { location: 'westeurope', properties: {} },
  },
  'Microsoft.MachineLearningServices/registries/models': {
    id: `${ML}/registries/reg/models/m`,
    body: { properties: {} },
  },
  'Microsoft.MachineLearningServices/registries/models/versions': {
    id: `${ML}/registries/reg/models/m/versions/1`,
    body: { properties: { modelUri: 'azureml://x' } },
  },
  'Microsoft.MachineLearningServices/workspaces': {
    id: `${ML}/workspaces/work`,
    body: { location: 'westeurope', properties: {} },
  },
  'Microsoft.MachineLearningServices/workspaces/models': {
    id: `${ML}/workspaces/work/models/m`,
    body: { properties: {} },
  },
  'Microsoft.MachineLearningServices/workspaces/models/versions': {
    id: `${ML}/workspaces/work/models/m/versions/1`,
    body: { properties: { modelUri: 'azureml://x' } },
  },
  'Microsoft.MachineLearningServices/workspaces/onlineEndpoints': {
    id: `${ML}/workspaces/work/onlineEndpoints/e`,
    body: { location: 'westeurope', properties: { authMode: 'Key' } },
  },
  'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments': {
    id: `${ML}/workspaces/work/onlineEndpoints/e/deployments/blue`,
    body: { location: 'westeurope', properties: { model: MODEL, endpointComputeType: 'Managed' } },
  },
  'Microsoft.MachineLearningServices/workspaces/batchEndpoints': {
    id: `${ML}/workspaces/work/batchEndpoints/e`,
    body: { location: 'westeurope', properties: { authMode: 'AADToken' } },
  },
  'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments': {
    id: `${ML}/workspaces/work/batchEndpoints/e/deployments/blue`,
    body: { location: 'westeurope', properties: { model: { referenceType: 'Id', assetId: MODEL } } },
  },
  'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints': {
    id: `${ML}/workspaces/work/serverlessEndpoints/e`,
    body: { location: 'westeurope', properties: { modelSettings: { modelId: MODEL } } },
  },
  'Microsoft.CognitiveServices/accounts': {
    id: `${RG}/providers/Microsoft.CognitiveServices/accounts/acc`,
    body: { location: 'westeurope', kind: 'OpenAI', sku: { name: 'S0' } },
  },
  'Microsoft.CognitiveServices/accounts/deployments': {
    id: `${RG}/providers/Microsoft.CognitiveServices/accounts/acc/deployments/gpt`,
    body: {
      sku: { name: 'Standard', capacity: 1 },
      properties: { model: { format: 'OpenAI', name: 'gpt-4o', version: '2024-08-06' } },
    },
  },
  'Microsoft.Storage/storageAccounts': part('Microsoft.Storage/storageAccounts'),
  'Microsoft.KeyVault/vaults': part('Microsoft.KeyVault/vaults'),
  'Microsoft.OperationalInsights/workspaces': part('Microsoft.OperationalInsights/workspaces'),
  'Microsoft.Insights/components': part('Microsoft.Insights/components'),
  'Microsoft.ContainerRegistry/registries': part('Microsoft.ContainerRegistry/registries'),
  'Sluice.Governance/principals': {
    id: `/providers/Sluice.Governance/principals/${GUID}`,
    body: { properties: { displayName: 'Somebody', clientId: GUID } },
  },
  'Sluice.Governance/settings': { id: '/providers/Sluice.Governance/settings/default', body: {} },
  'Sluice.Governance/webhooks': {
    id: '/providers/Sluice.Governance/webhooks/siem',
    body: { properties: { endpointUrl: 'https://hooks.example.com/' } },
  },
};

/** Something that a workspace stands on. */
function part(type: string) {
  return { id: `${RG}/providers/${type}/part`, body: { location: 'westeurope' } };
}

const snapshot = bareSnapshot({ scopes: [group('root'), subscription(SUB, 'root')] });
const input = { snapshot, builtIn: true };
const stored = RESOURCE_TYPES.filter(type => type.stored !== false);
const named = (types: readonly ResourceType[]) => types.map(type => [type.type, type] as const);

describe('every type', () => {
  it('is there once', () => {
    const keys = RESOURCE_TYPES.map(({ type }) => type.toLowerCase());
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it.each(named(RESOURCE_TYPES))('%s is well formed', (_, type) => {
    expect(findType(type.type.toLowerCase())).toBe(type);
    expect(type.type).toMatch(/^[A-Za-z.]+(\/[A-Za-z]+)+$/);
    expect(type.apiVersions.length).toBeGreaterThan(0);
    expect(type.apiVersions.filter(version => !/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(version))).toEqual([]);
    expect(type.apiVersions).toEqual([...type.apiVersions].sort(newestFirst));
    expect(new Set(type.actions ?? []).size).toBe((type.actions ?? []).length);
    expect(new Set(type.verbs).size).toBe(type.verbs.length);
    expect(type.scopes.length).toBeGreaterThan(0);
    expect(Object.keys(ERROR_CODES)).toContain(type.notFoundCode ?? 'ResourceNotFound');
  });

  it.each(named(RESOURCE_TYPES.filter(type => type.parent !== undefined)))('%s has its parent', (_, type) => {
    expect(findType((type.parent ?? '').toLowerCase())).toBeDefined();
    expect(type.type.startsWith(`${type.parent}/`)).toBe(true);
  });

  it.each(named(stored.filter(type => type.type.split('/').length > 2)))(
    '%s, a child, names its parent',
    (_, type) => {
      expect(type.parent).toBe(type.type.slice(0, type.type.lastIndexOf('/')));
    },
  );

  it.each(named(RESOURCE_TYPES.filter(type => type.aliases !== undefined)))(
    '%s has aliases of its own, each once',
    (_, type) => {
      const names = (type.aliases ?? []).map(({ name }) => name.toLowerCase());
      expect(names.filter(name => !name.startsWith(`${type.type.toLowerCase()}/`))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
    },
  );

  it.each(named(RESOURCE_TYPES.filter(type => type.verbs.includes('patch'))))(
    '%s says what a PATCH may carry',
    (_, type) => {
      expect(type.patchable?.length ?? 1).toBeGreaterThan(0);
    },
  );
});

describe('what a client may write', () => {
  it('has a case for every stored type, and no other', () => {
    expect(Object.keys(SMALLEST).sort()).toEqual(stored.map(({ type }) => type).sort());
  });

  const cases = stored.map(type => [type.type, type, SMALLEST[type.type] ?? { id: '', body: {} }] as const);

  it.each(cases)('%s takes the smallest body, under any spelling of its id', (_, type, { id, body }) => {
    const resource = written({ type, id, body, input });
    const shouted = written({ type, id: shout(id), body, input });
    expect(resource.id).toBe(id);
    expect(shouted.key).toBe(resource.key);
    expect(resource.type).toBe(type.type);
    expect(parseResourceId(resource.id)?.typeKey).toBe(type.type.toLowerCase());
    expect(type.namePattern?.test.test(resource.name) ?? true).toBe(true);
  });

  /** A deployment shows its template at an address of its own. */
  const showsAll = cases.filter(([name]) => name !== 'Microsoft.Resources/deployments');

  it.each(showsAll)('%s takes back what a GET shows, and is the same then', (_, type, { id, body }) => {
    const first = written({ type, id, body, input });
    const shown = show(type, first, { baseUrl: 'https://localhost:8443', tenantId: TENANT_ID, snapshot });
    const again = written({ type, id, body: JSON.parse(JSON.stringify(shown)), stored: first, input });
    expect(withoutTimes(toArm(again))).toEqual(withoutTimes(toArm(first)));
    expect([again.instanceId, again.secrets]).toEqual([first.instanceId, first.secrets]);
  });

  it.each(cases.filter(([, type]) => type.verbs.includes('patch')))(
    '%s is not changed by an empty PATCH',
    (_, type, { id, body }) => {
      const first = written({ type, id, body, input });
      const patched = written({
        type,
        id,
        body: {},
        verb: 'PATCH',
        stored: first,
        input: { ...input, now: LATER },
      });
      expect(withoutTimes(toArm(patched))).toEqual(withoutTimes(toArm(first)));
    },
  );

  it.each(cases.filter(([, type]) => type.changesOf !== undefined))(
    '%s takes its changes back when it is deleted',
    (_, type, { id, body }) => {
      const resource = written({ type, id, body, input });
      const made = type.changesOf?.(resource, undefined, snapshot.facts, snapshot) ?? [];
      const removed = type.changesOf?.(undefined, resource, snapshot.facts, snapshot) ?? [];
      expect(removed.map(({ kind, key }) => `${kind} ${key}`)).toEqual(
        made.map(({ kind, key }) => `${kind} ${key}`),
      );
    },
  );
});

describe('the engine and the language', () => {
  const table = createTypeTable();
  const vocabulary = createProviderVocabulary();

  it.each<[string, boolean | undefined]>([
    ['Microsoft.MachineLearningServices/workspaces', true],
    ['microsoft.machinelearningservices/WORKSPACES/onlineEndpoints/deployments', true],
    ['Microsoft.MachineLearningServices/registries/models', false],
    ['Microsoft.Resources/subscriptions/resourceGroups', false],
    ['Microsoft.Authorization/policyAssignments', false],
    ['Contoso.Things/things', undefined],
  ])('mode Indexed sees %s: %s', (type, indexed) => {
    expect(table.get(type.toLowerCase())?.tracked).toBe(indexed);
    expect(vocabulary.isTracked(type)).toBe(indexed);
  });

  it('judge no policy object, role or setting, and every resource', () => {
    const judged = [...table.values()].filter(type => type.judged).map(({ type }) => type.split('/')[0]);
    expect([...new Set(judged)].sort()).toEqual([
      'Microsoft.CognitiveServices',
      'Microsoft.ContainerRegistry',
      'Microsoft.Insights',
      'Microsoft.KeyVault',
      'Microsoft.MachineLearningServices',
      'Microsoft.OperationalInsights',
      'Microsoft.Resources',
      'Microsoft.Storage',
    ]);
  });

  it('know the components of model deployments', () => {
    const withComponents = [...table.values()]
      .filter(type => type.componentsOf !== undefined)
      .map(({ type }) => type);
    expect(withComponents).toEqual([
      'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
      'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments',
      'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints',
      'Microsoft.CognitiveServices/accounts/deployments',
    ]);
  });

  it('know the aliases of resources and of components, and the modes', () => {
    expect(
      vocabulary.alias('microsoft.machinelearningservices.v2.data/workspaces/deployments/MODEL.assetid')
        ?.defaultPath,
    ).toBe('model.assetId');
    expect(
      vocabulary.alias('Microsoft.CognitiveServices.Data/accounts/deployments/model.publisher')?.defaultPath,
    ).toBe('model.publisher');
    expect(
      vocabulary.alias('Microsoft.MachineLearningServices/workspaces/publicNetworkAccess')?.defaultPath,
    ).toBe('properties.publicNetworkAccess');
    expect(DATA_MANIFESTS.map(({ mode }) => vocabulary.dataMode(mode)?.mode)).toEqual([
      'Microsoft.MachineLearningServices.v2.Data',
      'Microsoft.CognitiveServices.Data',
    ]);
  });
});

/** The id in capitals. */
function shout(id: string): string {
  return id.toUpperCase();
}

/** Without who wrote it when, and how often (the version of a management group, a number): everything else must stay. */
function withoutTimes(resource: JsonObject): JsonObject {
  const { systemData: _, ...rest } = resource;
  return JSON.parse(JSON.stringify(rest), (name, value) =>
    ['updatedOn', 'updatedBy', 'updatedTime'].includes(name) ||
    (name === 'version' && typeof value === 'number')
      ? undefined
      : value,
  );
}

function newestFirst(one: string, other: string): number {
  const [left, right] = [one.slice(0, 10), other.slice(0, 10)];
  if (left !== right) return left < right ? 1 : -1;
  return one.length - other.length;
}
