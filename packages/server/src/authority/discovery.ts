import type { JsonObject } from '@sluice/arm/protocol';
import { SIGNING_ALGORITHM } from './signing-key.ts';
import { issuerOf, shownTenant } from './tenant.ts';

/** The OpenID configuration of the authority. `given` is the tenant of the path: a tenant id, `common` or `organizations`. */
export function openIdConfiguration(
  baseUrl: string,
  given: string | undefined,
  tenantId: string,
): JsonObject {
  const tenant = given ?? tenantId;
  return {
    issuer: issuerOf(baseUrl, shownTenant(given, tenantId)),
    authorization_endpoint: `${baseUrl}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${baseUrl}/${tenant}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${baseUrl}/${tenant}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${baseUrl}/${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${baseUrl}/${tenant}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'form_post'],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: [SIGNING_ALGORITHM],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'client_secret_basic',
      'private_key_jwt',
      'none',
    ],
    grant_types_supported: [
      'client_credentials',
      'authorization_code',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:device_code',
    ],
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'name',
      'preferred_username',
      'oid',
      'tid',
      'ver',
    ],
    tenant_region_scope: null,
  };
}

/** What a client is told of the authority's host names: that there is no other. */
export function instanceDiscovery(baseUrl: string, tenantId: string): JsonObject {
  const host = baseUrl.replace('https://', '');
  return {
    tenant_discovery_endpoint: `${baseUrl}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}
