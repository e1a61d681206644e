import type { ApiError } from '@sluice/arm/errors';
import { type Snapshot, toEntries } from '@sluice/engine';
import type { CommitResult, Resource } from '@sluice/engine/model';
import type { Judged } from '@sluice/providers/enforcement';
import { countRules } from './decided.ts';
import { denialRecord } from './denial-record.ts';
import { errorJson } from './denied-by.ts';
import type { WriteDependencies } from './dependencies.ts';
import type { WriteIntent } from './intent.ts';
import { expectations, type RecordedRequest, writeSetBase } from './operation-of.ts';

/** A write or delete that policy denied before anything of it was done. */
export type DeniedWrite = {
  readonly intent: WriteIntent;
  /** As it would be stored; of a delete as it is. */
  readonly resource: Resource;
  readonly stored: Resource | undefined;
  /** Without secrets. */
  readonly judged: Judged;
};

export type Refusal = {
  /** The request that is refused as a whole, and what it asked for. */
  readonly intent: RecordedRequest;
  /** RBAC action of the request. Default: that it writes what it asked for. */
  readonly action?: string;
  readonly resource: Pick<Resource, 'id' | 'body'>;
  readonly error: ApiError;
  readonly denied: readonly DeniedWrite[];
};

/**
 * Commits the record of a request that would write several resources, or asks whether it could, and is refused for what policy says of some: of each of
 * these what a request of its own would have left behind, then the request itself, which failed.
 */
export async function commitRefusal(
  { intent, action, resource, error, denied }: Refusal,
  snapshot: Snapshot,
  dependencies: WriteDependencies,
): Promise<CommitResult['outcome']> {
  const { storage, metrics, now } = dependencies;
  const records = denied.map(each => {
    const subject = { resource: each.resource, at: each.judged.request.at, status: error.status };
    const base = writeSetBase(each.intent, subject, snapshot, dependencies);
    const expect = expectations(each.intent.id, each.stored, undefined);
    return denialRecord({ ...base, expect }, each.judged);
  });
  const subject = { resource, at: now(), status: error.status };
  const base = writeSetBase(intent, subject, snapshot, dependencies);
  const failed = {
    ...base,
    operation: { ...base.operation, ...(action === undefined ? {} : { action }) },
    expect: [],
    resources: [],
    changes: [],
    failure: { status: error.status, error: errorJson(error) },
  };
  const { outcome } = await storage.commit({
    revision: snapshot.revision,
    expect: records.flatMap(({ expect }) => expect),
    resources: [],
    changes: [],
    states: [],
    events: records.flatMap(({ events }) => events),
    entries: [...records.flatMap(({ entries }) => entries), ...toEntries(failed)],
    decisions: records.flatMap(({ decisions }) => decisions),
    jobs: [],
  });
  if (outcome === 'committed') for (const { judged } of denied) countRules(metrics, judged.decision);
  return outcome;
}
