import { describe, expect, it } from 'vitest';
import {
  catalogSnapshot,
  type Placed,
  registryVersion,
  WORKSPACE,
  workspaceVersion,
} from '../testing/catalog-snapshot.ts';
import { canonicalAssetId } from './canonical-asset-id.ts';
import { findByFormat } from './resolve.ts';

const HOME = { subscriptionId: 's1', resourceGroup: 'models', workspace: 'team' };
const at = (day: number) => `2026-01-0${day}T00:00:00Z`;

const WORLD: readonly Placed[] = [
  [WORKSPACE, { location: 'westeurope', properties: {} }],
  registryVersion('azureml', 'Phi-4', '9', {}, at(1)),
  registryVersion('azureml', 'Phi-4', '10', {}, at(1)),
  registryVersion('azureml', 'Phi-4', '2', {}, at(3)),
  registryVersion('azureml', 'Phi-4', 'zz-preview', {}, at(4)),
  registryVersion('azureml', 'Phi-4-mini', '77', {}, at(1)),
  registryVersion('azureml', 'dated', '2024-05-13', {}, at(2)),
  registryVersion('azureml', 'dated', '2024-08-06', {}, at(1)),
  registryVersion('azure-openai', 'gpt-4o', '2024-05-13', { modelType: 'OpenAI' }, at(1)),
  registryVersion('azure-openai', 'gpt-4o', '2024-08-06', { modelType: 'OpenAI' }, at(2)),
  workspaceVersion('Mine', '1'),
  workspaceVersion('Mine', '2'),
];

describe('canonicalAssetId', () => {
  const { facts } = catalogSnapshot(WORLD);

  it.each([
    [
      'latest is the highest number',
      'azureml://registries/AzureML/models/phi-4/labels/latest',
      'azureml://registries/azureml/models/phi-4/versions/10',
    ],
    [
      'no version is latest',
      'azureml://registries/azureml/models/Phi-4',
      'azureml://registries/azureml/models/phi-4/versions/10',
    ],
    [
      'without numbers latest is the last that was made',
      'azureml://registries/azureml/models/dated',
      'azureml://registries/azureml/models/dated/versions/2024-05-13',
    ],
    [
      'a version stays',
      'azureml://registries/azureml/models/Phi-4/versions/2',
      'azureml://registries/azureml/models/phi-4/versions/2',
    ],
    [
      'a version that nobody knows stays',
      'azureml://registries/azureml/models/Phi-4/versions/3',
      'azureml://registries/azureml/models/phi-4/versions/3',
    ],
    [
      'another label cannot be told',
      'azureml://registries/azureml/models/Phi-4/labels/stable',
      'azureml://registries/azureml/models/phi-4/labels/stable',
    ],
    [
      'latest of an unknown model cannot be told',
      'azureml://registries/azureml/models/phi/labels/latest',
      'azureml://registries/azureml/models/phi/labels/latest',
    ],
    [
      'a model of the workspace',
      'azureml:mine@latest',
      'azureml://subscriptions/s1/resourcegroups/models/workspaces/team/models/mine/versions/2',
    ],
    [
      'a workspace by its id',
      'azureml://locations/westeurope/workspaces/ID-1/models/Mine',
      'azureml://subscriptions/s1/resourcegroups/models/workspaces/team/models/mine/versions/2',
    ],
    [
      'a workspace by its id, with a version',
      'azureml://locations/westeurope/workspaces/id-1/models/Mine/versions/1',
      'azureml://subscriptions/s1/resourcegroups/models/workspaces/team/models/mine/versions/1',
    ],
    [
      'an unknown workspace id stays',
      'azureml://locations/westeurope/workspaces/id-7/models/Mine/versions/1',
      'azureml://locations/westeurope/workspaces/id-7/models/mine/versions/1',
    ],
    ['a path stays', 'https://example.org/m', 'https://example.org/m'],
  ])('%s', (_, reference, canonical) => {
    expect(canonicalAssetId(reference, HOME, facts).id?.canonical).toBe(canonical);
  });

  it('says what is wrong with a reference that is none', () => {
    expect(canonicalAssetId('azureml://nothing', HOME, facts)).toEqual({ problem: expect.any(String) });
  });
});

describe('findByFormat', () => {
  const { facts } = catalogSnapshot(WORLD);

  it.each([
    [
      'the version that is named',
      'openai',
      'gpt-4o',
      '2024-05-13',
      'azureml://registries/azure-openai/models/gpt-4o/versions/2024-05-13',
    ],
    [
      'the newest where none is named',
      'OpenAI',
      'gpt-4o',
      undefined,
      'azureml://registries/azure-openai/models/gpt-4o/versions/2024-08-06',
    ],
    ['nothing for another format', 'Meta', 'gpt-4o', undefined, undefined],
    ['nothing for another version', 'OpenAI', 'gpt-4o', '2024-05-1', undefined],
  ])('finds %s', (_, format, name, version, canonical) => {
    expect(findByFormat(format, name, version, facts)?.id.canonical).toBe(canonical);
  });
});
