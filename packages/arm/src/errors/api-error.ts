import type { JsonObject } from '../json.ts';

/** One error in ARM's envelope. */
export type ErrorDetail = {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
  readonly details?: readonly ErrorDetail[];
  readonly additionalInfo?: readonly { readonly type: string; readonly info: JsonObject }[];
};

/** A refused request: thrown by handlers, rendered by the server in one place. `code` is a key of `ERROR_CODES`. */
export class ApiError extends Error {
  readonly status: number;
  readonly detail: ErrorDetail;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, detail: ErrorDetail, headers: Readonly<Record<string, string>> = {}) {
    super(`${detail.code}: ${detail.message}`);
    this.name = 'ApiError';
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }
}
