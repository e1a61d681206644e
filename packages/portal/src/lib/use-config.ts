import { useQuery } from '@tanstack/react-query';
import { fetchConfig } from './config.ts';

/** What the server tells everybody, for a page. */
export function useConfig() {
  return useQuery({ queryKey: ['config'], queryFn: fetchConfig, staleTime: Number.POSITIVE_INFINITY });
}
