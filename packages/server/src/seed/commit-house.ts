import { applyChanges, type HouseAct, houseEntry, type Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import { everythingJob, rejudgeWork } from '../scan/rejudge-work.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { untilCommitted } from '../write/retry.ts';

/** What the house itself puts in: not judged. */
export type HouseWork = {
  readonly resources: readonly Resource[];
  readonly changes: readonly SnapshotChange[];
};

const SETTLE_MS = 1_000;

/**
 * Commits what the house makes of the newest snapshot, as one change; nothing when there is nothing to do.
 *
 * Of two processes that start at once on an empty database one commits, the other sees that all is done.
 */
export function commitHouse(
  dependencies: Pick<WriteDependencies, 'storage' | 'snapshots' | 'types' | 'now' | 'newId' | 'tenantId'>,
  work: (snapshot: Snapshot) => Promise<HouseWork>,
  attempts?: number,
): Promise<void> {
  const { storage, snapshots, types, now, newId, tenantId } = dependencies;

  /** What the house makes comes in batches: one look at everything after the last one is enough. */
  function rejudgeJobs(before: Snapshot, after: Snapshot, changes: readonly SnapshotChange[]) {
    const work = rejudgeWork(before, after, changes, types, { at: now(), key: '' });
    const startAfter = new Date(Date.parse(now()) + SETTLE_MS).toISOString();
    return work === undefined ? [] : [everythingJob(types, 'import', { startAfter })];
  }

  return untilCommitted(
    snapshots,
    async snapshot => {
      const { resources, changes } = await work(snapshot);
      if (resources.length === 0 && changes.length === 0) return { done: undefined };
      const next = applyChanges(snapshot, snapshot.revision + 1, changes);
      const common = { at: now(), correlationId: newId(), newId, tenantId };
      const result = await storage.commit({
        revision: snapshot.revision,
        expect: [],
        resources: resources.map(resource => ({ kind: 'put', resource })),
        changes,
        states: [],
        events: [],
        entries: actsOf(resources, changes).map(act => houseEntry(common, act)),
        decisions: [],
        jobs: rejudgeJobs(snapshot, next, changes),
      });
      if (result.outcome === 'stale') return 'stale';
      // Resources alone make no revision.
      if (result.revision === next.revision) snapshots.advance(snapshot, next);
      return { done: undefined };
    },
    attempts,
  );
}

/** What the log tells of it: every resource, and what is no resource and yet somebody's to know. */
function actsOf(resources: readonly Resource[], changes: readonly SnapshotChange[]): readonly HouseAct[] {
  return [
    ...resources.map(({ id, type }) => ({ action: `${type}/write`, resourceId: id, resourceType: type })),
    ...changes.flatMap(change => {
      if (change.record === null) return [];
      if (change.kind === 'aliases') return [aliasesAct(change.record.type)];
      return [];
    }),
  ];
}

const PRINCIPALS = 'Sluice.Governance/principals';

/** What was done to a principal of the local authority: `write`, `secrets/write`. */
export function principalAct(id: string, what: string): HouseAct {
  return {
    action: `${PRINCIPALS}/${what}`,
    resourceId: `/providers/${PRINCIPALS}/${id}`,
    resourceType: PRINCIPALS,
  };
}

/** Aliases belong to the provider of their type. */
function aliasesAct(type: string): HouseAct {
  return {
    action: 'Sluice.Governance/aliases/write',
    resourceId: `/providers/${type.split('/', 1).join()}`,
    resourceType: 'Microsoft.Resources/providers',
    properties: { resourceType: type },
  };
}
