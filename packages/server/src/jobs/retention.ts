import { prunedEntry, type Snapshot } from '@sluice/engine';
import type { SETTINGS_DEFAULTS } from '@sluice/providers/types';
import { isObject } from '../json-value.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { Job } from './job.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Records that go in one transaction: some tens of milliseconds. */
const SLICE = 2_000;

/** Drops one slice of what is older than a time (ISO 8601); returns how many records went, 0 when nothing is left to drop. */
type Prune = (olderThan: string, dependencies: WriteDependencies) => Promise<number>;

/** What has an end, by its setting (`retention` of the tenant's settings): a setting that is added there wants its line here. */
const PRUNED: Readonly<Record<keyof typeof SETTINGS_DEFAULTS.retention, Prune>> = {
  activityLogDays: pruneLog,
  decisionDays: (olderThan, { storage }) => storage.decisions.prune(olderThan, SLICE),
  stateHistoryDays: (olderThan, { storage }) => storage.states.prune(olderThan),
};

/** Drops records that are older than the tenant wants to keep them, slice by slice. Without a setting nothing ever goes. */
export const retention: Job<Record<string, never>> = {
  name: 'retention',
  everySeconds: 60 * 60,
  async run(_, dependencies, { signal }) {
    const snapshot = await dependencies.snapshots.follow();
    for (const [setting, prune] of Object.entries(PRUNED)) {
      const olderThan = limitOf(snapshot, setting, dependencies.now());
      if (olderThan === undefined) continue;
      while (!signal.aborted && (await prune(olderThan, dependencies)) > 0);
    }
  },
};

/** What is older than this goes; undefined: nothing does. */
function limitOf({ settings }: Snapshot, setting: string, now: string): string | undefined {
  const kept = settings?.['retention'];
  const days = isObject(kept) ? kept[setting] : undefined;
  return typeof days === 'number' ? new Date(Date.parse(now) - days * DAY_MS).toISOString() : undefined;
}

function pruneLog(olderThan: string, { storage, tenantId, now, newId }: WriteDependencies): Promise<number> {
  return storage.ledger.prune({ olderThan, top: SLICE }, pruned =>
    prunedEntry({ at: now(), correlationId: newId(), newId, tenantId }, { ...pruned, olderThan }),
  );
}
