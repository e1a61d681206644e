import { type Progress, progressEntry } from '@sluice/engine';
import type { ActivityEntry, Resource } from '@sluice/engine/model';
import { FINAL_STATES } from '@sluice/providers/types';
import type { RemediatedResource, RemediationCounts } from '@sluice/storage';
import { objectAt } from '../json-value.ts';
import { findNonCompliant } from '../remedy/find-non-compliant.ts';
import { type Remedied, remediateOne } from '../remedy/remediate-one.ts';
import {
  REMEDIATION_JOB,
  type Remediation,
  type RemediationState,
  readRemediation,
  remediationJob,
  stateOf,
  toDeploymentStatus,
  totalOf,
  withProgress,
} from '../remedy/remediation.ts';
import { trackedAct } from '../remedy/tracked-act.ts';
import { unexpected } from '../remedy/unexpected.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { saveProgress } from '../write/save-progress.ts';
import type { Job } from './job.ts';

/** A run makes way for another one after this, so that no remediation is long enough to be taken for one that hangs. */
const TURN_MS = 5 * 60_000;
/** How often it says how far it is, and looks whether it is to stop. */
const PROGRESS_MS = 1_000;

/**
 * Works on a remediation: finds what is not compliant, sets it right resource by resource, and says how far it is. Goes on where an
 * earlier run was killed: what became of each resource is kept, and counts are counted from that. Ends when it is done, cancelled,
 * deleted, or fails more often than its threshold allows.
 */
export const remediation: Job<{ readonly key: string }> = {
  name: REMEDIATION_JOB,
  concurrency: 4,
  async run({ key }, services, { signal }) {
    const stored = await services.storage.resources.get(key);
    if (stored === undefined || FINAL_STATES.has(stateOf(stored))) return;
    const asked = readRemediation(stored);
    await services.snapshots.follow();
    const work: Work = { asked, services, signal };
    if ((await begin(work)) && (await evaluate(work))) await setRight(work);
  },
};

type Work = {
  readonly asked: Remediation;
  readonly services: WriteDependencies;
  readonly signal: AbortSignal;
};

/** Each step answers whether there is a next one. */
async function begin(work: Work): Promise<boolean> {
  const { asked, services } = work;
  if (stateOf(asked.resource) === 'Accepted')
    await services.storage.remediations.begin({ key: asked.resource.key, runId: asked.runId });
  const saved = await advance(work, ['Accepted'], 'Evaluating', {
    message: 'Looking for non-compliant resources.',
    progress: { kind: 'begun' },
  });
  return goesOn(work, saved, ['Evaluating', 'Running']);
}

async function evaluate(work: Work): Promise<boolean> {
  const { asked, services, signal } = work;
  const before = await services.storage.resources.get(asked.resource.key);
  if (before === undefined) return false;
  if (stateOf(before) === 'Evaluating') {
    await findNonCompliant(asked, services, signal);
    if (signal.aborted) return false;
  }
  const counts = await services.storage.remediations.counts(asked.runId);
  const saved = await advance(work, ['Evaluating'], 'Running', {
    message: `${totalOf(counts)} non-compliant resources are to be remediated.`,
    counts,
  });
  return goesOn(work, saved, ['Running']);
}

async function setRight(work: Work): Promise<void> {
  const { asked, services, signal } = work;
  const { storage } = services;
  const clock = () => Date.parse(services.now());
  const until = clock() + TURN_MS;
  let told = 0;
  for (;;) {
    const waiting = await storage.remediations.waiting(asked.runId, asked.parallelDeployments);
    const outcomes = await Promise.allSettled(waiting.map(each => one(work, each)));
    const failed = outcomes.find(outcome => outcome.status === 'rejected');
    const isOver = waiting.length === 0 || failed !== undefined || signal.aborted || clock() >= until;
    // Counting costs what the rows are; a threshold wants it of every batch.
    if (!isOver && asked.failureThreshold === undefined && clock() - told < PROGRESS_MS) continue;
    told = clock();
    const counts = await storage.remediations.counts(asked.runId);
    const saved = await advance(work, ['Running'], 'Running', { counts });
    if (!(await goesOn(work, saved, ['Running']))) return;
    if (failed !== undefined) throw failed.reason;
    if (counts.Accepted === 0 || exceeds(asked, counts)) return end(work, counts);
    if (signal.aborted) return;
    if (clock() >= until) {
      await storage.queue.enqueue([remediationJob(asked.resource.key)]);
      return;
    }
  }
}

async function one(
  { asked, services }: Work,
  { resourceKey, resourceId }: RemediatedResource,
): Promise<void> {
  const rules = services.snapshots.current().rulesOf(asked.assignmentKey);
  const rule = rules.find(({ key }) => key === asked.ruleKey);
  const { deploymentId, error }: Remedied = await remediateOne(asked, resourceKey, services).catch(
    (cause: unknown) => unexpected(cause, services),
  );
  const at = services.now();
  const isTracked = error === undefined && rule !== undefined;
  await services.storage.remediations.finish(asked.runId, resourceKey, {
    status: error === undefined ? 'Succeeded' : 'Failed',
    deploymentId: deploymentId ?? null,
    error: error === undefined ? null : JSON.parse(JSON.stringify(error)),
    at,
    ...(isTracked ? { tracked: trackedAct(rule, { resourceId, deploymentId, at }) } : {}),
  });
}

function exceeds({ failureThreshold }: Remediation, counts: RemediationCounts): boolean {
  return failureThreshold !== undefined && counts.Failed / totalOf(counts) > failureThreshold;
}

/**
 * Without a threshold some may fail, as in Azure, where the default is 100 %; that it succeeded when nothing did would be a lie (our
 * choice).
 */
async function end(work: Work, before: RemediationCounts): Promise<void> {
  const { asked, services } = work;
  const gaveUp = exceeds(asked, before);
  if (before.Accepted > 0) await services.storage.remediations.cancel(asked.runId, services.now());
  const counts = await services.storage.remediations.counts(asked.runId);
  const total = totalOf(counts);
  const hasFailed = gaveUp || (total > 0 && counts.Failed === total);
  const message =
    total === 0
      ? 'There are no non-compliant resources to remediate.'
      : gaveUp
        ? `${counts.Failed} of ${total} resources could not be remediated, more than the failure threshold allows.`
        : `${counts.Succeeded} of ${total} resources were remediated${counts.Failed > 0 ? `, ${counts.Failed} could not be` : ''}.`;
  await finish(work, ['Running'], hasFailed ? 'Failed' : 'Succeeded', message, counts);
}

/** Whether the remediation is in one of the states; one that is being cancelled ends here. */
async function goesOn(
  work: Work,
  saved: Resource | undefined,
  states: readonly RemediationState[],
): Promise<boolean> {
  const { asked, services } = work;
  if (saved === undefined || readRemediation(saved).runId !== asked.runId) return false;
  if (stateOf(saved) === 'Cancelling') {
    await services.storage.remediations.cancel(asked.runId, services.now());
    const counts = await services.storage.remediations.counts(asked.runId);
    const message = `It was cancelled; ${counts.Succeeded} of ${totalOf(counts)} resources were remediated.`;
    await finish(work, ['Cancelling'], 'Canceled', message, counts);
    return false;
  }
  return states.includes(stateOf(saved));
}

async function finish(
  work: Work,
  from: readonly RemediationState[],
  state: 'Succeeded' | 'Failed' | 'Canceled',
  message: string,
  counts: RemediationCounts,
): Promise<void> {
  await advance(work, from, state, {
    message,
    counts,
    progress: { kind: 'ended', status: state, message, counts: toDeploymentStatus(counts) },
  });
}

/** Takes the remediation from one of the states to another and says so; in any other state, or begun anew, it stays as it is. */
function advance(
  { asked, services }: Work,
  from: readonly RemediationState[],
  state: RemediationState,
  {
    progress,
    ...more
  }: { readonly message?: string; readonly counts?: RemediationCounts; readonly progress?: Progress },
): Promise<Resource | undefined> {
  const at = services.now();
  return saveProgress(
    asked.resource,
    stored => {
      if (!from.includes(stateOf(stored)) || readRemediation(stored).runId !== asked.runId) return undefined;
      const changed = withProgress(stored, at, { state, ...more });
      const isSame = state === stateOf(stored) && sameStatus(stored, changed);
      return isSame ? undefined : changed;
    },
    services,
    [],
    changed => (progress === undefined ? [] : [entryOf(changed, at, asked, progress, services)]),
  );
}

function sameStatus(one: Resource, other: Resource): boolean {
  const status = ({ body }: Resource) =>
    JSON.stringify(objectAt(objectAt(body, 'properties'), 'deploymentStatus'));
  return status(one) === status(other);
}

/** In the name of whoever asked for the remediation, under its own correlation id. */
function entryOf(
  { id, type, systemData }: Resource,
  at: string,
  { runId }: Remediation,
  progress: Progress,
  { snapshots, engineVersion, tenantId, newId }: WriteDependencies,
): ActivityEntry {
  const snapshot = snapshots.current();
  return progressEntry(
    {
      snapshot,
      at,
      engineVersion,
      principal: snapshot.principals.get(systemData.lastModifiedBy.toLowerCase()),
      correlationId: runId,
      tenantId,
      newId,
      operation: { action: `${type}/write`, resourceId: id, resourceType: type, status: 200 },
      expect: [],
      resources: [],
      changes: [],
    },
    progress,
  );
}
