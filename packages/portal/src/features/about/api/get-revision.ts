import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';

const AGAIN_MS = 15_000;

/** The revision of everything that verdicts depend on, as the server that answers has it. Undefined where it does not say. */
export function useRevision() {
  return useQuery({
    queryKey: ['revision'],
    queryFn: async () => {
      // Of all that everybody may ask for, this tells the revision with the least to read.
      const answer = await arm().act('/providers/Sluice.Governance/catalog', API.governance, { top: 1 });
      return answer.header('x-sluice-revision') ?? null;
    },
    refetchInterval: AGAIN_MS,
  });
}
