import { textOf } from '../json.ts';
import type { Decision, EvaluationRequest } from '../model/decision.ts';
import type { PolicyEvent } from '../model/write-set.ts';
import { toStateResult } from './state-result.ts';

/** One event per rule that judged the request, refused or not. Rules that a PATCH of tags alone does not concern have none. */
export function toEvents(request: EvaluationRequest, decision: Decision): readonly PolicyEvent[] {
  const resourceId = textOf(request.resource['id']);
  return decision.results
    .filter(result => !result.stateOnly)
    .map(result => ({
      ...toStateResult(result),
      at: request.at,
      resourceKey: resourceId.toLowerCase(),
      resourceId,
      resourceType: textOf(request.resource['type']),
      location: textOf(request.resource['location']) || null,
      isCompliant: result.complianceState === 'Compliant',
      correlationId: request.correlationId,
      decisionId: decision.id,
    }));
}
