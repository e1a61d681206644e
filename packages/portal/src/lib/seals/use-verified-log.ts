import { useQuery } from '@tanstack/react-query';
import { API } from '../arm.ts';
import { getPage } from '../pages.ts';
import { readSeal, type Seal, type SealVerdict, verifySeals } from './verify-seal.ts';

/** How many of the newest batches are checked. */
const BATCHES = '100';

/** What the newest checkpoints say, checked in this browser. */
export type VerifiedLog = {
  readonly seals: readonly Seal[];
  readonly verdict: SealVerdict;
  /** ISO 8601: when it was checked. */
  readonly checkedAt: string;
};

export function useVerifiedLog() {
  return useQuery({
    queryKey: ['log', 'seals'],
    staleTime: 60_000,
    queryFn: async (): Promise<VerifiedLog> => {
      const { items } = await getPage('/providers/Sluice.Governance/checkpoints', API.governance, {
        $top: BATCHES,
      });
      const seals = items.map(readSeal);
      const verdict = await verifySeals(seals, crypto.subtle);
      return { seals, verdict, checkedAt: new Date().toISOString() };
    },
  });
}
