export { ApiError, type ErrorDetail } from './api-error.ts';
export { ERROR_CODES, type ErrorCode, type ErrorCodeFacts } from './codes.ts';
export { fromErrorBody, toErrorBody } from './error-body.ts';
export {
  apiError,
  badRequest,
  conflict,
  type ErrorExtras,
  forbidden,
  methodNotAllowed,
  notFound,
  preconditionFailed,
  unavailable,
} from './make-error.ts';
