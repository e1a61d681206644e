import { readValues, writeValues } from '../../../lib/filter-values.ts';
import { FACETS, type Facet, type ModelFilter } from '../../../lib/models/model-query.ts';

/** The parameters of the catalog's address. */
export type CatalogParameter = Facet | 'workspace' | 'q' | 'size' | 'verdict' | 'sort' | 'view';

export type CatalogSearch = Readonly<Partial<Record<CatalogParameter, string | undefined>>>;

const GB = 1_000_000_000;

/** Ranges of sizes by the name that the address has for them; a model of unknown size is in none. */
export const SIZES = {
  small: { maxSizeBytes: 2 * GB },
  medium: { minSizeBytes: 2 * GB, maxSizeBytes: 20 * GB },
  large: { minSizeBytes: 20 * GB, maxSizeBytes: 100 * GB },
  huge: { minSizeBytes: 100 * GB },
} as const;
export type SizeName = keyof typeof SIZES;

/** Orders; the first one of a list is that where nothing is said. */
export const SORTS = [
  'verdict',
  'name',
  'deployments desc',
  'sizeBytes',
  'sizeBytes desc',
  'publisher',
  'registry',
] as const;
export type SortName = (typeof SORTS)[number];

/** What an address asks for. What it cannot mean is not asked. */
export function readCatalogState(search: CatalogSearch) {
  const { workspace, q, size, verdict, sort, view } = search;
  const filter: ModelFilter = {
    ...Object.fromEntries(FACETS.map(facet => [facet, readValues(search[facet])])),
    text: q,
    verdict: workspace !== undefined && (verdict === 'allow' || verdict === 'deny') ? verdict : undefined,
    ...(isSize(size) ? SIZES[size] : {}),
  };
  return {
    workspace,
    filter,
    text: q ?? '',
    size: isSize(size) ? size : undefined,
    sort: sortOf(sort, workspace),
    view: view === 'table' ? 'table' : 'cards',
  } as const;
}

/** The orders that there are, the one that needs no word first: without a workspace there is no verdict. */
export function sortsFor(workspace: string | undefined): readonly SortName[] {
  return workspace === undefined ? SORTS.filter(each => each !== 'verdict') : SORTS;
}

function sortOf(sort: string | undefined, workspace: string | undefined): SortName {
  const sorts = sortsFor(workspace);
  return sorts.find(each => each === sort) ?? sorts[0] ?? 'name';
}

function isSize(text: string | undefined): text is SizeName {
  return text !== undefined && Object.hasOwn(SIZES, text);
}

/** One thing that narrows the list, and the change of the address that takes it away. */
export type ActiveFilter = {
  readonly name: Facet | 'q' | 'size' | 'verdict';
  readonly value: string;
  readonly without: CatalogSearch;
};

export function activeFilters(search: CatalogSearch): readonly ActiveFilter[] {
  const { filter, size, text } = readCatalogState(search);
  return [
    ...(text === '' ? [] : [{ name: 'q', value: text, without: { q: undefined } } as const]),
    ...(filter.verdict === undefined
      ? []
      : [{ name: 'verdict', value: filter.verdict, without: { verdict: undefined } } as const]),
    ...FACETS.flatMap(name =>
      (filter[name] ?? []).map(value => ({ name, value, without: toggled(search, name, value) })),
    ),
    ...(size === undefined ? [] : [{ name: 'size', value: size, without: { size: undefined } } as const]),
  ];
}

/** The change of the address that takes a value of a facet in, or out where it is in. Values have no letter case. */
export function toggled(search: CatalogSearch, facet: Facet, value: string): CatalogSearch {
  const chosen = readValues(search[facet]);
  const others = chosen.filter(each => each.toLowerCase() !== value.toLowerCase());
  return { [facet]: writeValues(others.length < chosen.length ? others : [...chosen, value]) };
}

/** Nothing narrows the list any more. */
export const CLEARED: CatalogSearch = {
  q: undefined,
  verdict: undefined,
  size: undefined,
  registry: undefined,
  publisher: undefined,
  task: undefined,
  licence: undefined,
};
