import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { show, toArm } from '../../prepare.ts';
import { catalogSnapshot, registryVersion, typeAt } from '../../testing/catalog-snapshot.ts';
import { refusal, TENANT_ID, written } from '../../testing/write.ts';

const ACCOUNT = '/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/ai';
const DEPLOYMENT = `${ACCOUNT}/deployments/gpt`;
const snapshot = catalogSnapshot([
  registryVersion('azure-openai', 'gpt-4o', '2024-05-13', {
    modelType: 'OpenAI',
    tags: { publisher: 'OpenAI', license: 'proprietary' },
  }),
  registryVersion('azureml-meta', 'Llama-4', '2', {
    modelType: 'Meta',
    tags: { publisher: 'Meta Platforms' },
  }),
]);

function put(model: JsonObject, more: JsonObject = {}) {
  return written({ type: typeAt(DEPLOYMENT), id: DEPLOYMENT, body: { ...more, properties: { model } } });
}

function judged(model: JsonObject, more: JsonObject = {}): JsonObject | undefined {
  const resource = toArm(put(model, more));
  const type = typeAt(DEPLOYMENT);
  return type.componentsOf?.(resource, type.factsFor?.(resource, snapshot))[0]?.content;
}

describe('a deployment of an account', () => {
  it('is stored as it was sent, with its defaults; az sends the capacity as text', () => {
    expect(
      put(
        { format: 'OpenAI', name: 'gpt-4o', version: '2024-05-13' },
        { sku: { name: 'GlobalStandard', capacity: '10' } },
      ).body,
    ).toEqual({
      sku: { name: 'GlobalStandard', capacity: 10 },
      properties: {
        model: { format: 'OpenAI', name: 'gpt-4o', version: '2024-05-13' },
        versionUpgradeOption: 'OnceNewDefaultVersionAvailable',
        provisioningState: 'Succeeded',
        connector: 'record',
      },
    });
  });
  it('is judged by what the catalog says of the model', () => {
    expect(judged({ format: 'OpenAI', name: 'gpt-4o', version: '2024-05-13' })).toEqual({
      id: DEPLOYMENT,
      name: 'gpt',
      type: 'Microsoft.CognitiveServices.Data/accounts/deployments',
      sku: { name: 'Standard', capacity: 1 },
      model: {
        assetId: 'azureml://registries/azure-openai/models/gpt-4o/versions/2024-05-13',
        registryName: 'azure-openai',
        publisher: 'OpenAI',
        name: 'gpt-4o',
        version: '2024-05-13',
        source: 'registry',
        licence: 'proprietary',
        format: 'OpenAI',
      },
    });
  });
  it.each([
    ['the one of the catalog', { format: 'Meta', name: 'Llama-4', version: '2' }, 'Meta Platforms'],
    [
      'the given one, in its own letter case',
      { format: 'Meta', name: 'Llama-4', version: '2', publisher: 'META platforms' },
      'META platforms',
    ],
    [
      'the given one of a model that nobody knows',
      { format: 'Meta', name: 'Llama-9', version: '1', publisher: 'Somebody' },
      'Somebody',
    ],
    ['else the format', { format: 'Meta', name: 'Llama-9', version: '1' }, 'Meta'],
    [
      'the format also where the given one is empty',
      { format: 'Meta', name: 'Llama-9', version: '1', publisher: '' },
      'Meta',
    ],
  ])('has as its publisher %s', (_, model, publisher) => {
    expect(judged(model)?.['model']).toMatchObject({ publisher });
  });
  it.each([
    [
      'the registry of the catalog entry',
      { format: 'Meta', name: 'Llama-4', version: '2' },
      'azureml://registries/azureml-meta/models/llama-4/versions/2',
    ],
    [
      'the registry named like the format',
      { format: 'Cohere', name: 'c', version: '1' },
      'azureml://registries/cohere/models/c/versions/1',
    ],
    [
      'its source',
      { format: 'X', name: 'm', version: '1', source: 'azureml://registries/r/models/M/versions/1' },
      'azureml://registries/r/models/m/versions/1',
    ],
    [
      'no asset id of a source that is an account',
      { format: 'OpenAI', name: 'ft', version: '1', source: ACCOUNT },
      'azureml://registries/azure-openai/models/ft/versions/1',
    ],
  ])('has in its asset id %s', (_, model, assetId) => {
    expect(judged(model)?.['model']).toMatchObject({ assetId });
  });
  it('says in a scan what it can, of a model that a write would refuse', () => {
    const resource = toArm(put({ format: 'OpenAI', name: 'a/b' }));
    expect(typeAt(DEPLOYMENT).factsFor?.(resource, snapshot, 'scan')).toEqual({
      model: { source: 'path', publisher: 'OpenAI' },
    });
  });
  it.each([
    ['no model', {}, '/properties/model'],
    ['a model without name', { model: { format: 'OpenAI' } }, '/properties/model/name'],
    [
      'a version that is a number',
      { model: { format: 'OpenAI', name: 'm', version: 1 } },
      '/properties/model/version',
    ],
  ])('refuses %s', (_, properties, target) => {
    expect(refusal({ type: typeAt(DEPLOYMENT), id: DEPLOYMENT, body: { properties } })).toMatchObject({
      status: 400,
      target,
    });
  });
});

describe('an account', () => {
  it('answers its endpoint', () => {
    const type = typeAt(ACCOUNT);
    const resource = written({
      type,
      id: ACCOUNT,
      body: { location: 'westeurope', kind: 'OpenAI', sku: { name: 'S0' }, properties: {} },
    });
    expect(
      show(type, resource, { baseUrl: 'https://localhost', tenantId: TENANT_ID, snapshot }),
    ).toMatchObject({
      kind: 'OpenAI',
      properties: {
        endpoint: `https://localhost${ACCOUNT}/`,
        endpoints: { OpenAI: `https://localhost${ACCOUNT}/` },
        provisioningState: 'Succeeded',
      },
    });
  });
});
