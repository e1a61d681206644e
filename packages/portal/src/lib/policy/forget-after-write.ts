import { queryClient } from '../query-client.ts';

/**
 * Has everything read again after a written or deleted policy object: lists, states, what may be deployed. What was previewed is worked out
 * again only when somebody asks for it.
 */
export function forgetAfterWrite(): void {
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== PREVIEW_KEY });
  void queryClient.invalidateQueries({ queryKey: [PREVIEW_KEY], refetchType: 'none' });
}

/** The first part of the keys of all previews. */
export const PREVIEW_KEY = 'preview';
