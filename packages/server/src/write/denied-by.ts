import { ApiError, toErrorBody } from '@sluice/arm/errors';
import type { JsonObject } from '@sluice/arm/protocol';
import type { Decision } from '@sluice/engine/model';
import { toDenial } from '@sluice/providers/enforcement';
import { isObject } from '../json-value.ts';
import { decisionHeaders } from './decision-headers.ts';

/**
 * The 403 of a denial that is kept, with what leads to the decision: headers, and a member of our own in every violation, since what
 * clients print of an error is its body. No entry of its own: there are clients that take every entry for a violation.
 */
export function deniedBy(decision: Decision): ApiError {
  const { status, detail, headers } = toDenial(decision);
  const { id, revision } = decision;
  const decisionId = `/providers/Sluice.Governance/decisions/${id}`;
  const additionalInfo = (detail.additionalInfo ?? []).map(({ type, info }) => ({
    type,
    info: { ...info, decisionId },
  }));
  return new ApiError(
    status,
    { ...detail, additionalInfo },
    { ...headers, ...decisionHeaders(id, revision) },
  );
}

/** What the activity log keeps of an error. */
export function errorJson({ detail }: ApiError): JsonObject {
  const { error } = toErrorBody(detail);
  return isObject(error) ? error : {};
}
