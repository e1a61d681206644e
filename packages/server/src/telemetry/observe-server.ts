import type { Storage } from '@sluice/storage';
import { cached } from './cached.ts';
import type { Metrics, ObservedName } from './metrics.ts';

export type ServerFacts = {
  revision(): number;
  snapshotAgeMs(): number;
  readonly storage: {
    readonly queue: Pick<Storage['queue'], 'depths'>;
    readonly scans: Pick<Storage['scans'], 'progress'>;
  };
};

/** What is asked of the database is asked once for all who ask within this time, and may not hold them up. */
const DATABASE = { forMs: 5_000, withinMs: 2_000, now: () => performance.now() };

/** Has read what the server knows of itself whenever somebody asks for metrics. */
export function observeServer(metrics: Metrics, { storage, ...facts }: ServerFacts): void {
  const depths = cached(() => storage.queue.depths(), DATABASE);
  metrics.observe('sluice_snapshot_revision', () => single(facts.revision()));
  metrics.observe('sluice_snapshot_age_seconds', () => single(facts.snapshotAgeMs() / 1_000));
  metrics.observe('sluice_queue_jobs', async () =>
    (await depths()).map(({ name, state, jobs }) => ({ value: jobs, labels: { name, state } })),
  );
  observeScans(metrics, () => storage.scans.progress());
}

function observeScans(metrics: Metrics, read: Storage['scans']['progress']): void {
  const progress = cached(read, DATABASE);
  const of = (name: Extract<ObservedName, `sluice_scan${string}`>, fact: 'running' | 'total' | 'judged') =>
    metrics.observe(name, async () => single((await progress())[fact]));
  of('sluice_scans_running', 'running');
  of('sluice_scan_resources', 'total');
  of('sluice_scan_judged_resources', 'judged');
}

function single(value: number) {
  return [{ value, labels: {} }];
}
