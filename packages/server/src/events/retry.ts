/** How hard delivery is tried. */
export type RetryPolicy = {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** From then on an event that cannot be delivered is a dead letter. */
  readonly maxAgeSeconds: number;
};

export const RETRY: RetryPolicy = { firstDelayMs: 1_000, maxDelayMs: 600_000, maxAgeSeconds: 86_400 };

/** The longest that a target may ask for. */
const MAX_PAUSE_MS = 3_600_000;

/** Twice as long after each attempt that failed, the half of it by chance (0 to 1): what failed at once is not tried at once. */
export function retryDelay(failedBefore: number, chance: number, policy: RetryPolicy): number {
  const delay = Math.min(policy.firstDelayMs * 2 ** Math.min(failedBefore, 40), policy.maxDelayMs);
  return delay / 2 + (delay / 2) * chance;
}

/** How long a `Retry-After` (seconds, or a date) asks for, in milliseconds; at most an hour. Undefined where it asks for nothing. */
export function readRetryAfter(text: string | undefined, now: string): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - Date.parse(now);
  return ms > 0 ? Math.min(ms, MAX_PAUSE_MS) : undefined;
}
