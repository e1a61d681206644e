import type { JsonValue } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { textAt } from '../../../lib/json.ts';

/** How the server that answered is. */
export type Health = {
  /** The process answers. */
  readonly isAlive: boolean;
  /** Requests can be served: the database answers, and the policies in force are known. */
  readonly isReady: boolean;
  /** What the server says of its readiness: `ok`, or what is wrong. */
  readonly readiness: string;
  /** When that was, ISO 8601. */
  readonly at: string;
};

const AGAIN_MS = 15_000;

export function useHealth() {
  return useQuery({ queryKey: ['health'], queryFn: getHealth, refetchInterval: AGAIN_MS });
}

/** Anonymous, and no part of ARM. That a server is not ready is an answer, not a failure. */
async function getHealth(): Promise<Health> {
  const [alive, ready] = await Promise.all([fetch('/healthz'), fetch('/readyz')]);
  const said = textAt((await ready.json()) as JsonValue, 'status');
  return {
    isAlive: alive.ok,
    isReady: ready.ok,
    readiness: said ?? String(ready.status),
    at: new Date().toISOString(),
  };
}
