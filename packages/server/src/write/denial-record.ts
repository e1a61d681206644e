import { toWriteSet, type WriteSetInput } from '@sluice/engine';
import type { WriteSet } from '@sluice/engine/model';
import type { Judged } from '@sluice/providers/enforcement';
import { deniedBy, errorJson } from './denied-by.ts';

type Base = Omit<WriteSetInput, 'judged' | 'resources' | 'changes' | 'jobs' | 'failure'>;

/** All that a denied write or delete leaves behind. The log tells its readers the whole denial, whatever the caller may know of it. */
export function denialRecord(base: Base, judged: Judged): WriteSet {
  const denial = deniedBy(judged.decision);
  const failure = { status: denial.status, error: errorJson(denial) };
  return toWriteSet({ ...base, judged, resources: [], changes: [], failure });
}
