import type { JsonValue } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { common } from '#strings/common';
import { fetchConfig } from '../../../lib/config.ts';
import { isObject, listAt, objectsAt, textAt } from '../../../lib/json.ts';

/** The authority of the server, as it tells everybody (OpenID Connect Discovery). */
export type Issuer = {
  readonly issuer: string;
  readonly authorizationEndpoint: string | undefined;
  readonly tokenEndpoint: string | undefined;
  readonly jwksUri: string | undefined;
  readonly grants: readonly string[];
  /** The ids of the keys that tokens are signed by. */
  readonly keyIds: readonly string[];
};

export function useIssuer() {
  return useQuery({ queryKey: ['issuer'], queryFn: getIssuer });
}

async function getIssuer(): Promise<Issuer> {
  const { tenantId } = await fetchConfig();
  const [found, keys] = await Promise.all([
    getJson(`/${tenantId}/v2.0/.well-known/openid-configuration`),
    getJson(`/${tenantId}/discovery/v2.0/keys`),
  ]);
  return {
    issuer: textAt(found, 'issuer') ?? '',
    authorizationEndpoint: textAt(found, 'authorization_endpoint'),
    tokenEndpoint: textAt(found, 'token_endpoint'),
    jwksUri: textAt(found, 'jwks_uri'),
    grants: listAt(found, 'grant_types_supported').filter(each => typeof each === 'string'),
    keyIds: objectsAt(keys, 'keys').flatMap(key => textAt(key, 'kid') ?? []),
  };
}

/** Anonymous: there is no token in it, and ARM's client is for ARM. */
async function getJson(path: string): Promise<JsonValue> {
  const answer = await fetch(path);
  const body = (await answer.json()) as JsonValue;
  if (answer.ok && isObject(body)) return body;
  throw new Error(common.answered(answer.status, path));
}
