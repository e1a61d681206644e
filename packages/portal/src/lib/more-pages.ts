import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

/** What a list that is read page after page is like at its end. */
export type MorePages = {
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** Why the next page did not come; undefined where it did. */
  readonly moreError: unknown;
  onMore(): void;
};

/** The end of a list that is read page after page, as tables want it. */
export function morePages(
  query: Pick<
    UseInfiniteQueryResult<InfiniteData<unknown>>,
    'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'error' | 'fetchNextPage'
  >,
): MorePages {
  return {
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    moreError: query.isFetchNextPageError ? query.error : undefined,
    onMore: () => void query.fetchNextPage(),
  };
}
