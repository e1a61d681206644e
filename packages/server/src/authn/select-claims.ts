import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import type { JWTPayload } from 'jose';

/** The claims that are kept with what a caller does and that policies may read; the rest of a token is nobody's business. */
const KEPT = [
  'aud',
  'iss',
  'iat',
  'nbf',
  'exp',
  'ver',
  'tid',
  'oid',
  'sub',
  'appid',
  'azp',
  'idtyp',
  'name',
  'upn',
  'unique_name',
  'preferred_username',
  'roles',
  'groups',
  'scp',
  'acr',
  'acrs',
  'amr',
  'ipaddr',
  'uti',
] as const;

/** The kept claims of a verified token. */
export function selectClaims(payload: JWTPayload): JsonObject {
  const claims: Record<string, JsonValue> = {};
  for (const name of KEPT) {
    const value = payload[name];
    if (isSimple(value)) claims[name] = value;
    else if (Array.isArray(value) && value.every(isSimple)) claims[name] = value;
  }
  return claims;
}

function isSimple(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
