import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { readTrial, type Trial, type TrialRequest, trialBody } from '../trial/trial.ts';

/** Has the server judge by a definition that is stored nowhere. Rejects with `ApiError` for what cannot be read or may not be seen. */
export async function evaluate(request: TrialRequest, signal?: AbortSignal): Promise<Trial> {
  const { body } = await arm(signal).act(
    `${request.scope}/providers/Sluice.Governance/evaluate`,
    API.governance,
    trialBody(request),
  );
  return readTrial(body);
}

/** The same, asked again with each other request; an older one that is still under way is given up. */
export function useTrial(request: TrialRequest | undefined) {
  return useQuery({
    queryKey: ['trial', request],
    queryFn: ({ signal }) => (request === undefined ? undefined : evaluate(request, signal)),
    enabled: request !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
    gcTime: 60_000,
  });
}
