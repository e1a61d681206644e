import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { API } from '../arm.ts';
import { byText } from '../by-text.ts';
import { getPage } from '../pages.ts';
import {
  COLLECTIONS,
  type DefinitionKind,
  type DefinitionSummary,
  readDefinitionSummary,
} from './definition-summary.ts';

/** What a list of definitions at a scope takes in: what can be assigned there, or what is stored below it too. */
export type DefinitionReach = 'assignable' | 'below too';

/** All definitions of a kind at a scope, as far as they have come. */
export type DefinitionsQuery = {
  /** By name, deprecated ones last. Undefined before the first page. */
  readonly data: readonly DefinitionSummary[] | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  /** More pages are on their way. */
  readonly isGrowing: boolean;
  /** Every page is here, as the server last gave it: what a file may be made of. */
  readonly isWhole: boolean;
  refetch(): unknown;
};

/** The key of every list of definitions: to be forgotten after a write. */
export const DEFINITIONS_KEY = 'definitions';

/**
 * Reads all definitions of a kind, page after page, and keeps what lists show of them: a search over thousands then costs no request. At a
 * resource group those of its subscription. Nothing is read while the scope is unknown.
 */
export function useDefinitions(
  kind: DefinitionKind,
  scopeId: string | undefined,
  reach: DefinitionReach = 'assignable',
): DefinitionsQuery {
  const at = scopeId === undefined ? undefined : definitionScopeOf(scopeId);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, isError, fetchNextPage, refetch } =
    useInfiniteQuery({
      queryKey: [DEFINITIONS_KEY, kind, at?.toLowerCase(), reach],
      queryFn: ({ pageParam }) => getSummaries(kind, at ?? '', reach, pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next,
      enabled: at !== undefined,
      staleTime: 60_000,
    });
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const all = useMemo(() => data?.pages.flatMap(({ items }) => items).sort(byName), [data]);
  return {
    data: all,
    error,
    isPending,
    isGrowing: hasNextPage && !isError,
    isWhole: data !== undefined && !hasNextPage && !isError,
    refetch,
  };
}

/** Definitions are stored at management groups and subscriptions: the nearest of them at or above a scope. '' is the tenant. */
export function definitionScopeOf(scopeId: string): string {
  return /^\/subscriptions\/[^/]+/i.exec(scopeId)?.[0] ?? scopeId;
}

/** What is deprecated comes last; other words in brackets before a name do not count. */
function byName(one: DefinitionSummary, other: DefinitionSummary): number {
  if (one.isDeprecated !== other.isDeprecated) return one.isDeprecated ? 1 : -1;
  return byText(one.displayName.replace(BRACKETS, ''), other.displayName.replace(BRACKETS, ''));
}

const BRACKETS = /^(?:\[[^\]]*\]:?\s*)+/;

/** Everything that the scope can see, which the list gives when it is asked for scopes in words. */
export const BELOW_TOO = 'atScope() or atScopeAndBelow()';

async function getSummaries(
  kind: DefinitionKind,
  at: string,
  reach: DefinitionReach,
  next: string | undefined,
) {
  const page = await getPage(
    `${at}/providers/Microsoft.Authorization/${COLLECTIONS[kind]}`,
    API.policy,
    { $top: '1000', ...(reach === 'below too' ? { $filter: BELOW_TOO } : {}) },
    next,
  );
  return { items: page.items.map(item => readDefinitionSummary(kind, item)), next: page.next };
}
