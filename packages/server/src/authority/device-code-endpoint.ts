import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { createGrantSecret } from './grant-secret.ts';
import { DEVICE_CODE_SECONDS, DEVICE_POLL_SECONDS, secondsAfter } from './lifetimes.ts';
import { oauthError, type RefusedRequest, shown, unknownResource } from './oauth-error.ts';
import type { AuthorityOptions } from './options.ts';
import { readPublicClient } from './public-client-request.ts';
import { createRate } from './rate.ts';
import { readForm } from './read-form.ts';
import { readSignInScope, type SignInScope, scopeToData } from './sign-in-scope.ts';
import { isTenant } from './tenant.ts';
import { createUserCode, hashUserCode } from './user-codes.ts';

/** Device codes for one address: each is two rows, and anybody may ask. */
const MOST_A_MINUTE = 60;

/** Gives out a device code and the user code that goes with it (RFC 8628, section 3.1 and 3.2). */
export function createDeviceCodeEndpoint(
  options: AuthorityOptions & { isAudience(audience: string): boolean },
): (request: PlainRequest) => Promise<PlainResponse> {
  const { storage, tenantId, now, newId } = options;

  function read(
    request: PlainRequest,
  ): RefusedRequest | { readonly clientId: string; readonly scope: SignInScope } {
    const { tenant = '' } = request.params;
    if (!isTenant(tenant, tenantId))
      return { code: 90002, description: `Tenant '${shown(tenant)}' not found.` };
    const form = readForm(request);
    if ('code' in form) return form;
    const client = readPublicClient(form, request.headers);
    if ('code' in client) return client;
    if (!client.hasDeviceCodes) {
      return { code: 700016, description: `'${client.displayName}' is signed in to by no device code.` };
    }
    // Version 1 names a resource.
    const resource = form.get('resource');
    const scope = readSignInScope(form.get('scope') ?? (resource === null ? '' : `${resource}/.default`));
    if ('code' in scope || options.isAudience(scope.audience))
      return 'code' in scope ? scope : { clientId: client.id, scope };
    return unknownResource(scope.audience, tenantId);
  }

  const rate = createRate(MOST_A_MINUTE);

  return async request => {
    const waitSeconds = rate(request.clientAddress, now());
    if (waitSeconds > 0) {
      const description = `Too many device codes. Try again in ${waitSeconds} seconds.`;
      return oauthError(request, 50196, description, {
        at: now(),
        traceId: newId(),
        headers: { 'retry-after': String(waitSeconds) },
      });
    }
    const asked = read(request);
    if ('code' in asked) {
      return oauthError(request, asked.code, asked.description, { at: now(), traceId: newId() });
    }
    const device = createGrantSecret();
    const userCode = createUserCode();
    const expiresAt = secondsAfter(now(), DEVICE_CODE_SECONDS);
    const waiting = { principalId: null, clientId: asked.clientId, expiresAt };
    await storage.grants.put({
      ...waiting,
      hash: device.hash,
      kind: 'device',
      family: null,
      data: scopeToData(asked.scope),
    });
    await storage.grants.put({
      ...waiting,
      hash: hashUserCode(userCode) ?? '',
      kind: 'userCode',
      family: device.hash,
      data: {},
    });
    const page = `${request.baseUrl}/devicelogin`;
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        user_code: userCode,
        device_code: device.secret,
        verification_uri: page,
        verification_url: page,
        expires_in: DEVICE_CODE_SECONDS,
        interval: DEVICE_POLL_SECONDS,
        message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
      },
    };
  };
}
