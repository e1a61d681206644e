import type { JsonObject } from '@sluice/arm/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { getPage } from './pages.ts';

/** A list that is read page after page, as far as it has come. */
export type GrowingList<Item> = {
  /** Undefined before the first page. */
  readonly data: readonly Item[] | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  /** More pages are on their way. */
  readonly isGrowing: boolean;
  /** Every page is here, as the server last gave it: what a file may be made of. */
  readonly isWhole: boolean;
  refetch(): unknown;
};

/**
 * Reads a whole collection in pages of a thousand: for those that are searched and filtered by what the API has no filter for. Nothing is
 * read while the path is undefined. `read` must be the same function throughout.
 */
export function useGrowingList<Item>({
  queryKey,
  path,
  apiVersion,
  query = {},
  read,
}: {
  readonly queryKey: readonly unknown[];
  readonly path: string | undefined;
  readonly apiVersion: string;
  readonly query?: Readonly<Record<string, string>>;
  read(item: JsonObject): Item;
}): GrowingList<Item> {
  const { data, error, isPending, isError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery({
      queryKey,
      queryFn: ({ pageParam }) => getPage(path ?? '', apiVersion, { $top: '1000', ...query }, pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next,
      enabled: path !== undefined,
    });
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const all = useMemo(() => data?.pages.flatMap(({ items }) => items.map(read)), [data, read]);
  return {
    data: all,
    error,
    isPending,
    isGrowing: hasNextPage && !isError,
    isWhole: data !== undefined && !hasNextPage && !isError,
    refetch,
  };
}
