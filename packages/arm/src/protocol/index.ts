export { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
export { isApiVersion, readApiVersion } from './api-version.ts';
export type { ArmRequest, ArmResponse, ArmTarget, Verb } from './messages.ts';
export {
  isFinal,
  type OperationRecord,
  type OperationStatus,
  operationHeaders,
  toOperationBody,
} from './operations.ts';
export { encodePath, nextLink, pageResponse, readSkipToken } from './paging.ts';
export { decodeToken, encodeToken } from './token.ts';
