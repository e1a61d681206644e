import { ApiError, toErrorBody } from '@sluice/arm/errors';
import type { JsonObject } from '@sluice/arm/protocol';
import type { Decision } from '@sluice/engine/model';
import { toDenial } from '@sluice/providers/enforcement';
import { isObject } from '../json-value.ts';
import { decisionHeaders } from './decision-headers.ts';

/**
 * The 403 of a denial that is kept, with what leads to the decision: headers, and behind the violations an entry of a type of our own,
 * since what clients print of an error is its body.
 */
export function deniedBy(decision: Decision): ApiError {
  const { status, detail, headers } = toDenial(decision);
  const { id: decisionId, revision } = decision;
  const info = { decisionId, id: `/providers/Sluice.Governance/decisions/${decisionId}`, revision };
  return new ApiError(
    status,
    { ...detail, additionalInfo: [...(detail.additionalInfo ?? []), { type: 'SluiceDecision', info }] },
    { ...headers, ...decisionHeaders(decisionId, revision) },
  );
}

/** What the activity log keeps of an error. */
export function errorJson({ detail }: ApiError): JsonObject {
  const { error } = toErrorBody(detail);
  return isObject(error) ? error : {};
}
