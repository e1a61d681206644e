import { ApiError } from '@sluice/arm/client';
import { QueryClient } from '@tanstack/react-query';

/** What was read stays good for a moment; a refusal is an answer and is not asked for again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => !(error instanceof ApiError) && failures < 2,
      refetchOnWindowFocus: true,
    },
  },
});
