import type { JsonObject } from '@sluice/arm/protocol';
import { createAudienceTest, PUBLIC_CLOUD_AUDIENCES } from '../authn/audiences.ts';
import type { Issuer } from '../authn/issuer.ts';
import type { PlainRequest, PlainResponse, PlainRoute } from '../http/plain-route.ts';
import { createAuthorizeEndpoint } from './authorize-endpoint.ts';
import { createClientCheck } from './check-client.ts';
import { createAssertionCheck } from './client-assertion.ts';
import { createDeviceCodeEndpoint } from './device-code-endpoint.ts';
import { createDeviceLogin } from './device-login.ts';
import { instanceDiscovery, openIdConfiguration } from './discovery.ts';
import { createLogoutEndpoint } from './logout-endpoint.ts';
import { oauthError } from './oauth-error.ts';
import type { AuthorityOptions } from './options.ts';
import { createSessions } from './sessions.ts';
import { SIGNING_ALGORITHM } from './signing-key.ts';
import { createTellFailure } from './tell-failure.ts';
import { issuerOf, isTenant } from './tenant.ts';
import { createTokenEndpoint } from './token-endpoint.ts';

/** The local issuer of tokens, in Entra's form. */
export type Authority = { readonly routes: readonly PlainRoute[]; readonly issuer: Issuer };

/** An authority of one tenant: discovery, keys, tokens, signing in and out, and itself as an entry of the table of issuers. */
export function createAuthority(options: AuthorityOptions): Authority {
  const { tenantId, keyRing, baseUrls, now, newId } = options;
  const isAudience = (audience: string) =>
    createAudienceTest([...baseUrls(), ...PUBLIC_CLOUD_AUDIENCES, ...(options.audiences ?? [])])(audience);
  const checkClient = createClientCheck(options);
  const sessions = createSessions(options);
  const checkAssertion = createAssertionCheck(options);
  const token = createTokenEndpoint({ ...options, isAudience, checkClient, checkAssertion });
  const authorize = createAuthorizeEndpoint({
    ...options,
    isAudience,
    checkClient,
    checkAssertion,
    sessions,
  });
  const deviceCode = createDeviceCodeEndpoint({ ...options, isAudience });
  const device = createDeviceLogin({ ...options, checkClient, sessions });
  const logout = createLogoutEndpoint({ ...options, sessions });

  const discover =
    (answer: (request: PlainRequest) => PlainResponse | Promise<PlainResponse>) =>
    (request: PlainRequest) => {
      const { tenant } = request.params;
      if (isTenant(tenant, tenantId)) return answer(request);
      return oauthError(request, 90002, `Tenant '${(tenant ?? '').slice(0, 64)}' not found.`, {
        at: now(),
        traceId: newId(),
      });
    };
  const configuration = discover(({ baseUrl, params }) =>
    json(openIdConfiguration(baseUrl, params['tenant'], tenantId)),
  );
  const keys = discover(async () => json({ keys: (await keyRing.jwks()).map(jwk => ({ ...jwk })) }));

  const tellFailure = createTellFailure(options);
  const routes: readonly PlainRoute[] = [
    { method: 'GET', path: '/{tenant}/v2.0/.well-known/openid-configuration', handle: configuration },
    { method: 'GET', path: '/{tenant}/.well-known/openid-configuration', handle: configuration },
    {
      method: 'GET',
      path: '/{tenant}/discovery/instance',
      handle: ({ baseUrl }) => json(instanceDiscovery(baseUrl, tenantId)),
    },
    { method: 'GET', path: '/{tenant}/discovery/v2.0/keys', handle: keys },
    { method: 'GET', path: '/{tenant}/discovery/keys', handle: keys },
    { method: 'POST', path: '/{tenant}/oauth2/v2.0/token', handle: request => token(request, 2) },
    { method: 'POST', path: '/{tenant}/oauth2/token', handle: request => token(request, 1) },
    { method: 'GET', path: '/{tenant}/oauth2/v2.0/authorize', handle: authorize.open },
    { method: 'POST', path: '/{tenant}/oauth2/v2.0/authorize', handle: authorize.submit },
    { method: 'GET', path: '/{tenant}/oauth2/v2.0/logout', handle: logout },
    { method: 'POST', path: '/{tenant}/oauth2/v2.0/devicecode', handle: deviceCode },
    { method: 'POST', path: '/{tenant}/oauth2/devicecode', handle: deviceCode },
    { method: 'GET', path: '/devicelogin', handle: device.open },
    { method: 'POST', path: '/devicelogin', handle: device.submit },
  ];

  return {
    routes: routes.map(route => ({ ...route, tellFailure })),
    issuer: {
      name: 'local',
      issues: iss => baseUrls().some(baseUrl => issuerOf(baseUrl, tenantId) === iss),
      key: kid => keyRing.publicKey(kid),
      algorithms: [SIGNING_ALGORITHM],
      accepts: isAudience,
      tenantId,
      principalIdOf: claims => (typeof claims['oid'] === 'string' ? claims['oid'] : undefined),
    },
  };
}

function json(body: JsonObject): PlainResponse {
  return { status: 200, body };
}
