import { type ArmResponse, decodeToken, encodeToken } from '@sluice/arm/protocol';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { countDeployments } from '../../catalog/count-deployments.ts';
import { modelFacets } from '../../catalog/model-facets.ts';
import { createModelFilter, type ModelFilter } from '../../catalog/model-filter.ts';
import { createModelNumbers } from '../../catalog/model-numbers.ts';
import { modelToWire } from '../../catalog/model-to-wire.ts';
import { readableModels } from '../../catalog/readable-models.ts';
import {
  compareMarks,
  isModelMark,
  MODEL_SORTS,
  type ModelMark,
  type ModelSort,
  markOf,
  readModelSort,
} from '../../catalog/sort-models.ts';
import { readStoredModels } from '../../catalog/stored-models.ts';
import { checkKnown, invalidContent, numberIn, objectIn, readBodyObject, textIn } from '../body.ts';
import { checkParameters } from '../known-parameters.ts';
import { readModelFilter } from '../model-filter-body.ts';

const TYPE = 'Sluice.Governance/catalog';
const DEFAULT_TOP = 100;
const MOST = 1_000;

/** Every model of the registries that the caller may read, in its newest version. Who may read none gets none. */
export const LIST_CATALOG: Route = {
  verb: 'POST',
  kind: 'collection',
  type: TYPE,
  action: `${TYPE}/read`,
  access: 'self',
  handle: listCatalog,
};

async function listCatalog(call: CollectionCall): Promise<ArmResponse> {
  const { request, snapshot, services, caller } = call;
  const { tenantId, storage } = services;
  checkParameters(request.query, []);
  const { filter, sort, top, after } = readBody(call);
  const readable = readableModels(snapshot, tenantId, caller);
  const newest = readable.filter(({ isNewest }) => isNewest);
  const deployments = await countDeployments(snapshot, tenantId, caller, storage);
  const numbersOf = createModelNumbers(readable, deployments, false);
  const listed = newest
    .filter(createModelFilter(filter))
    .map(model => ({ model, numbers: numbersOf(model) }))
    .map(each => ({ ...each, mark: markOf(each, sort) }))
    .sort((one, other) => compareMarks(one.mark, other.mark, sort));
  const rest =
    after === undefined ? listed : listed.filter(({ mark }) => compareMarks(mark, after, sort) > 0);
  const page = rest.slice(0, top);
  const stored = await readStoredModels(
    snapshot,
    tenantId,
    caller,
    storage,
    page.map(({ model }) => model),
  );
  const last = page.at(-1);
  return {
    status: 200,
    headers: { 'x-sluice-revision': String(snapshot.revision) },
    body: {
      total: listed.length,
      facets: modelFacets(newest, filter),
      value: page.map(({ model, numbers }) => modelToWire(model, numbers, stored(model))),
      ...(last !== undefined && page.length < rest.length
        ? { skiptoken: encodeToken([sort.by, sort.descending, last.mark]) }
        : {}),
    },
  };
}

type Asked = {
  readonly filter: ModelFilter;
  readonly sort: ModelSort;
  readonly top: number;
  readonly after: ModelMark | undefined;
};

function readBody({ request }: CollectionCall): Asked {
  const given = readBodyObject(request.body);
  checkKnown(given, ['filter', 'sort', 'top', 'skiptoken'], '');
  const filter = readModelFilter(objectIn(given, 'filter') ?? {});
  const sort = readModelSort(textIn(given, 'sort') ?? 'name');
  if (sort === undefined)
    throw invalidContent(
      `'sort' must be one of ${MODEL_SORTS.join(', ')}, with or without 'desc' behind it.`,
      '/sort',
    );
  return {
    filter,
    sort,
    top: Math.min(numberIn(given, 'top', 1) ?? DEFAULT_TOP, MOST),
    after: readAfter(textIn(given, 'skiptoken'), sort),
  };
}

/** The mark that a page in the same order ended with. */
function readAfter(token: string | undefined, sort: ModelSort): ModelMark | undefined {
  if (token === undefined) return undefined;
  const value = decodeToken(token);
  const [by, descending, mark] = Array.isArray(value) ? value : [];
  if (by === sort.by && descending === sort.descending && isModelMark(mark)) return mark;
  throw invalidContent("The 'skiptoken' was not made by this list in this order.", '/skiptoken');
}
