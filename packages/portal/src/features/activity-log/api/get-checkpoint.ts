import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { numberAt, objectAt, textAt } from '../../../lib/json.ts';

/** The newest batch that the log is sealed up to. */
export type Checkpoint = {
  /** How many batches there are. */
  readonly number: number;
  /** Entries in all of them. */
  readonly total: number;
  /** ISO 8601. */
  readonly sealedAt: string;
  readonly hash: string;
  /** A signed note, as it is kept outside. */
  readonly text: string;
  /** The public key that it is checked with. */
  readonly key: string | undefined;
};

export function useCheckpoint() {
  return useQuery({
    queryKey: ['checkpoint'],
    refetchInterval: 30_000,
    queryFn: async (): Promise<Checkpoint> => {
      const { body } = await arm().get('/providers/Sluice.Governance/checkpoints/latest', API.governance);
      const properties = objectAt(body, 'properties');
      return {
        number: numberAt(properties, 'number') ?? 0,
        total: numberAt(properties, 'total') ?? 0,
        sealedAt: textAt(properties, 'sealedAt') ?? '',
        hash: textAt(properties, 'hash') ?? '',
        text: textAt(properties, 'checkpoint') ?? '',
        key: textAt(properties, 'key'),
      };
    },
  });
}
