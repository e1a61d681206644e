import https from 'node:https';
import { getCACertificates } from 'node:tls';
import type { Resource } from '@sluice/engine/model';
import type { DeliveryOutcome, Storage } from '@sluice/storage';
import type { WriteDependencies } from '../write/dependencies.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { RETRY, type RetryPolicy } from './retry.ts';
import { switchOff } from './switch-off.ts';
import { toCloudEvents } from './to-cloud-events.ts';
import { wants } from './wants.ts';
import { readWebhook, type Webhook } from './webhook.ts';

/** How often is looked for what other processes wrote, and for what has become due. */
const POLL_MS = 1_000;
/** What this process writes is looked at together with what it writes at the same time. */
const SETTLE_MS = 20;
/** While the database is away, every look fails in the same way. */
const AFTER_ERROR_MS = 10_000;
const FAN_OUT_ROWS = 200;
/** Events of one webhook that are under way at once, each of another resource. */
const CONCURRENCY = 16;
/** Longer than any attempt takes: who holds a lease and is silent for so long is gone. */
const LEASE_SECONDS = 60;
/** What is under way when the server stops gets that long. */
const GRACE_MS = 2_000;
/** Dead letters are kept as long as jobs that failed. */
const DEAD_LETTERS_MS = 90 * 86_400_000;
const PRUNE_EVERY_MS = 3_600_000;
const GONE = 'The target answered 410 Gone: the webhook is switched off.';

export type DispatcherInput = {
  readonly services: WriteDependencies;
  /** What events name as their source. */
  readonly source: string;
  /** Whom to trust beside the usual authorities (PEM). */
  readonly caPem?: string;
  readonly retry?: RetryPolicy;
  readonly timeoutMs?: number;
  readonly pollMs?: number;
};

export type Dispatcher = {
  /** Lets what is under way end, or gives it back. */
  close(): Promise<void>;
};

/**
 * Sends events to webhooks, in this process beside others: takes them out of the outbox, and of each webhook that it can lease sends
 * what is due, until nothing is.
 */
export function startDispatcher(input: DispatcherInput): Dispatcher {
  const { storage, snapshots, newId, now, onError } = input.services;
  const retry = input.retry ?? RETRY;
  const holder = newId();
  const closing = new AbortController();
  const sessions = new Map<string, Promise<void>>();
  let closed = false;
  let wake = (): void => {};
  let nextPrune = 0;
  const stopListening = storage.events.onWritten(() => wake());

  async function run(): Promise<void> {
    while (!closed) {
      const woken = new Promise<void>(resolve => {
        wake = resolve;
      });
      await round().catch(async error => {
        onError(error);
        await Promise.race([woken, pause(AFTER_ERROR_MS)]);
      });
      await Promise.race([woken.then(() => pause(SETTLE_MS)), pause(input.pollMs ?? POLL_MS)]);
    }
  }

  async function round(): Promise<void> {
    if (await storage.events.isWaiting()) {
      while (!closed && (await fanOut()) === FAN_OUT_ROWS);
    }
    for (const { webhookKey, isFailing } of await storage.events.lease(holder, LEASE_SECONDS)) {
      const session = send(webhookKey, isFailing)
        .catch(onError)
        .finally(() => sessions.delete(webhookKey));
      sessions.set(webhookKey, session);
    }
    if (Date.now() >= nextPrune) {
      nextPrune = Date.now() + PRUNE_EVERY_MS;
      await storage.events.prune(new Date(Date.parse(now()) - DEAD_LETTERS_MS).toISOString());
    }
  }

  function fanOut(): Promise<number> {
    return storage.events.fanOut(FAN_OUT_ROWS, async events => {
      const webhooks = await enabledWebhooks(storage);
      const snapshot = snapshots.current();
      return events
        .flatMap(event => toCloudEvents(event, input.source))
        .flatMap(event => {
          const text = JSON.stringify(event.json);
          const { seq, number, resourceKey } = event;
          return webhooks
            .filter(webhook => wants(webhook, event, snapshot))
            .map(({ key }) => ({ webhookKey: key, seq, number, resourceKey, event: text }));
        });
    });
  }

  /** A target that fails is asked once a round; one that works gets as much as is due. */
  async function send(webhookKey: string, isFailing: boolean): Promise<void> {
    const agent = createAgent(input.caPem);
    try {
      let failing = isFailing;
      while (!closed) {
        const resource = await storage.resources.get(webhookKey);
        if (resource === undefined) return;
        const outcomes = await sendDue(resource, failing ? 1 : CONCURRENCY, agent);
        failing = outcomes.every(({ failed }) => failed !== undefined);
        if (failing || outcomes.some(({ failed }) => failed?.pauseMs !== undefined)) return;
      }
    } finally {
      agent.destroy();
      await storage.events.release(webhookKey, holder);
    }
  }

  /** What became of what was due, as far as it was ours to keep. */
  async function sendDue(
    resource: Resource,
    top: number,
    agent: https.Agent,
  ): Promise<readonly DeliveryOutcome[]> {
    const webhook = readWebhook(resource);
    if (!webhook.enabled) return [];
    const due = await storage.events.due(webhook.key, top);
    if (due.length === 0) return [];
    const options = {
      agent,
      retry,
      now,
      signal: closing.signal,
      settings: (await snapshots.follow()).settings,
      ...(input.timeoutMs === undefined ? {} : { timeoutMs: input.timeoutMs }),
    };
    const attempts = await Promise.all(due.map(delivery => attemptDelivery(delivery, webhook, options)));
    const outcomes = pausedWhereAllFailed(
      attempts.filter(each => typeof each === 'object'),
      retry.firstDelayMs,
    );
    const limits = { leaseSeconds: LEASE_SECONDS, maxAgeSeconds: retry.maxAgeSeconds };
    const isHeld =
      outcomes.length === 0 || (await storage.events.settle(webhook.key, holder, limits, outcomes));
    if (attempts.includes('gone')) {
      await switchOff(resource, GONE, input.services);
      return [];
    }
    return isHeld ? outcomes : [];
  }

  const running = run();
  return {
    async close() {
      closed = true;
      stopListening();
      wake();
      const grace = setTimeout(() => closing.abort(), GRACE_MS);
      await running;
      await Promise.all(sessions.values());
      clearTimeout(grace);
    },
  };
}

/** However often this or another server looks. */
function pausedWhereAllFailed(
  outcomes: readonly DeliveryOutcome[],
  leastMs: number,
): readonly DeliveryOutcome[] {
  if (outcomes.some(({ failed }) => failed === undefined)) return outcomes;
  return outcomes.map(({ failed, ...name }) => ({
    ...name,
    ...(failed && { failed: { ...failed, pauseMs: Math.max(failed.pauseMs ?? 0, leastMs) } }),
  }));
}

async function enabledWebhooks({ resources }: Pick<Storage, 'resources'>): Promise<readonly Webhook[]> {
  const found: Webhook[] = [];
  let after: string | undefined;
  do {
    const page = await resources.list({
      types: ['sluice.governance/webhooks'],
      under: '',
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items.map(readWebhook).filter(({ enabled }) => enabled));
    after = page.next;
  } while (after !== undefined);
  return found;
}

function createAgent(caPem: string | undefined): https.Agent {
  const ca = caPem === undefined ? {} : { ca: [...getCACertificates('default'), caPem] };
  return new https.Agent({ keepAlive: true, maxSockets: CONCURRENCY, ...ca });
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}
