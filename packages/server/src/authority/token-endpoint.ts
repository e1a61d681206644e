import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { grantByCredentials } from './client-credentials.ts';
import { missingParameter, oauthError, type Refuse, shown } from './oauth-error.ts';
import { readForm } from './read-form.ts';
import { redeemCode } from './redeem-code.ts';
import { redeemDeviceCode } from './redeem-device-code.ts';
import { renewToken } from './renew-token.ts';
import { isTenant } from './tenant.ts';
import type { TokenOptions } from './token-options.ts';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** Answers token requests: for a client's own secret, for a code or device code that somebody signed in for, for a refresh token. */
export function createTokenEndpoint(
  options: TokenOptions,
): (request: PlainRequest, version: 1 | 2) => Promise<PlainResponse> {
  const { tenantId, now, newId } = options;
  return async (request, version) => {
    const refuse: Refuse = (code, description, headers = {}) =>
      oauthError(request, code, description, { at: now(), traceId: newId(), headers });
    if (!isTenant(request.params['tenant'], tenantId)) {
      return refuse(90002, `Tenant '${(request.params['tenant'] ?? '').slice(0, 64)}' not found.`);
    }
    const form = readForm(request);
    if ('code' in form) return refuse(form.code, form.description);
    const grant = form.get('grant_type') ?? '';
    if (grant === 'client_credentials')
      return grantByCredentials(options, request, { form, version, refuse });
    // Codes are given out by version 2 alone.
    if (grant === 'authorization_code' && version === 2)
      return redeemCode(options, request, { form, refuse });
    if (grant === 'refresh_token' && version === 2) return renewToken(options, request, { form, refuse });
    // Clients of version 1 say `device_code`.
    if (grant === DEVICE_GRANT || grant === 'device_code')
      return redeemDeviceCode(options, request, { form, refuse });
    if (grant !== '') {
      return refuse(70003, `The grant type '${shown(grant)}' is not supported by this endpoint.`);
    }
    const { code, description } = missingParameter('grant_type');
    return refuse(code, description);
  };
}
