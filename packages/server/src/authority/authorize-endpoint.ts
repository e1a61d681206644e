import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { answerClient } from './answer-client.ts';
import {
  type AuthorizeRequest,
  type RefusedAuthorization,
  readAuthorizeRequest,
} from './authorize-request.ts';
import { issueCode } from './codes.ts';
import { demoButtons } from './demo-buttons.ts';
import { errorPage } from './error-page.ts';
import { createIdentify } from './identify.ts';
import { isOwnForm } from './is-own-form.ts';
import { describeRefusal, REFUSALS, type RefusedRequest, shown } from './oauth-error.ts';
import { readForm } from './read-form.ts';
import type { Session, Sessions } from './sessions.ts';
import { type SignInProblem, signInPage } from './sign-in-page.ts';
import { isTenant } from './tenant.ts';
import type { TokenOptions } from './token-options.ts';

export type AuthorizeEndpointOptions = TokenOptions & { readonly sessions: Sessions };

export type AuthorizeEndpoint = {
  /** A client sends a browser here: it gets a code at once where somebody is signed in, the sign-in page otherwise. */
  open(request: PlainRequest): Promise<PlainResponse>;
  /** The form of the sign-in page. */
  submit(request: PlainRequest): Promise<PlainResponse>;
};

/** Signs people in for public clients: authorization code with PKCE. */
export function createAuthorizeEndpoint(options: AuthorizeEndpointOptions): AuthorizeEndpoint {
  const { storage, snapshots, sessions, tenantId, logger, now, newId } = options;
  const identify = createIdentify(options);

  function show(request: PlainRequest, refused: RefusedRequest, status?: number): PlainResponse {
    const context = { at: now(), traceId: newId() };
    return errorPage(request, refused, status === undefined ? context : { ...context, status });
  }

  function refuse(request: PlainRequest, refused: RefusedAuthorization): PlainResponse {
    if (refused.redirect === undefined) return show(request, refused);
    return answerClient(refused.redirect, {
      error: REFUSALS[refused.code].error,
      error_description: describeRefusal(request, refused, { at: now(), traceId: newId() }),
    });
  }

  function read(
    request: PlainRequest,
    parameters: ReadonlyMap<string, string>,
  ): AuthorizeRequest | RefusedAuthorization {
    const { tenant = '' } = request.params;
    return isTenant(tenant, tenantId)
      ? readAuthorizeRequest(parameters, options)
      : { code: 90002, description: `Tenant '${shown(tenant)}' not found.` };
  }

  function ask(
    request: PlainRequest,
    asked: AuthorizeRequest,
    given: { readonly username: string; readonly problem: SignInProblem | undefined },
  ): PlainResponse {
    return signInPage({
      action: request.path,
      clientName: asked.client.displayName,
      baseUrl: request.baseUrl,
      leadsTo: new URL(asked.redirectUri).origin,
      parameters: asked.parameters,
      demo: demoButtons(options.demo, snapshots.current().principals),
      ...given,
    });
  }

  async function answer(
    asked: AuthorizeRequest,
    session: Session,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<PlainResponse | undefined> {
    const code = await issueCode(storage, { session, asked, at: now() });
    return code === undefined ? undefined : answerClient(asked, { code }, headers);
  }

  return {
    async open(request) {
      const asked = read(request, request.query);
      if ('code' in asked) return refuse(request, asked);
      const isSilent = asked.prompt === 'none';
      if (request.method !== 'HEAD' && (isSilent || asked.prompt === '')) {
        const session = await sessions.find(request.headers);
        const answered = session && (await answer(asked, session));
        if (answered !== undefined) return answered;
      }
      if (!isSilent) return ask(request, asked, { username: '', problem: undefined });
      return refuse(request, { code: 50058, description: 'Nobody is signed in.', redirect: asked });
    },

    async submit(request) {
      if (!isOwnForm(request)) {
        const description = 'The form was not sent from the sign-in page of this address.';
        return show(request, { code: 90023, description }, 403);
      }
      const form = readForm(request);
      if ('code' in form) return show(request, form);
      const asked = read(request, new Map([...form].map(([name, value]) => [name.toLowerCase(), value])));
      if ('code' in asked) return refuse(request, asked);
      const { clientAddress } = request;
      const who = await identify(form, clientAddress);
      if (who === 'no-demo') {
        return show(request, { code: 90023, description: 'Nobody signs in without a secret here.' }, 403);
      }
      if ('text' in who) return ask(request, asked, { username: form.get('username') ?? '', problem: who });
      const { session, cookie } = await sessions.begin(who, request.headers);
      logger.info('somebody signed in', {
        principalId: who.id,
        clientId: asked.client.id,
        clientAddress,
        by: form.has('demo') ? 'demo' : 'secret',
      });
      const answered = await answer(asked, session, { 'set-cookie': cookie });
      return answered ?? ask(request, asked, { username: who.clientId, problem: undefined });
    },
  };
}
