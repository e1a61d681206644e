import type { SnapshotChange } from '@sluice/engine/model';
import { clockJobs } from '../scan/rejudge-work.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { Job } from './job.ts';

/** Judges again, once an hour, what rules judge that read `utcNow()`: their answers change though nothing is written and nothing expires. */
export const clock: Job<Record<string, never>> = {
  name: 'clock',
  everySeconds: 60 * 60,
  async run(_, { storage, snapshots, types }) {
    const snapshot = await snapshots.follow();
    await storage.queue.enqueue(clockJobs(snapshot, assignmentsByClock(snapshot), types));
  },
};

/** The assignments that have a rule which reads the clock, as if they were written now. */
export function assignmentsByClock(
  snapshot: Pick<ReturnType<WriteDependencies['snapshots']['current']>, 'assignments' | 'rulesOf'>,
): readonly SnapshotChange[] {
  return [...snapshot.assignments].flatMap(([key, record]) =>
    snapshot.rulesOf(key).some(({ program }) => program.readsClock)
      ? [{ kind: 'policyAssignment' as const, key, record }]
      : [],
  );
}
