import { applyChanges } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { show, toArm } from '../../prepare.ts';
import { maskSecrets } from '../../shape-mask.ts';
import {
  catalogSnapshot,
  changesOfWrite,
  REGISTRIES_AT,
  registryVersion,
  typeAt,
  WORKSPACE,
  workspaceVersion,
} from '../../testing/catalog-snapshot.ts';
import { prepared, refusal, refusalOf, TENANT_ID, type TestWrite, written } from '../../testing/write.ts';

const ENDPOINT = `${WORKSPACE}/onlineEndpoints/chat`;
const DEPLOYMENT = `${ENDPOINT}/deployments/blue`;
const BATCH = `${WORKSPACE}/batchEndpoints/nightly`;
const SERVERLESS = `${WORKSPACE}/serverlessEndpoints/nemo`;
const PHI = 'azureml://registries/azureml/models/Phi-4';
const BASE = 'https://localhost:8443';

type Write = Omit<TestWrite, 'type'>;
const put = (write: Write) => written({ ...write, type: typeAt(write.id) });
const refused = (write: Write) => refusal({ ...write, type: typeAt(write.id) });
const shown = (write: Write, snapshot = catalogSnapshot([])) =>
  show(typeAt(write.id), put(write), { baseUrl: BASE, tenantId: TENANT_ID, snapshot });
const at = (properties: JsonObject, more: JsonObject = {}) => ({
  location: 'westeurope',
  ...more,
  properties,
});

describe('an online deployment', () => {
  const snapshot = catalogSnapshot([
    registryVersion('azureml', 'Phi-4', '7'),
    registryVersion('azureml', 'Phi-4', '8'),
  ]);
  const newer = catalogSnapshot([registryVersion('azureml', 'Phi-4', '9')]);

  it('is stored as it was sent, with what clients read without looking', () => {
    expect(put({ id: DEPLOYMENT, body: at({ model: `${PHI}/versions/7` }) }).body).toEqual({
      location: 'westeurope',
      sku: { name: 'Default', capacity: 1 },
      properties: {
        model: `${PHI}/versions/7`,
        endpointComputeType: 'Managed',
        scaleSettings: { scaleType: 'Default' },
        appInsightsEnabled: false,
        provisioningState: 'Succeeded',
        connector: 'record',
      },
    });
  });
  it('keeps what a client sends instead of the defaults', () => {
    const body = at(
      {
        scaleSettings: { scaleType: 'TargetUtilization', maxInstances: 3 },
        endpointComputeType: 'kubernetes',
      },
      { sku: { name: 'F', capacity: '2' } },
    );
    expect(put({ id: DEPLOYMENT, body }).body).toMatchObject({
      sku: { name: 'F', capacity: 2 },
      properties: {
        scaleSettings: { scaleType: 'TargetUtilization', maxInstances: 3 },
        endpointComputeType: 'Kubernetes',
      },
    });
  });
  it('echoes a label, and says which version that was', () => {
    const { body } = put({
      id: DEPLOYMENT,
      body: at({ model: `${PHI}/labels/latest` }),
      input: { snapshot },
    });
    expect(body['properties']).toMatchObject({
      model: `${PHI}/labels/latest`,
      resolvedModelId: 'azureml://registries/azureml/models/phi-4/versions/8',
    });
  });
  it('keeps that version when it is patched or looked at later, and asks again when it is put', () => {
    const stored = put({ id: DEPLOYMENT, body: at({ model: `${PHI}/labels/latest` }), input: { snapshot } });
    const patched = put({
      id: DEPLOYMENT,
      verb: 'PATCH',
      stored,
      body: { sku: { name: 'Default', capacity: 3 } },
      input: { snapshot: newer, stored, verb: 'PATCH' },
    });
    const again = put({
      id: DEPLOYMENT,
      stored,
      body: at({ model: PHI }),
      input: { snapshot: newer, stored, verb: 'PUT' },
    });
    const judged = [stored, patched, again].map(
      resource => typeAt(DEPLOYMENT).factsFor?.(toArm(resource), newer, 'scan')?.['model'],
    );
    expect(judged).toMatchObject([{ version: '8' }, { version: '8' }, { version: '9' }]);
  });
  it('does not let a client say which version a label was', () => {
    const body = at({
      model: PHI,
      resolvedModelId: 'azureml://registries/azureml/models/phi-4/versions/1',
      ResolvedModelId: 'x',
    });
    expect(refused({ id: DEPLOYMENT, body }).code).toBe('InvalidRequestContent');
    const { body: kept } = put({
      id: DEPLOYMENT,
      body: at({ model: PHI, resolvedModelId: `${PHI}/versions/1` }),
      input: { snapshot },
    });
    expect(kept['properties']).toMatchObject({
      resolvedModelId: 'azureml://registries/azureml/models/phi-4/versions/8',
    });
  });
  it('does not keep a version of another model', () => {
    const resource = toArm(put({ id: DEPLOYMENT, body: at({ model: PHI }), input: { snapshot } }));
    const properties = {
      ...(resource['properties'] as JsonObject),
      model: 'azureml://registries/azureml/models/other',
    };
    expect(typeAt(DEPLOYMENT).factsFor?.({ ...resource, properties }, snapshot, 'scan')).toMatchObject({
      model: { name: 'other' },
    });
  });
  it.each([
    ['the wrong type of a property', at({ instanceType: 5 }), '/properties/instanceType'],
    ['an unknown compute type', at({ endpointComputeType: 'Cloud' }), '/properties/endpointComputeType'],
    ['a capacity that is no number', at({}, { sku: { name: 'D', capacity: 'many' } }), '/sku/capacity'],
    ['properties that are no object', { location: 'w', properties: 'x' }, '/properties'],
    ['no properties', { location: 'w' }, '/properties'],
  ])('refuses %s', (_, body, target) => {
    expect(refused({ id: DEPLOYMENT, body })).toMatchObject({
      status: 400,
      code: 'InvalidRequestContent',
      target,
    });
  });
  it('refuses a patch of its model', () => {
    const stored = put({ id: DEPLOYMENT, body: at({ model: `${PHI}/versions/7` }) });
    expect(
      refused({ id: DEPLOYMENT, verb: 'PATCH', stored, body: { properties: { model: `${PHI}/versions/8` } } })
        .status,
    ).toBe(400);
  });
  it('masks the values of environment variables in records', () => {
    const { body } = put({ id: DEPLOYMENT, body: at({ environmentVariables: { TOKEN: 'abc' } }) });
    expect(JSON.stringify(maskSecrets(typeAt(DEPLOYMENT).shape, body))).not.toContain('abc');
  });
  it('refuses on a write what it judges as it can in a scan', () => {
    const judge = (model: string, occasion: 'write' | 'scan') =>
      typeAt(DEPLOYMENT).factsFor?.(
        toArm(put({ id: DEPLOYMENT, body: at({ model }) })),
        snapshot,
        occasion,
      )?.['model'];
    expect(refusalOf(() => judge('azureml://nothing', 'write'))).toMatchObject({
      code: 'InvalidModelReference',
      target: '/properties/model',
    });
    expect(judge('azureml://nothing', 'scan')).toEqual({ source: 'path' });
    expect(refusalOf(() => judge('azureml://registries/r/models/m', 'write')).code).toBe(
      'ModelVersionUnresolved',
    );
    expect(judge('azureml://registries/r/models/m', 'scan')).toMatchObject({ registryName: 'r', name: 'm' });
  });
  it('has a component also where nobody asked the catalog', () => {
    const resource = toArm(put({ id: DEPLOYMENT, body: at({ model: `${PHI}/versions/7` }) }));
    expect(typeAt(DEPLOYMENT).componentsOf?.(resource, undefined)).toEqual([
      {
        mode: 'Microsoft.MachineLearningServices.v2.Data',
        type: 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments',
        id: DEPLOYMENT,
        name: 'blue',
        content: {
          id: DEPLOYMENT,
          name: 'blue',
          type: 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments',
          sku: { name: 'Default', capacity: 1 },
          model: {
            assetId: 'azureml://registries/azureml/models/phi-4/versions/7',
            registryName: 'azureml',
            name: 'phi-4',
            version: '7',
            versionNumber: 7,
            source: 'registry',
          },
        },
      },
    ]);
  });
});

describe('an online endpoint', () => {
  it('has keys from the start that no answer shows and no client brings', () => {
    const body = at({ authMode: 'Key', keys: { primaryKey: 'mine' } });
    const resource = put({ id: ENDPOINT, body });
    expect(resource.secrets).toEqual({ primaryKey: 'id1id2', secondaryKey: 'id3id4' });
    expect(JSON.stringify(shown({ id: ENDPOINT, body }))).not.toMatch(/mine|id1id2/);
  });
  it('keeps keys and traffic through an update', () => {
    const stored = put({ id: ENDPOINT, body: at({ traffic: { blue: 100 } }) });
    const patched = put({
      id: ENDPOINT,
      verb: 'PATCH',
      stored,
      body: { tags: { team: 'a' } },
      input: { stored },
    });
    expect(patched.secrets).toEqual(stored.secrets);
    expect(patched.body['properties']).toMatchObject({ traffic: { blue: 100 } });
  });
  it('answers what clients read without looking', () => {
    expect(shown({ id: ENDPOINT, body: at({}) })['properties']).toEqual({
      authMode: 'Key',
      properties: {},
      traffic: {},
      mirrorTraffic: {},
      provisioningState: 'Succeeded',
      scoringUri: `${BASE}${ENDPOINT}/score`,
      swaggerUri: `${BASE}${ENDPOINT}/swagger.json`,
    });
  });
  it('gets a principal of its own, and keeps it', () => {
    const body = { ...at({}), identity: { type: 'SystemAssigned' } };
    const stored = put({ id: ENDPOINT, body });
    const again = put({ id: ENDPOINT, body, stored, input: { stored, newId: () => 'another' } });
    expect(stored.body['identity']).toEqual({
      type: 'SystemAssigned',
      principalId: expect.any(String),
      tenantId: TENANT_ID,
    });
    expect(again.body['identity']).toEqual(stored.body['identity']);
  });
  it.each([
    ['shares above 100 percent', { blue: 60, green: 60 }, 'InvalidTraffic', '/properties/traffic'],
    ['a share above 100 percent', { blue: 101 }, 'InvalidRequestContent', '/properties/traffic/blue'],
    ['a negative share', { blue: -1 }, 'InvalidRequestContent', '/properties/traffic/blue'],
    ['a share that is text', { blue: '100' }, 'InvalidRequestContent', '/properties/traffic/blue'],
  ])('refuses %s', (_, traffic, code, target) => {
    expect(refused({ id: ENDPOINT, body: at({ traffic }) })).toMatchObject({ status: 400, code, target });
  });
  it('is judged as a resource, not as a model deployment', () => {
    expect(typeAt(ENDPOINT).componentsOf).toBeUndefined();
  });
});

describe('batch and serverless', () => {
  it('a serverless endpoint without authMode uses keys', () => {
    expect(
      shown({ id: SERVERLESS, body: at({ modelSettings: { modelId: `${PHI}/versions/7` } }) }),
    ).toMatchObject({
      sku: { name: 'Consumption' },
      properties: {
        authMode: 'Key',
        endpointState: 'Online',
        inferenceEndpoint: { uri: `${BASE}${SERVERLESS}/score` },
      },
    });
  });
  it('a batch endpoint answers its addresses', () => {
    expect(shown({ id: BATCH, body: at({}) })['properties']).toEqual({
      authMode: 'AADToken',
      properties: {},
      provisioningState: 'Succeeded',
      scoringUri: `${BASE}${BATCH}/jobs`,
      swaggerUri: `${BASE}${BATCH}/swagger.json`,
    });
  });
  it('a batch deployment is stored with its reference as it came', () => {
    const model = { referenceType: 'Id', assetId: `${PHI}/versions/7` };
    expect(put({ id: `${BATCH}/deployments/a`, body: at({ model }) }).body['properties']).toMatchObject({
      model,
      connector: 'record',
    });
  });
});

describe('a registry', () => {
  const id = `${REGISTRIES_AT}/Contoso`;
  const elsewhere =
    '/subscriptions/s2/resourceGroups/x/providers/Microsoft.MachineLearningServices/registries/CONTOSO';
  const snapshot = catalogSnapshot([[id, at({})]]);

  it('cannot have the name of another one, in any letter case', () => {
    expect(refused({ id: elsewhere, body: at({}), input: { snapshot } })).toMatchObject({
      status: 409,
      code: 'RegistryNameNotAvailable',
    });
  });
  it('can be put again where it is', () => {
    expect(
      put({
        id: id.toUpperCase(),
        body: at({}),
        input: { snapshot },
      }).name,
    ).toBe('CONTOSO');
  });
  it('frees its name when it is deleted', () => {
    const gone = typeAt(id).changesOf?.(undefined, put({ id, body: at({}) }), snapshot.facts, snapshot) ?? [];
    const next = applyChanges(snapshot, snapshot.revision + 1, gone);
    expect(put({ id: elsewhere, body: at({}), input: { snapshot: next } }).name).toBe('CONTOSO');
  });
  it('answers where it is found', () => {
    expect(shown({ id, body: at({ discoveryUrl: 'https://elsewhere' }) })['properties']).toMatchObject({
      discoveryUrl: `${BASE}/registrymanagement/v1.0/registries/Contoso/discovery`,
      regionDetails: [{ location: 'westeurope' }],
      provisioningState: 'Succeeded',
    });
  });
  it('cannot be patched into what its models are', () => {
    const stored = put({ id, body: at({}) });
    expect(refused({ id, verb: 'PATCH', stored, body: { properties: { regionDetails: [] } } }).status).toBe(
      400,
    );
  });
});

describe('a workspace', () => {
  it('answers what clients need to work with it', () => {
    expect(shown({ id: WORKSPACE, body: at({}) })).toMatchObject({
      kind: 'Default',
      properties: {
        friendlyName: 'Team',
        workspaceId: 'id-1',
        discoveryUrl: `${BASE}/discovery`,
        provisioningState: 'Succeeded',
        mlFlowTrackingUri: `azureml://localhost:8443/mlflow/v1.0${WORKSPACE}`,
      },
    });
  });
  it('can be found by its workspace id until it is deleted', () => {
    const [made] = changesOfWrite(WORKSPACE, at({}), catalogSnapshot([]));
    expect(made).toEqual({
      kind: 'facts',
      key: 'workspace:id-1',
      record: { facts: { subscriptionId: 's1', resourceGroup: 'Models', workspace: 'Team' } },
    });
    const stored = put({ id: WORKSPACE, body: at({}) });
    const { facts } = catalogSnapshot([]);
    expect(typeAt(WORKSPACE).changesOf?.(undefined, stored, facts, catalogSnapshot([]))).toEqual([
      { kind: 'facts', key: 'workspace:id-1', record: null },
    ]);
    expect(typeAt(WORKSPACE).changesOf?.(stored, stored, facts, catalogSnapshot([]))).toEqual([]);
  });
});

describe('a model', () => {
  const id = `${REGISTRIES_AT}/azureml/models/Phi-4`;
  it('answers its latest version and the next one', () => {
    const snapshot = catalogSnapshot([
      registryVersion('azureml', 'Phi-4', '9'),
      registryVersion('azureml', 'Phi-4', '10'),
    ]);
    expect(shown({ id, body: { properties: {} } }, snapshot)['properties']).toMatchObject({
      latestVersion: '10',
      nextVersion: '11',
    });
  });
  it('without versions has a next one only', () => {
    expect(shown({ id, body: { properties: {} } })['properties']).toEqual({
      isArchived: false,
      provisioningState: 'Succeeded',
      nextVersion: '1',
    });
  });
  it('version has flavors, which azure-ai-ml reads without looking', () => {
    expect(put({ id: `${id}/versions/1`, body: { properties: {} } }).body['properties']).toMatchObject({
      flavors: {},
      provisioningState: 'Succeeded',
    });
  });
  it.each(['latest', 'LATEST', '.', 'a b', '-1', 'a%2fb'])('version cannot be called %s', version => {
    const target = { type: typeAt(`${id}/versions/1`), id: `${id}/versions/x`, body: { properties: {} } };
    const parsed = prepared(target).resource;
    expect(target.type.namePattern?.test.test(parsed.name)).toBe(true);
    expect(target.type.namePattern?.test.test(version)).toBe(false);
  });
  it('version says its origin in a form that can be followed, or not at all', () => {
    const [copy, body] = workspaceVersion('Mine', '1', {
      properties: { sourceAssetId: 'azureml://registries/x' },
    });
    expect(refused({ id: copy, body })).toMatchObject({
      status: 400,
      code: 'InvalidModelReference',
      target: '/properties/properties/sourceAssetId',
    });
    expect(put({ id: copy, body: { properties: { properties: { sourceAssetId: '' } } } }).name).toBe('1');
  });
});
