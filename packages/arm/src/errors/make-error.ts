import type { ErrorDetail } from './api-error.ts';
import { ApiError } from './api-error.ts';
import type { ErrorCode } from './codes.ts';
import { ERROR_CODES } from './codes.ts';

/** What an error may say beside its code and message. */
export type ErrorExtras = {
  readonly target?: string | undefined;
  readonly details?: readonly ErrorDetail[] | undefined;
  readonly additionalInfo?: ErrorDetail['additionalInfo'];
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

/** The error of a code, with the status that `ERROR_CODES` gives it. */
export function apiError(code: ErrorCode, message: string, extras: ErrorExtras = {}): ApiError {
  return new ApiError(ERROR_CODES[code].status, detailOf(code, message, extras), extras.headers);
}

/** 400 */
export function badRequest(
  code: ErrorCode,
  message: string,
  target?: string,
  details?: readonly ErrorDetail[],
): ApiError {
  return new ApiError(400, detailOf(code, message, { target, details }));
}

/** 403 */
export function forbidden(code: ErrorCode, message: string, extras: ErrorExtras = {}): ApiError {
  return new ApiError(403, detailOf(code, message, extras), extras.headers);
}

/** 404 */
export function notFound(code: ErrorCode, message: string, target?: string): ApiError {
  return new ApiError(404, detailOf(code, message, { target }));
}

/** 409 */
export function conflict(
  code: ErrorCode,
  message: string,
  target?: string,
  details?: readonly ErrorDetail[],
): ApiError {
  return new ApiError(409, detailOf(code, message, { target, details }));
}

/** 405, with the verbs that the path does know. */
export function methodNotAllowed(verb: string, path: string, allowed: readonly string[]): ApiError {
  const message = `${verb} is not supported at '${path}'. Supported: ${allowed.join(', ')}.`;
  return apiError('HttpMethodNotAllowed', message, { headers: { Allow: allowed.join(', ') } });
}

/** 412 */
export function preconditionFailed(message: string): ApiError {
  return apiError('PreconditionFailed', message);
}

/** 503, to be tried again after `retryAfterSeconds`. */
export function unavailable(
  code: 'ServerBusy' | 'ServiceUnavailable',
  message: string,
  retryAfterSeconds: number,
): ApiError {
  return apiError(code, message, { headers: { 'Retry-After': String(retryAfterSeconds) } });
}

function detailOf(code: ErrorCode, message: string, extras: ErrorExtras): ErrorDetail {
  return {
    code,
    message,
    ...(extras.target === undefined ? {} : { target: extras.target }),
    ...(extras.details === undefined || extras.details.length === 0 ? {} : { details: extras.details }),
    ...(extras.additionalInfo === undefined ? {} : { additionalInfo: extras.additionalInfo }),
  };
}
