import type { ActivityEntry } from '../model/write-set.ts';
import { administrativeEntry } from './administrative-entry.ts';
import { policyEntries } from './policy-entries.ts';
import type { WriteSetInput } from './write-operation.ts';

/** The activity log of one write: what policy said of it, if anything, then the write itself. All share its correlation id. */
export function toEntries(input: WriteSetInput): readonly ActivityEntry[] {
  const { judged } = input;
  const policy = judged ? policyEntries(input, judged.request, judged.decision) : [];
  return [...policy, administrativeEntry(input)];
}
