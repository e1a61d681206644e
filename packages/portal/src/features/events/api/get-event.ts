import { useQuery } from '@tanstack/react-query';
import { type PolicyEvent, readPolicyEvent } from '../../../lib/insights/policy-event.ts';
import { queryPage } from '../../../lib/insights/query.ts';
import { allOf, isEqual } from '../../../lib/odata.ts';
import { toTime } from '../../../lib/time-range.ts';
import { eventKey, readEventKey } from '../event-key.ts';

/** Events are kept to the millisecond; a window that wide holds the one that is looked for. */
const TICK_MS = 1;

/** One event by its key and time; null where there is none. `shown` is the event where a list has it already. */
export function usePolicyEvent(
  scope: string | undefined,
  key: string,
  at: string | undefined,
  shown: PolicyEvent | undefined,
) {
  return useQuery({
    queryKey: ['policyEvents', 'event', scope, key],
    enabled: scope !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    ...(shown === undefined ? {} : { initialData: shown }),
    queryFn: (): Promise<PolicyEvent | null> => getPolicyEvent(scope ?? '', key, toTime(at)),
  });
}

async function getPolicyEvent(
  scope: string,
  key: string,
  at: string | undefined,
): Promise<PolicyEvent | null> {
  const identity = readEventKey(key);
  if (identity === undefined || at === undefined) return null;
  const { assignmentId, referenceId } = identity;
  const { items } = await queryPage(scope, 'policyEvents/default', {
    $from: at,
    $to: new Date(Date.parse(at) + TICK_MS).toISOString(),
    $filter: allOf(
      isEqual('policyAssignmentId', assignmentId),
      referenceId === undefined ? undefined : isEqual('policyDefinitionReferenceId', referenceId),
    ),
    $expand: 'components',
  });
  return items.map(readPolicyEvent).find(event => eventKey(event) === key) ?? null;
}
