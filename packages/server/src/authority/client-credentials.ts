import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { answerToken } from './answer-token.ts';
import type { Refuse } from './oauth-error.ts';
import type { TokenOptions } from './token-options.ts';
import { readTokenRequest } from './token-request.ts';

/** A token for a client that shows its own id and secret. */
export async function grantByCredentials(
  options: TokenOptions,
  request: PlainRequest,
  {
    form,
    version,
    refuse,
  }: {
    readonly form: URLSearchParams;
    readonly version: 1 | 2;
    readonly refuse: Refuse;
  },
): Promise<PlainResponse> {
  const { tenantId } = options;
  const asked = readTokenRequest(form, request.headers, version);
  if ('code' in asked) return refuse(asked.code, asked.description);
  const { clientId, secret, audience } = asked;
  const { clientAddress } = request;
  const checked = await options.checkClient({ clientId, secret, clientAddress, wanted: 'a token' });
  switch (checked.outcome) {
    case 'blocked':
      return refuse(50196, `Too many failed attempts. Try again in ${checked.waitSeconds} seconds.`, {
        'retry-after': String(checked.waitSeconds),
      });
    case 'unknown':
      return refuse(
        700016,
        `Application with identifier '${clientId.slice(0, 64)}' was not found in the directory '${tenantId}'.`,
      );
    case 'wrong-secret':
      return refuse(7000215, `Invalid client secret provided for app '${checked.principal.clientId}'.`);
    case 'disabled':
      return refuse(7000112, `Application '${checked.principal.clientId}' is disabled.`);
    case 'known':
      if (checked.principal.kind !== 'ServicePrincipal') {
        return refuse(
          700016,
          `'${checked.principal.clientId}' is no application. People sign in with a browser or a device code.`,
        );
      }
      if (!options.isAudience(audience)) {
        return refuse(
          500011,
          `The resource '${audience.slice(0, 100)}' was not found in the tenant '${tenantId}'.`,
        );
      }
      return answerToken(options, request, { principal: checked.principal, audience, version });
  }
}
