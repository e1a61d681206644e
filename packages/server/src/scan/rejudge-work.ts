import type { Snapshot } from '@sluice/engine';
import type { JobRequest, Resource, SnapshotChange } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { ScanPlace } from '@sluice/storage';
import { type Affected, affectedBy, affectedByRelated } from '../write/affected.ts';
import type { Since } from './judge-resources.ts';

/** The name of the job that judges existing resources again; never changed, since it is in databases. */
export const REJUDGE = 'rejudge';

/** What that job acts on. */
export type RejudgeInput = {
  readonly places: readonly ScanPlace[];
  readonly reason: string;
  readonly scopeKey: string;
  /** Also what was judged at the newest revision already: time has passed, or a related resource is another one now. */
  readonly always?: true;
  /** Since when things are as they are found, where it was time that changed them. */
  readonly since?: Since;
  /** The scan that somebody asked for and waits for. */
  readonly scanId?: string;
};

/** What a change of what verdicts depend on means for the resources that exist. */
export type RejudgeWork = {
  /** Looked at before the writer is answered, as far as that is quick. */
  readonly urgent: readonly ScanPlace[];
  /** What the job that waits for the urgent part is found by. */
  readonly key: string;
  /** To be enqueued with the change, so that nothing of it is lost. */
  readonly jobs: readonly JobRequest[];
};

/** The job of the urgent part starts by then, should the writer's own process be gone. */
const GRACE_MS = 5_000;
/** Changed facts come in swarms (imports): they are looked at together. */
const SETTLE_MS = 1_000;

export function rejudgeWork(
  before: Snapshot,
  after: Snapshot,
  changes: readonly SnapshotChange[],
  types: readonly ResourceType[],
  { at, key }: { readonly at: string; readonly key: string },
): RejudgeWork | undefined {
  const judged = types.filter(type => type.judged);
  const affected = affectedBy(before, after, changes, judged);
  if (affected.length === 0) return undefined;
  const urgent = toPlaces(affected.filter(each => each.urgent));
  const patient = affected.filter(each => !each.urgent);
  return {
    urgent,
    key,
    jobs: [
      ...(urgent.length === 0
        ? []
        : [rejudgeJob({ places: urgent, ...about(changes) }, key, later(at, GRACE_MS))]),
      ...patientJobs(patient, at),
    ],
  };
}

/** The jobs that a write or delete of a resource asks for, because other resources are judged by what there is of its type. */
export function relatedJobs(
  snapshot: Snapshot,
  resources: readonly Pick<Resource, 'key' | 'type'>[],
  types: readonly ResourceType[],
): readonly JobRequest[] {
  const judged = types.filter(type => type.judged);
  const places = toPlaces(resources.flatMap(resource => affectedByRelated(snapshot, resource, judged)));
  return places.map(relatedJob);
}

/**
 * The job of a write that was judged by other resources. One of those may have been written after it was looked at and before this
 * write committed: whoever did so judged the version that this write replaces, so that only a look afterwards is sure.
 */
export function lookAgainJobs({ key, type }: Pick<Resource, 'key' | 'type'>): readonly JobRequest[] {
  return [relatedJob({ under: key, types: [type.toLowerCase()] })];
}

/** What exemptions and attestations held for that have expired: nothing was written, so no revision says so. */
export function expiryJobs(
  snapshot: Snapshot,
  expired: readonly SnapshotChange[],
  types: readonly ResourceType[],
  since?: Since,
): readonly JobRequest[] {
  const judged = types.filter(type => type.judged);
  const places = toPlaces(affectedBy(snapshot, snapshot, expired, judged));
  if (places.length === 0) return [];
  const input = { places, reason: 'expiry', scopeKey: scopeOf(places), always: true } as const;
  return [rejudgeJob({ ...input, ...(since && { since }) }, undefined)];
}

/** What assignments judge whose rules read the clock: nothing was written either. */
export function clockJobs(
  snapshot: Snapshot,
  assignments: readonly SnapshotChange[],
  types: readonly ResourceType[],
): readonly JobRequest[] {
  const judged = types.filter(type => type.judged);
  const places = toPlaces(affectedBy(snapshot, snapshot, assignments, judged));
  return places.length === 0
    ? []
    : [rejudgeJob({ places, reason: 'clock', scopeKey: scopeOf(places), always: true }, 'clock')];
}

/** Everything that was not judged at the newest revision; `always`: everything. */
export function everythingJob(
  types: readonly ResourceType[],
  reason: 'import' | 'upgrade',
  { startAfter, always }: { readonly startAfter?: string; readonly always?: true } = {},
): JobRequest {
  const judged = types.filter(type => type.judged).map(({ type }) => type.toLowerCase());
  const input = { places: [{ under: '', types: judged }], reason, scopeKey: '', ...(always && { always }) };
  return rejudgeJob(input, `everything ${reason}`, startAfter);
}

/** The same job that waits, now. */
export function hastened({ key, urgent, jobs }: RejudgeWork): readonly JobRequest[] {
  return urgent.length === 0
    ? []
    : jobs.flatMap(({ startAfter: _, ...job }) => (job.singletonKey === key ? [job] : []));
}

function rejudgeJob(input: RejudgeInput, singletonKey: string | undefined, startAfter?: string): JobRequest {
  return {
    name: REJUDGE,
    input,
    ...(singletonKey === undefined ? {} : { singletonKey }),
    ...(startAfter === undefined ? {} : { startAfter }),
  };
}

function relatedJob(place: ScanPlace): JobRequest {
  return rejudgeJob(
    { places: [place], reason: 'related', scopeKey: place.under, always: true },
    `related ${place.under} ${place.types.join(',')}`,
  );
}

/** Places of one kind of change have one job, which the next change of the kind replaces by an equal one. */
function patientJobs(affected: readonly Affected[], at: string): readonly JobRequest[] {
  return toPlaces(affected).map(place =>
    rejudgeJob(
      { places: [place], reason: 'facts', scopeKey: place.under },
      `facts ${place.under} ${place.types.join(',')}`,
      later(at, SETTLE_MS),
    ),
  );
}

/** One place for each scope, of all types asked for. */
export function toPlaces(affected: readonly Pick<Affected, 'under' | 'types'>[]): readonly ScanPlace[] {
  const types = new Map<string, Set<string>>();
  for (const { under, types: some } of affected) {
    const all = types.get(under) ?? new Set();
    for (const { type } of some) all.add(type.toLowerCase());
    types.set(under, all);
  }
  return [...types].map(([under, all]) => ({ under, types: [...all].sort() }));
}

function about([change]: readonly SnapshotChange[]): Pick<RejudgeInput, 'reason' | 'scopeKey'> {
  return { reason: change?.kind ?? 'change', scopeKey: change?.key ?? '' };
}

function scopeOf(places: readonly ScanPlace[]): string {
  return places.length === 1 ? (places[0]?.under ?? '') : '';
}

function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}
