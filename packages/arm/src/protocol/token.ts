import type { JsonValue } from '../json.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';

/**
 * A small JSON value as an opaque text that may stand in a URL: what `$skiptoken` and ids of operations are made of.
 *
 * Not secret and not signed: whoever reads one back checks its shape and asks again whether the caller may see what it leads to.
 */
export function encodeToken(value: JsonValue): string {
  return toBase64Url(JSON.stringify(value));
}

/** The value of a token; undefined for what `encodeToken` never made. */
export function decodeToken(token: string): JsonValue | undefined {
  const text = token.length > MAX_TOKEN_LENGTH ? undefined : fromBase64Url(token);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const MAX_TOKEN_LENGTH = 8192;
