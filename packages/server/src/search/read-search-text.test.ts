import { expect, it } from 'vitest';
import { readSearchText } from './read-search-text.ts';

const GUID = '19539b54-c61e-4196-9a38-67598701be90';
const ML = '/subscriptions/s/resourceGroups/G/providers/Microsoft.MachineLearningServices';

it.each<[string, object]>([
  ['', { kind: 'words', words: [] }],
  ['?!', { kind: 'words', words: [] }],
  ['Phi-4', { kind: 'words', words: ['phi', '4'] }],
  [` ${GUID.toUpperCase()} `, { kind: 'guid', guid: GUID }],
  [`{${GUID}}`, { kind: 'guid', guid: GUID }],
  [GUID.slice(0, 35), { kind: 'words' }],
  ['/subscriptions/S1/', { kind: 'resource', key: '/subscriptions/s1' }],
  [
    `${ML}/registries/R/models/M/versions/3`,
    {
      kind: 'resource',
      key: '/subscriptions/s/resourcegroups/g/providers/microsoft.machinelearningservices/registries/r/models/m/versions/3',
    },
  ],
  [
    '/providers/Microsoft.Authorization/policyDefinitions/P/versions/1.0.0',
    { kind: 'resource', key: '/providers/microsoft.authorization/policydefinitions/p' },
  ],
  ['/subscriptions/S1/resourceGroups', { kind: 'words', words: ['subscriptions', 's1', 'resourcegroups'] }],
  ['/subscriptions/S\u0000', { kind: 'words', words: ['subscriptions', 's'] }],
  ['a/b', { kind: 'words', words: ['a', 'b'] }],
  [
    'AzureML://registries/R/models/Phi-4/versions/8',
    { kind: 'model', assetId: 'azureml://registries/r/models/phi-4/versions/8' },
  ],
  ['azureml://registries/r/models/m', { kind: 'model', assetId: 'azureml://registries/r/models/m' }],
  [
    'azureml://subscriptions/S/resourceGroups/G/workspaces/W/models/M/versions/1',
    {
      kind: 'resource',
      key: '/subscriptions/s/resourcegroups/g/providers/microsoft.machinelearningservices/workspaces/w/models/m',
    },
  ],
  ['azureml://registries/r', { kind: 'words', words: ['azureml', 'registries', 'r'] }],
  ['azureml:m:1', { kind: 'words', words: ['azureml', 'm', '1'] }],
  [
    Array.from({ length: 101 }, (_, index) => `w${index}`).join(' '),
    { kind: 'problem', problem: 'has 101 different words, and at most 100 are searched for' },
  ],
])('%.60j', (text, read) => {
  expect(readSearchText(text)).toMatchObject(read);
});
