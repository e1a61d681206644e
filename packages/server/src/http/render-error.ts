import { ApiError, apiError, toErrorBody } from '@sluice/arm/errors';
import type { JsonObject } from '@sluice/arm/protocol';
import { toStorageRefusal } from './storage-refusal.ts';

/** What a caller sees of an error. `isOurs`: it is a mistake or an outage of this server, to be logged in full. */
export type RenderedError = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  readonly message: string;
  readonly isOurs: boolean;
};

/**
 * The only place that turns an error into an answer. What is neither an `ApiError` nor one of storage's becomes a 500 with `id` and nothing else, so that neither
 * tables nor files nor secrets get out.
 */
export function renderError(error: unknown, id: string): RenderedError {
  const refusal = error instanceof ApiError ? error : toStorageRefusal(error);
  return refusal === undefined ? { ...render(internal(id)), isOurs: true } : render(refusal);
}

/** The refusals of the HTTP library and of Node, by their codes, as ours. Undefined: not one of those. */
export function toHttpRefusal(error: unknown, limitBytes: number): ApiError | undefined {
  switch (codeOf(error)) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return apiError(
        'RequestBodyTooLarge',
        `The request body is larger than the limit of ${limitBytes} bytes.`,
      );
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return apiError('InvalidRequestContent', 'The request body is not as long as its Content-Length says.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return apiError('UnsupportedMediaType', 'The Content-Type of the request cannot be read.');
    case 'HPE_HEADER_OVERFLOW':
      return apiError('InvalidHeaderValue', 'The headers of the request (with its address) are too large.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return apiError('RequestTimeout', 'The request did not arrive completely in time.');
    default:
      return codeOf(error)?.startsWith('HPE_')
        ? apiError('InvalidRequestContent', 'The request is not well-formed HTTP.')
        : undefined;
  }
}

function render({ status, detail, headers }: ApiError): RenderedError {
  return { status, headers, body: toErrorBody(detail), message: detail.message, isOurs: status >= 500 };
}

function internal(id: string): ApiError {
  return apiError(
    'InternalServerError',
    `The server failed to serve the request. Its log has the details under '${id}'.`,
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
