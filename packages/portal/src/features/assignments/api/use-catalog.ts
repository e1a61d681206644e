import type { JsonObject } from '@sluice/arm/protocol';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { numberAt, objectAt, objectsAt, textAt } from '../../../lib/json.ts';

/** A model of the catalog, in its newest version. */
export type CatalogModel = {
  readonly assetId: string;
  readonly registry: string;
  /** As its registry spells it. */
  readonly name: string;
  readonly version: string;
  readonly publisher: string | undefined;
  readonly task: string | undefined;
  /** The resource that it is, its versions aside. */
  readonly id: string;
};

/** A value that models have for a fact, and how many have it. */
export type FacetValue = { readonly value: string; readonly count: number };

export type Catalog = {
  readonly models: readonly CatalogModel[];
  readonly total: number;
  readonly facets: Readonly<Record<'registry' | 'publisher' | 'task' | 'licence', readonly FacetValue[]>>;
};

const TYPING_KEEPS_MS = 60_000;

/** Models of the catalog that fit a text, and which registries, publishers, tasks and licences there are. */
export function useCatalog(text: string, isOn = true) {
  return useQuery({
    queryKey: ['catalog', 'pick', text],
    queryFn: () => getCatalog(text),
    enabled: isOn,
    staleTime: TYPING_KEEPS_MS,
    placeholderData: keepPreviousData,
  });
}

async function getCatalog(text: string): Promise<Catalog> {
  const filter = text.trim() === '' ? {} : { filter: { text: text.trim() } };
  const { body } = await arm().act('/providers/Sluice.Governance/catalog', API.governance, {
    ...filter,
    top: 50,
  });
  const facets = objectAt(body, 'facets');
  const facet = (name: string) =>
    objectsAt(facets, name).map(each => ({
      value: textAt(each, 'value') ?? '',
      count: numberAt(each, 'count') ?? 0,
    }));
  return {
    models: objectsAt(body, 'value').map(readModel),
    total: numberAt(body, 'total') ?? 0,
    facets: {
      registry: facet('registry'),
      publisher: facet('publisher'),
      task: facet('task'),
      licence: facet('licence'),
    },
  };
}

function readModel(model: JsonObject): CatalogModel {
  return {
    assetId: textAt(model, 'assetId') ?? '',
    registry: textAt(model, 'registry') ?? '',
    name: textAt(model, 'displayName') ?? textAt(model, 'name') ?? '',
    version: textAt(model, 'version') ?? '',
    publisher: textAt(model, 'publisher'),
    task: textAt(model, 'task'),
    id: textAt(model, 'id') ?? '',
  };
}
