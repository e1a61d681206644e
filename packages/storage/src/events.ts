import type { ActivityEntry, DecisionRecord, StateResult } from '@sluice/engine/model';

/** Which event it is: the number of its row in the outbox, and its place among the events that the row made, from 1. */
export type EventName = { readonly seq: number; readonly number: number };

/** Something that became so, in the order of `seq` for each resource. */
export type OutboxEvent = {
  readonly seq: number;
  /** ISO 8601 */
  readonly at: string;
  readonly resourceKey: string;
} & (
  | {
      readonly kind: 'states';
      readonly resourceId: string;
      readonly resourceType: string;
      readonly revision: number;
      /** All results that the resource had, and those that it has: none before the first and after the last. */
      readonly before: readonly StateResult[];
      readonly after: readonly StateResult[];
    }
  | {
      readonly kind: 'denial';
      readonly decision: DecisionRecord;
      readonly principalId: string | null;
      /** What the activity log says of it, unless that is gone. */
      readonly entry: ActivityEntry | undefined;
    }
);

/** One event for one webhook. */
export type NewDelivery = EventName & {
  readonly webhookKey: string;
  readonly resourceKey: string;
  /** The text of a JSON object, sent as it is. */
  readonly event: string;
};

/** One that may be sent now. */
export type Delivery = EventName & {
  readonly resourceKey: string;
  readonly event: string;
  /** How often it was tried in vain. */
  readonly attempts: number;
};

/** What became of one attempt; without an error it was delivered. */
export type DeliveryOutcome = EventName & {
  readonly failed?: {
    readonly error: string;
    readonly retryMs: number;
    /** The webhook as a whole is left alone for that long. */
    readonly pauseMs?: number;
  };
};

/** What was given up. Times are ISO 8601. */
export type DeadLetter = EventName & {
  readonly event: string;
  readonly attempts: number;
  readonly createdOn: string;
  readonly deadOn: string;
  readonly reason: string;
};

/** `isFailing`: every attempt has failed lately. */
export type LeasedWebhook = { readonly webhookKey: string; readonly isFailing: boolean };

export type DeliveryStatus = {
  readonly delivered: number;
  readonly lastDeliveredOn: string | null;
  readonly waiting: number;
  readonly deadLettered: number;
  /** Since when every attempt has failed. */
  readonly failingSince: string | null;
  readonly lastError: string | null;
};

/**
 * Events on their way to webhooks (ADR 21). Of the events of one resource that wait for a webhook only the first one is ever due,
 * so that none overtakes another. A webhook's events are sent by whoever holds its lease.
 */
export type Events = {
  /** Calls back after this process wrote something; fast, never what makes it right. Returns how to stop. */
  onWritten(listener: () => void): () => void;
  /** Whether anything is in the outbox. */
  isWaiting(): Promise<boolean>;
  /**
   * Takes up to `top` rows out of the outbox, lowest `seq` first, and keeps what `toDeliveries` makes of them, all in one transaction and
   * in one process at a time. A webhook gets only what happened since it was made. Returns how many rows were taken: 0 too where
   * another process is at it.
   */
  fanOut(
    top: number,
    toDeliveries: (events: readonly OutboxEvent[]) => Promise<readonly NewDelivery[]>,
  ): Promise<number>;
  /** Leases, for that long, the enabled webhooks that have something due and that nobody has leased. */
  lease(holder: string, seconds: number): Promise<readonly LeasedWebhook[]>;
  /** What may be sent now, longest due first. */
  due(webhookKey: string, top: number): Promise<readonly Delivery[]>;
  /**
   * Keeps what became of attempts and prolongs the lease. When attempts fail, what has waited longer than `maxAgeSeconds` becomes dead
   * letters. False, and nothing is kept, where the lease is another one's by now.
   */
  settle(
    webhookKey: string,
    holder: string,
    limits: { readonly leaseSeconds: number; readonly maxAgeSeconds: number },
    outcomes: readonly DeliveryOutcome[],
  ): Promise<boolean>;
  release(webhookKey: string, holder: string): Promise<void>;
  /** Makes all that waits for a webhook dead letters. */
  bury(webhookKey: string, reason: string): Promise<number>;
  /** By webhook, of those that exist. */
  statuses(webhookKeys: readonly string[]): Promise<ReadonlyMap<string, DeliveryStatus>>;
  /** In the order in which they happened. Pages of `top`. */
  deadLetters(query: {
    readonly webhookKey: string;
    readonly top: number;
    readonly after?: EventName;
  }): Promise<{ readonly items: readonly DeadLetter[]; readonly next?: EventName }>;
  /** Puts dead letters (undefined: all) back in line, each before what waits of its resource and came later; returns how many. */
  redeliver(webhookKey: string, names: readonly EventName[] | undefined): Promise<number>;
  /** Forgets dead letters that were given up before a time (ISO 8601); returns how many. */
  prune(before: string): Promise<number>;
};
