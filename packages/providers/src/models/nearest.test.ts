import type { JsonObject } from '@sluice/language';
import { describe, expect, test } from 'vitest';
import { catalogSnapshot, registryVersion, workspaceVersion } from '../testing/catalog-snapshot.ts';
import { findType } from '../types/index.ts';
import { alternativesTo } from './alternatives.ts';
import { mixed, nearestModels, newestModels } from './nearest.ts';

const tags = (publisher: string, task: string, sizeBytes = 1): JsonObject => ({
  tags: { publisher, task },
  properties: { sizeBytes: String(sizeBytes) },
});
const snapshot = catalogSnapshot([
  registryVersion('hub', 'llama-3-8b', '1', tags('Meta', 'chat', 8)),
  registryVersion('hub', 'llama-3-8b', '2', tags('Meta', 'chat', 8)),
  registryVersion('ours', 'llama-3-8b', '1', tags('Meta', 'chat', 8)),
  registryVersion('hub', 'llama-3-70b', '1', tags('Meta', 'chat', 70)),
  registryVersion('hub', 'llama-2', '1', tags('Meta', 'chat', 9)),
  registryVersion('hub', 'opt', '1', tags('Meta', 'chat')),
  registryVersion('hub', 'phi', '1', tags('Microsoft', 'chat')),
  registryVersion('hub', 'clip', '1', tags('OpenAI', 'embeddings')),
  workspaceVersion('copy', '1', tags('Meta', 'chat')),
]);
const idsOf = (models: readonly JsonObject[]) =>
  models.map(({ assetId }) => String(assetId).replace('azureml://registries/', '').replace('/models/', ' '));
const models = newestModels(snapshot.facts);
const wanted = { assetId: 'azureml://registries/hub/models/llama-3-8b/versions/1', name: 'llama-3-8b' };

describe('the models of the catalog', () => {
  test('are those of registries, each in its newest version, in the order of ids', () => {
    expect(idsOf(models)).toEqual([
      'hub clip/versions/1',
      'hub llama-2/versions/1',
      'hub llama-3-70b/versions/1',
      'hub llama-3-8b/versions/2',
      'hub opt/versions/1',
      'hub phi/versions/1',
      'ours llama-3-8b/versions/1',
    ]);
  });

  test('near one come first: the same, the family by size, the publisher, the task', () => {
    const near = nearestModels({ ...wanted, task: 'chat', publisher: 'Meta', sizeBytes: 8 }, models);
    expect(idsOf(near)).toEqual([
      'hub llama-3-8b/versions/2',
      'ours llama-3-8b/versions/1',
      'hub llama-2/versions/1',
      'hub llama-3-70b/versions/1',
      'hub opt/versions/1',
      'hub phi/versions/1',
    ]);
  });

  test('are all near one of which no task is known', () => {
    expect(nearestModels(wanted, models)).toHaveLength(7);
  });

  test('are thinned to the nearest half and one of every publisher and registry', () => {
    const of = (publisher: string, name: string) => ({ publisher, name, registryName: 'hub' });
    const many = ['a', 'b', 'c', 'd', 'e'].map(name => of('Meta', name));
    const thinned = mixed([...many, of('Microsoft', 'x'), of('OpenAI', 'y')], 5);
    expect(thinned.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'x']);
    expect(mixed(many, 5)).toBe(many);
  });
});

describe('another model is named', () => {
  const ML = 'microsoft.machinelearningservices/workspaces';
  test.each<[string, string, JsonObject, JsonObject]>([
    [
      'as text',
      `${ML}/onlineendpoints/deployments`,
      { model: 'x' },
      { path: 'properties.model', value: 'azureml://registries/ours/models/llama-3-8b/versions/1' },
    ],
    [
      'in a reference object where there is one',
      `${ML}/batchendpoints/deployments`,
      { model: { referenceType: 'Id', assetId: 'x' } },
      {
        path: 'properties.model',
        value: { referenceType: 'Id', assetId: 'azureml://registries/ours/models/llama-3-8b/versions/1' },
      },
    ],
    [
      'among the settings of a serverless endpoint',
      `${ML}/serverlessendpoints`,
      { modelSettings: { modelId: 'x' } },
      {
        path: 'properties.modelSettings.modelId',
        value: 'azureml://registries/ours/models/llama-3-8b/versions/1',
      },
    ],
  ])('%s, with its facts', (_, typeKey, properties, named) => {
    const type = findType(typeKey);
    const model = { ...wanted, task: 'chat' };
    const found = type ? alternativesTo(type, { properties }, { model }, models, snapshot, 10) : [];
    expect(found[1]).toEqual({
      ...named,
      facts: { model: expect.objectContaining({ registryName: 'ours', publisher: 'Meta' }) },
    });
  });

  test('by format, name and version in an account, where it has a format', () => {
    const type = findType('microsoft.cognitiveservices/accounts/deployments');
    const model = { source: 'registry', name: 'gpt', version: '1' };
    expect(type?.nameModel?.({}, { ...model, format: 'OpenAI' })).toEqual({
      path: 'properties.model',
      value: { format: 'OpenAI', name: 'gpt', version: '1' },
    });
    expect(type?.nameModel?.({}, model)).toBeUndefined();
  });

  test('by no type that has none', () => {
    const type = findType('microsoft.machinelearningservices/workspaces');
    expect(type && alternativesTo(type, {}, { model: wanted }, models, snapshot, 10)).toEqual([]);
  });
});
