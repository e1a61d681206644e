import type { Vocabulary } from '@sluice/language';
import type { Decision, EvaluationRequest } from '../model/decision.ts';
import type { SnapshotChange } from '../model/records.ts';
import { applyChanges } from '../snapshot/apply-changes.ts';
import { createSnapshot } from '../snapshot/create-snapshot.ts';
import type { Snapshot, TypeTable } from '../snapshot/snapshot.ts';
import { decide } from './decide.ts';

/** The records that were in force at a revision, and what read them. */
export type PastWorld = {
  readonly types: TypeTable;
  readonly vocabulary: Vocabulary;
  readonly revision: number;
  readonly records: readonly SnapshotChange[];
};

/** The snapshot of a past revision. */
export function pastSnapshot({ types, vocabulary, revision, records }: PastWorld): Snapshot {
  return applyChanges(createSnapshot(types, vocabulary), revision, records);
}

/** Takes a past decision again: same records, same request, same answer. */
export function replay(world: PastWorld, request: EvaluationRequest): Decision {
  return decide(pastSnapshot(world), request);
}
