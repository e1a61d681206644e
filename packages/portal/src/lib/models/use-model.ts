import { useQuery } from '@tanstack/react-query';
import { assetIdOf, type ModelName } from './asset-id.ts';
import type { CatalogModel, ModelAnswer } from './catalog-model.ts';
import { type EndpointKind, getModels, type ModelQuery } from './model-query.ts';

/** Models whose name contains that of another one come along: the one asked for is among the first. */
const MOST = 1_000;

/** What the catalog has of a model in its newest version; null where the reader may read no such model. */
export function useModel(name: ModelName | undefined) {
  return useQuery({
    queryKey: ['model', name?.registry, name?.name],
    queryFn: async (): Promise<CatalogModel | null> => {
      if (name === undefined) return null;
      const { models } = await getModels(toQuery(name), undefined);
      return models.find(each => each.name === name.name && each.registry === name.registry) ?? null;
    },
    enabled: name !== undefined,
  });
}

/** The query of one cell: may this version be deployed in this workspace behind an endpoint of this kind? Null where nobody can say. */
export function modelAnswerQuery(name: ModelName, workspace: string, kind: EndpointKind) {
  const assetId = assetIdOf(name);
  return {
    queryKey: ['models', 'answer', assetId, workspace, kind],
    queryFn: async (): Promise<ModelAnswer | null> => {
      const { models } = await getModels({ ...toQuery(name), workspace, kind, allVersions: true }, undefined);
      return models.find(each => each.assetId === assetId)?.answer ?? null;
    },
    enabled: workspace !== '',
  };
}

export function useModelAnswer(name: ModelName, workspace: string, kind: EndpointKind = 'online') {
  return useQuery(modelAnswerQuery(name, workspace, kind));
}

function toQuery({ registry, name }: ModelName): ModelQuery {
  return { filter: { registry: [registry], name }, top: MOST };
}
