import { useQuery } from '@tanstack/react-query';
import { common } from '#strings/common';

export const CA_PATH = '/ca.crt';

/** Whether the server has a certificate of its own that clients must be told to trust. */
export function useHasCa() {
  return useQuery({
    queryKey: ['ca'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await fetch(CA_PATH, { method: 'HEAD' });
      if (answer.ok) return true;
      if (answer.status === 404) return false;
      throw new Error(common.answered(answer.status, CA_PATH));
    },
  });
}
