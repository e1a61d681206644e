import { randomUUID } from 'node:crypto';
import { createSnapshot } from '@sluice/engine';
import { createProviderVocabulary, createTypeTable, findType, RESOURCE_TYPES } from '@sluice/providers/types';
import type { Storage } from '@sluice/storage';
import { withDataPlane } from './arm/data-plane.ts';
import { createDispatch, type Dispatch } from './arm/dispatch.ts';
import type { Services } from './arm/route.ts';
import { ROUTES } from './resources/index.ts';
import { STORED } from './resources/stored.ts';
import { createScanner } from './scan/scanner.ts';
import { openSnapshots } from './snapshot/snapshots.ts';
import { startWorker } from './tasks/start-worker.ts';
import { createTasks } from './tasks/tasks.ts';
import { type Metrics, NO_METRICS } from './telemetry/metrics.ts';
import { observedStorage } from './telemetry/observed-storage.ts';
import { createRejudger } from './write/rejudge.ts';
import { createTurnstile } from './write/turnstile.ts';

/** The version that decisions are recorded with. */
export const ENGINE_VERSION = '0.1.0';

export type AppDependencies = {
  readonly storage: Storage;
  readonly tenantId: string;
  /** Default: nothing is measured. */
  readonly metrics?: Metrics;
  now(): Date;
  /** Told of what failed while nobody was waiting for it. */
  onError(error: unknown): void;
};

/** Sluice without HTTP: requests of known callers in, answers out. */
export type App = {
  readonly dispatch: Dispatch;
  /** What the parts of the server share; for seeding and for whoever lets callers in. */
  readonly services: Services;
  /** Stops work in the background. Storage stays open: it is whoever's opened it. */
  close(): Promise<void>;
};

/** Puts the parts together over an open database and reads the snapshot. */
export async function createApp({
  storage: database,
  tenantId,
  metrics = NO_METRICS,
  now,
  onError,
}: AppDependencies): Promise<App> {
  const storage = observedStorage(database, metrics);
  const empty = createSnapshot(createTypeTable(), createProviderVocabulary());
  const snapshots = await openSnapshots({ storage, empty, onError });
  const clock = () => now().toISOString();
  const rejudger = createRejudger({
    storage,
    snapshots,
    metrics,
    now: clock,
    newId: randomUUID,
    elapsed: () => performance.now(),
    onError,
  });
  const tasks = createTasks({ start: () => startWorker({ address: storage.address, tenantId }), onError });
  const scanner = createScanner({
    start: () => startWorker({ address: storage.address, tenantId, isPatient: true }),
    onError,
  });
  const services: Services = {
    storage,
    snapshots,
    rejudger,
    metrics,
    tasks,
    scanner,
    turnstile: createTurnstile(),
    types: RESOURCE_TYPES,
    tenantId,
    engineVersion: ENGINE_VERSION,
    now: clock,
    newId: () => randomUUID(),
    onError,
  };
  return {
    services,
    dispatch: withDataPlane(createDispatch({ routes: ROUTES, stored: STORED, services, findType }), services),
    async close() {
      await tasks.close();
      await scanner.close();
      await rejudger.close();
    },
  };
}
