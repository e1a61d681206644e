import { textOf } from '../json.ts';
import type { Decision, EvaluationRequest } from '../model/decision.ts';
import type { DecisionRecord } from '../model/write-set.ts';

/** The decision as kept: with the whole request, so that it can be taken again at its revision. */
export function toDecisionRecord(
  request: EvaluationRequest,
  decision: Decision,
  engineVersion: string,
  principalId: string | undefined,
): DecisionRecord {
  return {
    id: decision.id,
    at: request.at,
    revision: decision.revision,
    engineVersion,
    verdict: decision.verdict,
    resourceKey: textOf(request.resource['id']).toLowerCase(),
    ...(principalId !== undefined && { principalId }),
    request,
  };
}
