import type { Principal } from '@sluice/engine/model';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { answerToken } from './answer-token.ts';
import { disabledApplication, type Refuse, type RefusedRequest, unknownApplication } from './oauth-error.ts';
import type { TokenOptions } from './token-options.ts';
import { readTokenRequest } from './token-request.ts';

/** A token for a client that shows its own id and secret, or a token of another issuer that stands for it. */
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
  if ('code' in asked) return refuseFor(asked);
  const { clientId, proof, audience } = asked;
  const { clientAddress } = request;
  if ('assertion' in proof) {
    const shown = { clientId, assertion: proof.assertion, clientAddress };
    const principal = await options.checkAssertion(shown);
    if ('code' in principal) return refuseFor(principal);
    return grant(principal);
  }
  const { secret } = proof;
  const checked = await options.checkClient({ clientId, secret, clientAddress, wanted: 'a token' });
  switch (checked.outcome) {
    case 'blocked':
      return refuse(50196, `Too many failed attempts. Try again in ${checked.waitSeconds} seconds.`, {
        'retry-after': String(checked.waitSeconds),
      });
    case 'unknown':
      return notFound();
    case 'wrong-secret':
      // Which people there are is told to nobody who only guesses.
      if (checked.principal.kind !== 'ServicePrincipal') return notFound();
      return refuse(7000215, `Invalid client secret provided for app '${checked.principal.clientId}'.`);
    case 'disabled':
      return refuseFor(disabledApplication(checked.principal.clientId));
    case 'known':
      // Not even that a password was right: people sign in with a browser or a device code.
      if (checked.principal.kind !== 'ServicePrincipal') return notFound();
      return grant(checked.principal);
  }

  function refuseFor({ code, description }: RefusedRequest): PlainResponse {
    return refuse(code, description);
  }

  function notFound(): PlainResponse {
    return refuseFor(unknownApplication(clientId, tenantId));
  }

  function grant(principal: Principal): PlainResponse | Promise<PlainResponse> {
    if (options.isAudience(audience)) return answerToken(options, request, { principal, audience, version });
    return refuse(
      500011,
      `The resource '${audience.slice(0, 100)}' was not found in the tenant '${tenantId}'.`,
    );
  }
}
