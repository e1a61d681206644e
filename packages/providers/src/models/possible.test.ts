import type { JsonObject } from '@sluice/language';
import { expect, test } from 'vitest';
import { catalogSnapshot, registryVersion } from '../testing/catalog-snapshot.ts';
import { possibleModels } from './possible.ts';

const { facts } = catalogSnapshot([
  registryVersion('Meta', 'llama', '1', { tags: { publisher: 'Meta', task: 'chat' } }),
  registryVersion('Meta', 'llama', '2', { tags: { publisher: 'Meta', task: 'chat' } }),
]);
const { complete, examples } = possibleModels('X/y');
const LLAMA = 'azureml://registries/meta/models/llama/versions/1';

test.each<[string, JsonObject, JsonObject | undefined]>([
  ['nothing', {}, {}],
  ['a publisher', { publisher: 'A' }, { publisher: 'A' }],
  [
    'an id that the catalog knows',
    { assetId: LLAMA },
    expect.objectContaining({ assetId: LLAMA, registryName: 'meta', publisher: 'Meta', task: 'chat' }),
  ],
  ['a known id with another publisher', { assetId: LLAMA, publisher: 'Mistral' }, undefined],
  ['an id with another registry', { assetId: LLAMA, registryName: 'hub' }, undefined],
  [
    'an id with its registry',
    { assetId: LLAMA, registryName: 'META' },
    expect.objectContaining({ publisher: 'Meta' }),
  ],
  ['an id with another source', { assetId: LLAMA, source: 'image' }, undefined],
  [
    'the beginning of an id',
    { assetId: 'azureml://registries/hub/probe' },
    { assetId: 'azureml://registries/hub/probe', registryName: 'hub', source: 'registry' },
  ],
  [
    'a registry',
    { registryName: 'hub' },
    { registryName: 'hub', source: 'registry', assetId: 'azureml://registries/hub/models/any/versions/1' },
  ],
  [
    'a part of an id in a registry',
    { registryName: 'hub', assetId: 'phi' },
    expect.objectContaining({ assetId: 'azureml://registries/hub/models/phi/versions/1' }),
  ],
  ['a registry of another source', { registryName: 'hub', source: 'workspace' }, undefined],
  [
    'a registry with a publisher that it does not have',
    { registryName: 'meta', publisher: 'Mistral' },
    undefined,
  ],
  [
    'a registry that nobody knows with a publisher',
    { registryName: 'hub', publisher: 'Mistral' },
    expect.objectContaining({ publisher: 'Mistral' }),
  ],
])('a component with %s', (_, model, completed) => {
  const content = { type: 'X/y', model };
  expect(complete(content, facts)).toEqual(completed && { ...content, model: completed });
});

test('one model of a publisher in a registry is an example', () => {
  expect(examples(facts).map(({ model }) => (model as JsonObject)['registryName'])).toEqual(['meta']);
});
