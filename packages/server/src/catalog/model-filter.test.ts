import type { CatalogVersion } from '@sluice/providers/models';
import { describe, expect, it } from 'vitest';
import { modelFacets } from './model-facets.ts';
import { createModelFilter, type ModelFilter } from './model-filter.ts';
import { createModelNumbers } from './model-numbers.ts';

function model(registry: string, name: string, version: string, facts: object = {}): CatalogVersion {
  const assetId = `azureml://registries/${registry}/models/${name}/versions/${version}`;
  return { assetId, registry, name, version, facts: { registryName: registry, ...facts }, isNewest: true };
}

const MODELS = [
  model('azureml', 'phi-4', '8', { publisher: 'Microsoft', licence: 'MIT', task: 'chat', sizeBytes: 10 }),
  model('azureml', 'phi-4-mini', '1', { publisher: 'MICROSOFT', licence: 'MIT', sizeBytes: 0 }),
  model('meta', 'llama-3', '4', { publisher: 'Meta', task: 'chat', stage: 'Production' }),
];

describe('a filter of models', () => {
  it.each<[ModelFilter, readonly string[]]>([
    [{}, ['phi-4', 'phi-4-mini', 'llama-3']],
    [{ publisher: ['microsoft', 'nobody'] }, ['phi-4', 'phi-4-mini']],
    [{ publisher: [] }, []],
    [{ task: ['CHAT'], registry: ['Meta'] }, ['llama-3']],
    [{ stage: ['production'] }, ['llama-3']],
    [{ format: ['OpenAI'] }, []],
    [{ name: 'MINI' }, ['phi-4-mini']],
    [{ text: 'phi4' }, ['phi-4', 'phi-4-mini']],
    [{ text: 'Microsoft: mini' }, ['phi-4-mini']],
    [{ text: 'i-4' }, []],
    [{ text: '…' }, ['phi-4', 'phi-4-mini', 'llama-3']],
    [{ minSizeBytes: 0 }, ['phi-4', 'phi-4-mini']],
    [{ maxSizeBytes: 9 }, ['phi-4-mini']],
    [{ minSizeBytes: 10, maxSizeBytes: 10 }, ['phi-4']],
  ])('%j', (filter, names) => {
    expect(MODELS.filter(createModelFilter(filter)).map(({ name }) => name)).toEqual(names);
  });
});

it('facets leave out the filter of their own fact, and know no case', () => {
  expect(modelFacets(MODELS, { publisher: ['Meta'], task: ['chat'] })).toEqual({
    registry: [{ value: 'meta', count: 1 }],
    publisher: [
      { value: 'Meta', count: 1 },
      { value: 'Microsoft', count: 1 },
    ],
    task: [{ value: 'chat', count: 1 }],
    licence: [],
  });
  expect(modelFacets(MODELS, {}).publisher).toEqual([
    { value: 'Microsoft', count: 2 },
    { value: 'Meta', count: 1 },
  ]);
});

it('numbers are of a model with all its versions, or of one version', () => {
  const versions = [model('r', 'a', '1'), model('r', 'a', '2'), model('s', 'a', '2')];
  const deployed = new Map([
    ['azureml://registries/r/models/a/versions/1', 2],
    ['azureml://registries/r/models/a/versions/gone', 3],
    ['azureml://registries/r/models/a', 4],
    ['azureml://registries/s/models/a/labels/none', 5],
  ]);
  const numbers = (ofVersions: boolean) => versions.map(createModelNumbers(versions, deployed, ofVersions));
  expect(numbers(false)).toEqual([
    { versions: 2, deployments: 9 },
    { versions: 2, deployments: 9 },
    { versions: 1, deployments: 5 },
  ]);
  expect(numbers(true).map(({ deployments }) => deployments)).toEqual([2, 0, 0]);
});
