import { describe, expect, it } from 'vitest';
import {
  catalogSnapshot,
  changesOfWrite,
  REGISTRIES_AT,
  registryVersion,
  typeAt,
  workspaceVersion,
} from '../testing/catalog-snapshot.ts';
import { written } from '../testing/write.ts';

const PHI = 'azureml://registries/azureml/models/phi-4';
const factsOf = (key: string, ...placed: Parameters<typeof catalogSnapshot>[0]) =>
  catalogSnapshot(placed).facts.get(key);

describe('the facts of a registry model', () => {
  it('come from its properties and tags', () => {
    const placed = registryVersion('AzureML', 'Phi-4', '8', {
      modelType: 'custom_model',
      stage: 'Production',
      tags: {
        Publisher: 'Microsoft',
        author: 'somebody',
        license: 'Apache 2.0',
        task: 'chat-completion',
        ApprovedBy: 'board',
      },
      properties: {
        sizeBytes: '29400000000',
        sha256: 'SHA256:ABC',
        sourceAssetId: 'AzureML://registries/Origin/models/M/versions/1',
      },
    });
    expect(factsOf(`${PHI}/versions/8`, placed)).toEqual({
      model: {
        assetId: `${PHI}/versions/8`,
        registryName: 'azureml',
        publisher: 'Microsoft',
        name: 'phi-4',
        version: '8',
        versionNumber: 8,
        source: 'registry',
        licence: 'Apache-2.0',
        task: 'chat-completion',
        format: 'custom_model',
        sizeBytes: 29400000000,
        stage: 'Production',
        approvedBy: 'board',
      },
      createdAt: '2026-11-01T10:00:00Z',
      origin: 'azureml://registries/origin/models/m/versions/1',
      digest: 'abc',
    });
  });
  it('are absent where nobody states them, or states a blank', () => {
    const placed = registryVersion('azureml', 'Phi-4', 'preview', {
      tags: { publisher: ' ', author: '' },
      properties: { sizeBytes: 'big' },
    });
    expect(factsOf(`${PHI}/versions/preview`, placed)).toEqual({
      model: {
        assetId: `${PHI}/versions/preview`,
        registryName: 'azureml',
        name: 'phi-4',
        version: 'preview',
        source: 'registry',
      },
      createdAt: '2026-11-01T10:00:00Z',
    });
  });
  it('name the author where there is no publisher, and take tags of the root', () => {
    const id = `${REGISTRIES_AT}/azureml/models/Phi-4/versions/8`;
    const model = factsOf(`${PHI}/versions/8`, [
      id,
      { tags: { author: 'Microsoft', license: 'MIT' }, properties: {} },
    ])?.['model'];
    expect(model).toMatchObject({ publisher: 'Microsoft', licence: 'MIT' });
  });
});

describe('the facts of a workspace model', () => {
  it('hold nothing that its writer would vouch for himself', () => {
    const placed = workspaceVersion('Mine', '1', {
      modelType: 'mlflow_model',
      tags: {
        publisher: 'Microsoft',
        author: 'Microsoft',
        license: 'MIT',
        approvedBy: 'board',
        task: 'chat',
      },
    });
    const key = 'azureml://subscriptions/s1/resourcegroups/models/workspaces/team/models/mine/versions/1';
    expect(factsOf(key, placed)?.['model']).toEqual({
      assetId: key,
      name: 'mine',
      version: '1',
      versionNumber: 1,
      source: 'workspace',
      task: 'chat',
      format: 'mlflow_model',
    });
  });
});

describe('a write of a model version', () => {
  const [id, body] = registryVersion('azureml', 'Phi-4', '8', {
    modelType: 'OpenAI',
    properties: { sha256: 'abc' },
  });
  const type = typeAt(id);
  const stored = written({ type, id, body });

  it('changes the catalog and its indexes', () => {
    expect(changesOfWrite(id, body, catalogSnapshot([])).map(({ key }) => key)).toEqual([
      `${PHI}/versions/8`,
      `digest:abc/${PHI}/versions/8`,
      `format:openai/phi-4/${PHI}/versions/8`,
    ]);
  });
  it('changes nothing when nothing that counts is different', () => {
    const { facts } = catalogSnapshot([]);
    const after = written({
      type,
      id,
      body: { properties: { ...(body['properties'] as object), description: 'new words' } },
      stored,
    });
    expect(type.changesOf?.(after, stored, facts, catalogSnapshot([]))).toEqual([]);
  });
  it('takes away what is no longer true', () => {
    const { facts } = catalogSnapshot([]);
    const after = written({ type, id, body: { properties: { modelType: 'OpenAI' } }, stored });
    const changes = type.changesOf?.(after, stored, facts, catalogSnapshot([])) ?? [];
    expect(changes.map(({ key, record }) => [key, record === null])).toEqual([
      [`digest:abc/${PHI}/versions/8`, true],
      [`${PHI}/versions/8`, false],
    ]);
  });
  it('takes everything away when it is deleted', () => {
    const changes = type.changesOf?.(undefined, stored, catalogSnapshot([]).facts, catalogSnapshot([])) ?? [];
    expect(changes.map(({ record }) => record)).toEqual([null, null, null]);
  });
});
