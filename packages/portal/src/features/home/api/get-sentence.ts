import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { objectAt, textAt } from '../../../lib/json.ts';
import type { Denial } from './get-denials.ts';

/** Why a request was refused: as the list said it, or else asked of the decision, which never comes out otherwise. */
export function useSentence({ decisionId, sentence }: Denial) {
  return useQuery({
    queryKey: ['home', 'sentence', decisionId],
    queryFn: () => getSentence(decisionId),
    staleTime: Number.POSITIVE_INFINITY,
    ...(sentence === undefined ? {} : { initialData: sentence }),
  });
}

async function getSentence(decisionId: string): Promise<string | null> {
  const { body } = await arm().get(`/providers/Sluice.Governance/decisions/${decisionId}`, API.governance);
  const properties = objectAt(body, 'properties');
  return textAt(properties, 'sentence') ?? textAt(properties, 'message') ?? null;
}
