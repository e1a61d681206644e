import { type Place, pageOf } from '../../lib/page-of.ts';
import type { LogEvent } from './log-event.ts';

/**
 * Where the resource of an entry leads: its own page. What was refused may not be there, and what was deleted is not: that leads to the
 * decision, and to nothing where policy took none.
 */
export function resourcePlace({
  resourceId,
  status,
  operation,
  decisionId,
}: Pick<LogEvent, 'resourceId' | 'status' | 'operation' | 'decisionId'>): Place | undefined {
  if (status !== 'Failed' && !/\/delete$/i.test(operation)) return pageOf(resourceId);
  return decisionId === undefined ? undefined : { to: '/audit/decision', search: { id: decisionId } };
}
