import { queryClient } from '../query-client.ts';
import { ASSIGNMENTS_KEY } from './use-assignment.ts';
import { EXEMPTIONS_KEY } from './use-exemptions.ts';

/** Has everything read again that a written assignment or exemption changes: both kinds, what states come to, what previews said. */
export function forgetAfterWrite(): void {
  for (const key of [ASSIGNMENTS_KEY, EXEMPTIONS_KEY, 'assignment-compliance', 'exemption-usage', 'preview'])
    void queryClient.invalidateQueries({
      queryKey: [key],
      refetchType: key === 'preview' ? 'none' : 'active',
    });
}
