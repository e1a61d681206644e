import { textOf } from '../json.ts';
import type { ResourceStates, WriteSet } from '../model/write-set.ts';
import { toDecisionRecord } from './to-decision-record.ts';
import { toEntries } from './to-entries.ts';
import { toEvents } from './to-events.ts';
import { toStates } from './to-states.ts';
import type { WriteSetInput } from './write-operation.ts';

/**
 * All that one write leaves behind. A refused one leaves its record alone: log, events, decision, but no resource, no change,
 * no state and no job. The caller gives the `failure` that it answers; a denial without one is recorded as 403.
 */
export function toWriteSet(input: WriteSetInput): WriteSet {
  const { snapshot, judged } = input;
  const denied = judged?.decision.verdict === 'deny';
  const failure =
    input.failure ?? (denied ? { status: 403, error: { code: 'RequestDisallowedByPolicy' } } : undefined);
  const refused = failure !== undefined;
  const recorded: WriteSetInput = failure ? { ...input, failure } : input;
  return {
    revision: judged?.decision.revision ?? snapshot.revision,
    expect: input.expect,
    resources: refused ? [] : input.resources,
    changes: refused ? [] : input.changes,
    states: refused ? [] : statesOf(input),
    events: judged ? toEvents(judged.request, judged.decision) : [],
    entries: toEntries(recorded),
    decisions: judged
      ? [toDecisionRecord(judged.request, judged.decision, input.engineVersion, input.principal?.id)]
      : [],
    jobs: refused ? [] : (input.jobs ?? []),
  };
}

function statesOf({ judged, resources, at }: WriteSetInput): readonly ResourceStates[] {
  if (!judged || judged.request.occasion === 'delete') return [];
  const key = textOf(judged.request.resource['id']).toLowerCase();
  return resources.flatMap(write =>
    write.kind === 'put' && write.resource.key === key ? [toStates(judged.decision, write.resource, at)] : [],
  );
}
