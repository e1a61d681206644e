import { describe, expect, it } from 'vitest';
import {
  catalogSnapshot,
  type Placed,
  registryVersion,
  workspaceVersion,
} from '../testing/catalog-snapshot.ts';
import { lineageOf } from './lineage.ts';

const MINE = 'azureml://subscriptions/s1/resourcegroups/models/workspaces/team/models/mine/versions/1';
const LLAMA = 'azureml://registries/meta/models/llama/versions/4';
const OTHER = 'azureml://registries/other/models/bert/versions/1';
const llama = registryVersion('meta', 'Llama', '4', {
  tags: { publisher: 'Meta', license: 'llama3.1' },
  properties: { sha256: 'aaa' },
});
const bert = registryVersion('other', 'bert', '1', { tags: { publisher: 'Google' } });

function mine(properties: Readonly<Record<string, string>>): Placed {
  return workspaceVersion('mine', '1', { properties });
}

function lineage(...placed: readonly Placed[]) {
  const { lineage: origin, origins = [] } = lineageOf(MINE, catalogSnapshot(placed).facts);
  return { origin, origins: origins.map(({ assetId, by }) => [assetId, by]) };
}

describe('the lineage of a workspace model', () => {
  it('is unknown where nothing is declared and no digest is equal', () => {
    expect(lineageOf(MINE, catalogSnapshot([llama, mine({})]).facts)).toEqual({});
    expect(lineageOf(MINE, catalogSnapshot([llama, mine({ sha256: 'bbb' })]).facts)).toEqual({});
    expect(lineageOf(MINE, catalogSnapshot([]).facts)).toEqual({});
  });
  it('is what it declares, with the facts of the catalog', () => {
    const { origins } = lineageOf(MINE, catalogSnapshot([llama, mine({ sourceAssetId: LLAMA })]).facts);
    expect(origins).toEqual([
      {
        assetId: LLAMA,
        registryName: 'meta',
        publisher: 'Meta',
        name: 'llama',
        version: '4',
        versionNumber: 4,
        source: 'registry',
        licence: 'llama3.1',
        by: 'declared',
      },
    ]);
  });
  it('is what it declares, also where the catalog does not know that', () => {
    expect(lineage(mine({ sourceAssetId: LLAMA }))).toEqual({
      origin: LLAMA,
      origins: [[LLAMA, 'declared']],
    });
    expect(lineage(mine({ sourceAssetId: 'https://example.org/m' }))).toEqual({
      origin: 'https://example.org/m',
      origins: [['https://example.org/m', 'declared']],
    });
  });
  it('is the registry model with the same digest, declared or not', () => {
    expect(lineage(llama, mine({ sha256: 'SHA256:AAA' }))).toEqual({
      origin: LLAMA,
      origins: [[LLAMA, 'digest']],
    });
  });
  it('cannot be hidden by declaring something else', () => {
    expect(lineage(llama, bert, mine({ sha256: 'aaa', sourceAssetId: OTHER }))).toEqual({
      origin: LLAMA,
      origins: [
        [OTHER, 'declared'],
        [LLAMA, 'digest'],
      ],
    });
  });
  it('goes through copies of copies to the registry', () => {
    const copy = workspaceVersion('copy', '1', { properties: { sourceAssetId: LLAMA } });
    expect(lineage(llama, copy, mine({ sourceAssetId: 'azureml:copy:1' }))).toEqual({
      origin: LLAMA,
      origins: [
        [
          'azureml://subscriptions/s1/resourcegroups/models/workspaces/team/models/copy/versions/1',
          'declared',
        ],
        [LLAMA, 'declared'],
      ],
    });
  });
  it('ends where a circle closes', () => {
    const copy = workspaceVersion('copy', '1', { properties: { sourceAssetId: MINE } });
    expect(lineage(copy, mine({ sourceAssetId: 'azureml:copy:1' })).origins).toHaveLength(1);
  });
});

it('a registry model that was copied from another registry keeps its origin too', () => {
  const approved = registryVersion('approved', 'Llama', '1', { properties: { sourceAssetId: LLAMA } });
  const { facts } = catalogSnapshot([llama, approved]);
  expect(lineageOf('azureml://registries/approved/models/llama/versions/1', facts).lineage).toBe(LLAMA);
});
