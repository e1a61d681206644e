import type { ResourceType } from '@sluice/providers/resource-type';
import type { Storage } from '@sluice/storage';
import type { Snapshots } from '../snapshot/snapshots.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Rejudger } from './rejudge.ts';
import type { Turnstile } from './turnstile.ts';

/** What writing needs from outside. Time, ids and randomness come in here. */
export type WriteDependencies = {
  readonly storage: Storage;
  readonly snapshots: Snapshots;
  readonly rejudger: Rejudger;
  /** Its commits and decisions are counted and measured. */
  readonly metrics: Metrics;
  /** Lets the policy writers of this process through one at a time. */
  readonly turnstile: Turnstile;
  /** Every resource type there is. */
  readonly types: readonly ResourceType[];
  readonly tenantId: string;
  readonly engineVersion: string;
  /** ISO 8601. */
  now(): string;
  /** A new UUID at every call. */
  newId(): string;
  /** What happened after the answer was given and nobody waits for. */
  onError(error: unknown): void;
};
