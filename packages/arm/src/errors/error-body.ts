import type { JsonObject, JsonValue } from '../json.ts';
import { isJsonArray, isJsonObject } from '../json.ts';
import type { ErrorDetail } from './api-error.ts';

/** ARM's envelope around one error. */
export function toErrorBody(detail: ErrorDetail): JsonObject {
  return { error: toJson(detail) };
}

/** The error in ARM's envelope; undefined when the body is something else. Unknown members are left out. */
export function fromErrorBody(body: JsonValue | undefined): ErrorDetail | undefined {
  return isJsonObject(body) && isJsonObject(body['error']) ? fromJson(body['error']) : undefined;
}

function toJson(detail: ErrorDetail): JsonObject {
  return {
    code: detail.code,
    message: detail.message,
    ...(detail.target === undefined ? {} : { target: detail.target }),
    ...(detail.details === undefined ? {} : { details: detail.details.map(toJson) }),
    ...(detail.additionalInfo === undefined
      ? {}
      : { additionalInfo: detail.additionalInfo.map(({ type, info }) => ({ type, info })) }),
  };
}

function fromJson(json: JsonObject): ErrorDetail | undefined {
  const { code, message, target, details, additionalInfo } = json;
  if (typeof code !== 'string') return undefined;
  return {
    code,
    message: typeof message === 'string' ? message : '',
    ...(typeof target === 'string' ? { target } : {}),
    ...(isJsonArray(details)
      ? { details: details.flatMap(each => (isJsonObject(each) ? (fromJson(each) ?? []) : [])) }
      : {}),
    ...(isJsonArray(additionalInfo) ? { additionalInfo: additionalInfo.flatMap(toInfo) } : {}),
  };
}

function toInfo(value: JsonValue): readonly { readonly type: string; readonly info: JsonObject }[] {
  if (!isJsonObject(value) || typeof value['type'] !== 'string' || !isJsonObject(value['info'])) return [];
  return [{ type: value['type'], info: value['info'] }];
}
