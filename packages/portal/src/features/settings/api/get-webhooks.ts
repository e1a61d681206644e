import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { getAll, getPage } from '../../../lib/pages.ts';
import { readDeadLetter, readWebhook } from '../webhooks/webhook.ts';

export const WEBHOOKS_PATH = '/providers/Sluice.Governance/webhooks';
export const WEBHOOKS_KEY = ['webhooks'];

/** Deliveries go on meanwhile. */
const AGAIN_MS = 10_000;
const DEAD_PAGE = 50;

/** All webhooks with how their deliveries go. */
export function useWebhooks() {
  return useQuery({
    queryKey: [...WEBHOOKS_KEY, 'list'],
    queryFn: async () => (await getAll(WEBHOOKS_PATH, API.governance)).map(readWebhook),
    refetchInterval: AGAIN_MS,
  });
}

/** What could not be delivered, oldest first. */
export function useDeadLetters(id: string) {
  return useInfiniteQuery({
    queryKey: [...WEBHOOKS_KEY, 'dead', id],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const page = await getPage(`${id}/deadLetters`, API.governance, { $top: String(DEAD_PAGE) }, pageParam);
      return { ...page, items: page.items.map(readDeadLetter) };
    },
    getNextPageParam: ({ next }) => next,
  });
}
