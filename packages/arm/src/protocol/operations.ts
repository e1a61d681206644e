import type { ErrorDetail } from '../errors/api-error.ts';
import type { JsonObject } from '../json.ts';

/** A long-running operation's state, spelt as in the contract. The last three are final. */
export type OperationStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Canceled';

/** What `Azure-AsyncOperation` leads to. */
export type OperationRecord = {
  /** Path of the operation. */
  readonly id: string;
  readonly name: string;
  readonly status: OperationStatus;
  /** ISO 8601. */
  readonly startTime: string;
  readonly endTime?: string;
  readonly percentComplete?: number;
  readonly error?: ErrorDetail;
  readonly properties?: JsonObject;
};

/** The headers that start a client's polling. Paths are made absolute with `baseUrl`; `apiVersion` is appended. */
export function operationHeaders(place: {
  readonly baseUrl: string;
  readonly apiVersion: string;
  /** Path of the operation's status, answered with `toOperationBody`. */
  readonly asyncOperation?: string;
  /** Path of the operation's result: 202 while it runs. */
  readonly location?: string;
  readonly retryAfterSeconds?: number;
}): Readonly<Record<string, string>> {
  const absolute = (path: string) =>
    `${place.baseUrl}${path}?api-version=${encodeURIComponent(place.apiVersion)}`;
  return {
    ...(place.asyncOperation === undefined ? {} : { 'Azure-AsyncOperation': absolute(place.asyncOperation) }),
    ...(place.location === undefined ? {} : { Location: absolute(place.location) }),
    ...(place.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(place.retryAfterSeconds) }),
  };
}

/** An operation as a poll of `Azure-AsyncOperation` sees it. */
export function toOperationBody(operation: OperationRecord): JsonObject {
  const { error, ...rest } = operation;
  return { ...rest, ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }) };
}

/** Whether polling may end. */
export function isFinal(status: string): status is 'Succeeded' | 'Failed' | 'Canceled' {
  return status === 'Succeeded' || status === 'Failed' || status === 'Canceled';
}
