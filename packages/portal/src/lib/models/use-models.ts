import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getModels, type ModelPage, type ModelQuery } from './model-query.ts';

/** The models that a query finds, page by page. What was found before is shown until the answer to a changed query is there. */
export function useModels(query: ModelQuery, isEnabled = true) {
  return useInfiniteQuery({
    queryKey: ['models', query],
    queryFn: ({ pageParam }) => getModels(query, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: ModelPage) => last.next,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
}
