import type { ActivityEntry } from '../model/write-set.ts';
import { ancestry } from '../scope/ancestry.ts';
import { toEntry } from './entry-base.ts';
import { statusName, subStatus } from './status-names.ts';
import type { WriteSetInput } from './write-operation.ts';

/**
 * The write itself as the activity log tells it: every write has one, refused ones with the error that was answered, those that policy judged
 * with the decision.
 */
export function administrativeEntry(input: WriteSetInput): ActivityEntry {
  const { operation, failure, judged } = input;
  const status = failure?.status ?? operation.status;
  return toEntry(input, {
    category: 'Administrative',
    operation: operation.action,
    status: failure ? 'Failed' : 'Succeeded',
    level: failure ? 'Error' : 'Informational',
    subStatus: subStatus(status),
    properties: {
      statusCode: statusName(status),
      ...(operation.requestId !== undefined && { serviceRequestId: operation.requestId }),
      ...(failure && { statusMessage: JSON.stringify({ error: failure.error }) }),
      eventCategory: 'Administrative',
      entity: operation.resourceId,
      message: operation.action,
      hierarchy: hierarchyOf(input),
      ...(judged && { decisionId: judged.decision.id }),
    },
  });
}

/** Management groups above, widest first, then the subscription: `root/production/<subscription>`. */
function hierarchyOf({ snapshot, operation }: WriteSetInput): string {
  return ancestry(snapshot.scopes, operation.resourceId)
    .flatMap(key => snapshot.scopes.get(key) ?? [])
    .filter(record => record.kind === 'managementGroup' || record.kind === 'subscription')
    .map(record => record.name)
    .reverse()
    .join('/');
}
