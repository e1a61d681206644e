import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type MorePages, morePages } from '../more-pages.ts';
import { PREVIEW_KEY } from './forget-after-write.ts';
import { type Change, checkChange, getPreview, type Period, type PreviewPage } from './preview.ts';

/** What a change would mean, as far as it was read. */
export type Preview = {
  /** The pages so far; undefined before the first. The counts are the same on each. */
  readonly pages: readonly PreviewPage[] | undefined;
  readonly error: unknown;
  /** The first page is being worked out. */
  readonly isRunning: boolean;
  readonly more: MorePages;
  refetch(): void;
};

const FRESH_MS = 60_000;

/** Previews a change of a policy object, once for each form of it; nothing while `change` is undefined. With `replay`, of requests too. */
export function usePreview(id: string, change: Change | undefined, replay?: Period): Preview {
  const query = useInfiniteQuery({
    queryKey: [PREVIEW_KEY, id.toLowerCase(), change, replay],
    queryFn: ({ pageParam }) =>
      getPreview(id, change ?? { operation: 'delete' }, {
        ...(replay === undefined ? {} : { replay }),
        ...(pageParam === undefined ? {} : { next: pageParam }),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    enabled: change !== undefined,
    staleTime: FRESH_MS,
    // It judges all that there is in the scope: not for a look at another window.
    refetchOnWindowFocus: false,
    retry: false,
  });
  return {
    pages: query.data?.pages,
    error: query.isFetchNextPageError ? undefined : query.error,
    isRunning: change !== undefined && query.isPending,
    more: morePages(query),
    refetch: () => void query.refetch(),
  };
}

/** Asks whether a change would be taken, once for each form of it; nothing while `change` is undefined. */
export function useCheck(id: string, change: Change | undefined) {
  return useQuery({
    queryKey: [PREVIEW_KEY, 'check', id.toLowerCase(), change],
    queryFn: () => checkChange(id, change ?? { operation: 'delete' }),
    enabled: change !== undefined,
    staleTime: FRESH_MS,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** The last seven days up to a moment. */
export function lastWeek(now: number): Period {
  return { from: new Date(now - 7 * 86_400_000).toISOString(), to: new Date(now).toISOString() };
}
