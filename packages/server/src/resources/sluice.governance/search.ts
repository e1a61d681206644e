import { badRequest } from '@sluice/arm/errors';
import type { ArmResponse } from '@sluice/arm/protocol';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { hitsToWire } from '../../search/hits-to-wire.ts';
import { readSearchText, type SearchText } from '../../search/read-search-text.ts';
import { search } from '../../search/search.ts';
import { SEARCH_KINDS, type SearchKind } from '../../search/search-entry.ts';
import { checkParameters } from '../known-parameters.ts';

const TYPE = 'Sluice.Governance/search';
const DEFAULT_TOP = 20;
const MOST = 100;

/** Everything that has a name, by words or by its id, as far as the caller may read it. Who may read nothing finds nothing. */
export const SEARCH: Route = {
  verb: 'GET',
  kind: 'collection',
  type: TYPE,
  action: `${TYPE}/read`,
  access: 'self',
  handle: searchEverything,
};

type Query = ReadonlyMap<string, string>;

async function searchEverything({
  request,
  snapshot,
  services,
  caller,
}: CollectionCall): Promise<ArmResponse> {
  const { query } = request;
  checkParameters(query, ['query', 'types', 'top']);
  const [text, kinds, top] = [readText(query), readKinds(query), readTop(query)];
  const world = { snapshot, caller, storage: services.storage, tenantId: services.tenantId };
  const { hits, counts, isWhole } = await search(text, kinds, world);
  return {
    status: 200,
    body: {
      value: await hitsToWire(hits.slice(0, top), world),
      counts: Object.fromEntries(SEARCH_KINDS.flatMap(kind => entryOf(kind, counts.get(kind)))),
      ...(isWhole ? {} : { countsAreMinimum: true }),
    },
  };
}

function entryOf<T>(kind: SearchKind, count: T | undefined): readonly (readonly [SearchKind, T])[] {
  return count === undefined ? [] : [[kind, count]];
}

function readText(query: Query): SearchText {
  const text = query.get('query');
  if (text === undefined) throw invalid("'query' says what to search for, and is missing.", 'query');
  const read = readSearchText(text);
  if (read.kind !== 'problem') return read;
  throw invalid(`'query' ${read.problem}.`, 'query');
}

/** Absent or empty: everything. */
function readKinds(query: Query): ReadonlySet<SearchKind> {
  const names = (query.get('types') ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  if (names.length === 0) return new Set(SEARCH_KINDS);
  return new Set(
    names.map(name => {
      const kind = SEARCH_KINDS.find(each => each.toLowerCase() === name.toLowerCase());
      if (kind !== undefined) return kind;
      throw invalid(`'types' has '${name}'; there is ${SEARCH_KINDS.join(', ')}.`, 'types');
    }),
  );
}

function readTop(query: Query): number {
  const text = query.get('top');
  if (text === undefined) return DEFAULT_TOP;
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Math.min(Number(text), MOST);
  throw invalid(`'top' must be a whole number from 1 to ${MOST}, not '${text}'.`, 'top');
}

function invalid(message: string, target: string) {
  return badRequest('InvalidQueryParameter', message, target);
}
