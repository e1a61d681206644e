import { expect, it, vi } from 'vitest';
import { createMetrics } from './create-metrics.ts';
import { observeServer, type ServerFacts } from './observe-server.ts';

const FACTS: ServerFacts = {
  revision: () => 7,
  snapshotAgeMs: () => 1_500,
  storage: {
    queue: { depths: async () => [{ name: 'expiry', state: 'scheduled', jobs: 1 }] },
    scans: { progress: async () => ({ running: 2, total: 1_000, judged: 250 }) },
  },
};

async function shown(facts: Partial<ServerFacts>, onError = vi.fn()): Promise<readonly string[]> {
  const metrics = createMetrics(onError);
  observeServer(metrics, { ...FACTS, ...facts });
  return (await metrics.render()).split('\n').filter(line => line !== '' && !line.startsWith('#'));
}

it('says what the server and the database know, scans included', async () => {
  expect(await shown({})).toEqual([
    'sluice_snapshot_revision 7',
    'sluice_snapshot_age_seconds 1.5',
    'sluice_queue_jobs{name="expiry",state="scheduled"} 1',
    'sluice_scans_running 2',
    'sluice_scan_resources 1000',
    'sluice_scan_judged_resources 250',
  ]);
});

it('leaves out what cannot be read, and says so', async () => {
  const onError = vi.fn();
  const away = () => Promise.reject(new Error('the database is away'));
  const storage = { queue: { depths: away }, scans: { progress: away } };
  expect(await shown({ storage }, onError)).toEqual([
    'sluice_snapshot_revision 7',
    'sluice_snapshot_age_seconds 1.5',
  ]);
  expect(onError).toHaveBeenCalledWith(new Error('the database is away'));
});
