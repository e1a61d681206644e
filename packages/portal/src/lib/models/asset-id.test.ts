import { expect, it } from 'vitest';
import { assetIdOf, readModelName } from './asset-id.ts';

const ARM = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices';

it.each([
  ['azureml://registries/azureml/models/Phi-4/versions/8', 'azureml', 'phi-4', '8'],
  ['AZUREML://Registries/azureml/models/Phi-4', 'azureml', 'phi-4', undefined],
  ['azureml://registries/azureml/models/phi-4/labels/latest', 'azureml', 'phi-4', undefined],
  [`${ARM}/registries/azureml/models/Phi-4/versions/8`, 'azureml', 'phi-4', '8'],
])('%s', (reference, registry, name, version) => {
  const read = readModelName(reference);
  expect(read).toEqual({ registry, name, version });
  if (read !== undefined) expect(readModelName(assetIdOf(read))).toEqual(read);
});

it.each([
  '',
  'phi-4',
  'azureml:phi-4:8',
  'https://example.org/model',
  'azureml://registries/azureml',
  `${ARM}/workspaces/w/models/m/versions/1`,
  `${ARM}/registries/azureml`,
])('%j is no model of a registry', reference => expect(readModelName(reference)).toBeUndefined());
