import { parseScopeId } from '@sluice/arm/ids';
import { ancestry, type Snapshot } from '@sluice/engine';
import type { CloudEvent } from './to-cloud-events.ts';
import type { Webhook } from './webhook.ts';

/** Whether a webhook is to be told of an event: of that type, at or below its scope, about one of its assignments and states. */
export function wants(webhook: Webhook, event: CloudEvent, { scopes }: Pick<Snapshot, 'scopes'>): boolean {
  const { scope, assignmentIds, complianceStates } = webhook.filter;
  if (!webhook.enabled || !webhook.eventTypes.has(event.type)) return false;
  if (assignmentIds !== undefined && !event.assignmentIds.some(id => assignmentIds.has(id.toLowerCase())))
    return false;
  // A denial is about no state.
  if (
    complianceStates !== undefined &&
    event.complianceStates.length > 0 &&
    !event.complianceStates.some(state => complianceStates.has(state))
  )
    return false;
  return (
    scope === undefined || ancestry(scopes, event.resourceKey).includes(parseScopeId(scope)?.key ?? scope)
  );
}
