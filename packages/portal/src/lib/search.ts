import type { JsonObject } from '@sluice/arm/protocol';
import { wordsOf } from '@sluice/arm/words';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { API, arm } from './arm.ts';
import { isObject, objectAt, objectsAt, textAt } from './json.ts';

/** Something that the search found. */
export type SearchHit = {
  readonly id: string;
  /** `policyDefinition`, `model`, `workspace` ... */
  readonly kind: string;
  readonly displayName: string;
  readonly description: string;
  /** What it is at or in; undefined for what the house ships. */
  readonly scope: string | undefined;
  /** Of a model. */
  readonly assetId: string | undefined;
};

export type SearchAnswer = {
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /** Of everything that fits, by kind. */
  readonly counts: ReadonlyMap<string, number>;
  /** There is more than was looked at. */
  readonly isAtLeast: boolean;
};

export type SearchOptions = {
  readonly top: number;
  /** Undefined: all. */
  readonly kind?: string | undefined;
};

/** Whether there is anything in a text to search for. */
export function isSearchable(text: string): boolean {
  return wordsOf(text).length > 0;
}

/** What fits a text, as the server finds it. While a changed text is on its way, what the one before found stays. */
export function useSearch(text: string, { top, kind }: SearchOptions) {
  return useQuery({
    queryKey: ['search', text, top, kind],
    queryFn: () => search(text, { top, kind }),
    enabled: isSearchable(text),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

async function search(text: string, { top, kind }: SearchOptions): Promise<SearchAnswer> {
  const { body } = await arm().get('/providers/Sluice.Governance/search', API.governance, {
    query: { query: text, top: String(top), ...(kind === undefined ? {} : { types: kind }) },
  });
  return {
    hits: objectsAt(body, 'value').map(readHit),
    counts: new Map(
      Object.entries(objectAt(body, 'counts')).flatMap(([name, count]) =>
        typeof count === 'number' ? [[name, count]] : [],
      ),
    ),
    isAtLeast: isObject(body) && body['countsAreMinimum'] === true,
  };
}

function readHit(body: JsonObject): SearchHit {
  const name = textAt(body, 'name') ?? '';
  return {
    id: textAt(body, 'id') ?? '',
    kind: textAt(body, 'kind') ?? textAt(body, 'type') ?? '',
    displayName: textAt(body, 'displayName') ?? name,
    description: textAt(body, 'description') ?? '',
    scope: textAt(body, 'scope'),
    assetId: textAt(body, 'assetId'),
  };
}
