import { readValues, writeValues } from '../../lib/filter-values.ts';
import type { PolicyEvent } from '../../lib/insights/policy-event.ts';

type Identity = Pick<PolicyEvent, 'decisionId' | 'assignmentId' | 'referenceId'>;

/** What tells an event apart from all others: the decision that it is of, and the rule. An address keeps it. */
export function eventKey({ decisionId = '', assignmentId, referenceId }: Identity): string {
  return writeValues([decisionId, assignmentId, ...(referenceId === undefined ? [] : [referenceId])]) ?? '';
}

/** The parts of such a key; undefined for what is none. */
export function readEventKey(key: string): Identity | undefined {
  const [decisionId, assignmentId, referenceId, ...more] = readValues(key);
  if (decisionId === undefined || assignmentId === undefined || more.length > 0) return undefined;
  return { decisionId, assignmentId, referenceId };
}
