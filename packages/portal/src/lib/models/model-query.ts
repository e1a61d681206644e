import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { API, arm } from '../arm.ts';
import { numberAt, objectAt, objectsAt, textAt } from '../json.ts';
import { type CatalogModel, readCatalogModel } from './catalog-model.ts';

export const FACETS = ['registry', 'publisher', 'task', 'licence'] as const;
export type Facet = (typeof FACETS)[number];

export type EndpointKind = 'online' | 'batch' | 'serverless';

/** What the list of models is narrowed by; what is undefined or empty lets everything through. */
export type ModelFilter = Readonly<Partial<Record<Facet, readonly string[]>>> & {
  readonly text?: string | undefined;
  /** Contained in the name. */
  readonly name?: string | undefined;
  readonly minSizeBytes?: number | undefined;
  readonly maxSizeBytes?: number | undefined;
  readonly verdict?: 'allow' | 'deny' | undefined;
};

export type ModelQuery = {
  /** The id of a workspace: then each model says what would become of a deployment there. */
  readonly workspace?: string | undefined;
  readonly kind?: EndpointKind | undefined;
  readonly filter?: ModelFilter;
  /** `sizeBytes desc`; by name where nothing is said. */
  readonly sort?: string | undefined;
  /** Every version instead of the newest. Only of a workspace. */
  readonly allVersions?: boolean;
  /** What else is known of the deployment, as `deployableModels` takes it: names, sku, tags, properties. Only of a workspace. */
  readonly deployment?: JsonObject;
  readonly top: number;
};

export type FacetValue = { readonly value: string; readonly count: number };

export type ModelPage = {
  readonly models: readonly CatalogModel[];
  readonly total: number;
  readonly facets: Readonly<Record<Facet | 'verdict', readonly FacetValue[]>>;
  /** Where the next page begins; undefined on the last. */
  readonly next: string | undefined;
  /** By which it was judged. */
  readonly revision: number | undefined;
};

/** One page of the catalog, or of what may be deployed in a workspace. */
export async function getModels(query: ModelQuery, next: string | undefined): Promise<ModelPage> {
  const { workspace, kind, filter = {}, sort, allVersions, deployment = {}, top } = query;
  const body = present({
    filter: present({ ...filter, verdict: workspace === undefined ? undefined : filter.verdict }),
    sort,
    top,
    skiptoken: next,
    endpointKind: workspace === undefined ? undefined : kind,
    allVersions: workspace === undefined ? undefined : allVersions,
    ...(workspace === undefined ? {} : deployment),
  });
  const path =
    workspace === undefined ? '/providers/Sluice.Governance/catalog' : `${workspace}/deployableModels`;
  const answer = await arm().act(path, API.governance, body);
  return readModelPage(answer.body);
}

function readModelPage(body: JsonValue | undefined): ModelPage {
  const facets = objectAt(body, 'facets');
  const models = objectsAt(body, 'value').map(readCatalogModel);
  return {
    models,
    total: numberAt(body, 'total') ?? numberAt(objectAt(body, 'counts'), 'models') ?? models.length,
    facets: {
      registry: readFacet(facets, 'registry'),
      publisher: readFacet(facets, 'publisher'),
      task: readFacet(facets, 'task'),
      licence: readFacet(facets, 'licence'),
      verdict: readFacet(facets, 'verdict'),
    },
    next: textAt(body, 'skiptoken'),
    revision: numberAt(body, 'revision'),
  };
}

function readFacet(facets: JsonObject, name: string): readonly FacetValue[] {
  return objectsAt(facets, name).map(each => ({
    value: textAt(each, 'value') ?? '',
    count: numberAt(each, 'count') ?? 0,
  }));
}

/** What says nothing is left out: the server asks for nothing by an empty list. */
function present(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const given = Object.entries(fields).filter(
    (field): field is [string, JsonValue] =>
      field[1] !== undefined && field[1] !== '' && !(Array.isArray(field[1]) && field[1].length === 0),
  );
  return Object.fromEntries(given);
}
