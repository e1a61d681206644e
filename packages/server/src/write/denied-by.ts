import { ApiError, toErrorBody } from '@sluice/arm/errors';
import type { JsonObject } from '@sluice/arm/protocol';
import type { Decision } from '@sluice/engine/model';
import { toDenial } from '@sluice/providers/enforcement';
import { isObject } from '../json-value.ts';
import { decisionHeaders } from './decision-headers.ts';

/** The 403 of a denial, with the headers that lead to the decision. */
export function deniedBy(decision: Decision): ApiError {
  const { status, detail, headers } = toDenial(decision);
  return new ApiError(status, detail, { ...headers, ...decisionHeaders(decision.id, decision.revision) });
}

/** What the activity log keeps of an error. */
export function errorJson({ detail }: ApiError): JsonObject {
  const { error } = toErrorBody(detail);
  return isObject(error) ? error : {};
}
