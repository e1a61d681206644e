import { findEnabled } from '../authn/find-principal.ts';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { hashGrantSecret } from './grant-secret.ts';
import { missingParameter, type Refuse } from './oauth-error.ts';
import { readPublicClient } from './public-client-request.ts';
import { issueRefreshToken } from './refresh-tokens.ts';
import { scopeFromData } from './sign-in-scope.ts';
import type { TokenOptions } from './token-options.ts';
import { hashAnswer } from './user-codes.ts';

/**
 * Exchanges a device code for tokens once somebody has signed in for it; until then the client is told to wait (RFC 8628, section 3.5). Used
 * again, all that came of it ends, as one of the two is not its client.
 */
export async function redeemDeviceCode(
  options: TokenOptions,
  request: PlainRequest,
  { form, refuse }: { readonly form: URLSearchParams; readonly refuse: Refuse },
): Promise<PlainResponse> {
  const { storage, snapshots, logger, now } = options;
  const client = readPublicClient(form, request.headers);
  if ('code' in client) return refuse(client.code, client.description);
  // Clients of version 1 send it as `code`.
  const deviceCode = form.get('device_code') ?? form.get('code') ?? '';
  if (deviceCode === '') {
    const { code, description } = missingParameter('device_code');
    return refuse(code, description);
  }
  const hash = hashGrantSecret(deviceCode);
  const device = await storage.grants.find('device', hash);
  if (device === undefined || device.clientId !== client.id)
    return refuse(70018, 'The device code is not valid.');
  const at = now();
  if (Date.parse(device.expiresAt) <= at.getTime())
    return refuse(70020, 'The device code has expired. Start again.');
  const answer = await storage.grants.find('deviceAnswer', hashAnswer(hash));
  if (answer === undefined) return refuse(70016, 'Nobody has signed in for the device code yet.');
  if (answer.data['isAllowed'] !== true) return refuse(65004, 'Signing in was refused.');
  const taken = await storage.grants.take('device', hash, at.toISOString());
  if (taken?.isFirst !== true) {
    await storage.grants.revoke(hash);
    logger.warn('a device code was used a second time', {
      clientId: client.id,
      clientAddress: request.clientAddress,
      principalId: answer.principalId,
    });
    return refuse(70018, 'The device code was used before. What it was exchanged for is revoked.');
  }
  const principal = await findEnabled(snapshots, answer.principalId);
  if (principal === undefined) return refuse(50057, 'Whoever signed in is disabled or gone.');
  const scope = scopeFromData(device.data);
  const refreshToken = scope.isOffline
    ? await issueRefreshToken(storage, {
        principalId: principal.id,
        client,
        family: hash,
        scope,
        endsAt: undefined,
        at,
      })
    : undefined;
  if (scope.isOffline && refreshToken === undefined)
    return refuse(70018, 'The device code was used before. What it was exchanged for is revoked.');
  return answerSignIn(options, request, { principal, client, scope, form, refreshToken });
}
