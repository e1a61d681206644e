import { webhookSecretsAt } from '@sluice/providers/types';
import type { Delivery, DeliveryOutcome } from '@sluice/storage';
import { type RetryPolicy, readRetryAfter, retryDelay } from './retry.ts';
import { type Answer, type SendOptions, SendProblem, sendEvent } from './send-event.ts';
import { signatureHeaders } from './signature.ts';
import type { Webhook } from './webhook.ts';

export type AttemptOptions = SendOptions & {
  readonly retry: RetryPolicy;
  now(): string;
};

/**
 * Sends one event once, and says what is to be kept of it. `gone`: the target wants no more. `undone`: the attempt was called off, and
 * whether the event arrived is not known.
 */
export async function attemptDelivery(
  { seq, number, attempts, event: body }: Delivery,
  { endpointUrl, secrets }: Webhook,
  options: AttemptOptions,
): Promise<DeliveryOutcome | 'gone' | 'undone'> {
  const at = options.now();
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'sluice',
    ...signatureHeaders(webhookSecretsAt(secrets, at), { id: `${seq}-${number}`, at, body }),
  };
  const failed = (error: string, pauseMs?: number): DeliveryOutcome => {
    const retryMs = Math.max(retryDelay(attempts, Math.random(), options.retry), pauseMs ?? 0);
    return { seq, number, failed: { error, retryMs, ...(pauseMs === undefined ? {} : { pauseMs }) } };
  };
  try {
    const answer = await sendEvent({ url: endpointUrl, headers, body }, options);
    if (answer.status >= 200 && answer.status < 300) return { seq, number };
    return answer.status === 410
      ? 'gone'
      : failed(`The target answered ${answer.status}.`, pauseOf(answer, at));
  } catch (error) {
    if (!(error instanceof SendProblem)) throw error;
    return options.signal.aborted ? 'undone' : failed(error.message);
  }
}

/** Only where the target says that it is too much for it, or that it is away. */
function pauseOf({ status, retryAfter }: Answer, now: string): number | undefined {
  return status === 429 || status === 503 ? readRetryAfter(retryAfter, now) : undefined;
}
