import { page } from '../http/page.ts';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { errorPage } from './error-page.ts';
import { shown } from './oauth-error.ts';
import type { AuthorityOptions } from './options.ts';
import { redirectTo } from './redirect-to.ts';
import type { Sessions } from './sessions.ts';
import { isTenant } from './tenant.ts';

/** Ends the browser's session and what came from it, and sends the browser back where that is an address of this server. */
export function createLogoutEndpoint(
  options: AuthorityOptions & { readonly sessions: Sessions },
): (request: PlainRequest) => Promise<PlainResponse> {
  const { sessions, tenantId, logger, now, newId } = options;
  return async request => {
    const { tenant = '' } = request.params;
    if (!isTenant(tenant, tenantId)) {
      const refused = { code: 90002, description: `Tenant '${shown(tenant)}' not found.` } as const;
      return errorPage(request, refused, { at: now(), traceId: newId() });
    }
    if (request.method === 'HEAD') return signedOut({});
    const session = await sessions.find(request.headers);
    const { cookie } = await sessions.end(request.headers);
    if (session !== undefined) {
      const { clientAddress } = request;
      logger.info('somebody signed out', { principalId: session.principal.id, clientAddress });
    }
    const uri = request.query.get('post_logout_redirect_uri') ?? '';
    if (!isOwn(uri, options.baseUrls())) return signedOut({ 'set-cookie': cookie });
    return redirectTo(uri, { state: request.query.get('state') }, { 'set-cookie': cookie });
  };
}

/** Whether an address is of this server. `baseUrls` are origins as browsers write them. */
function isOwn(uri: string, baseUrls: readonly string[]): boolean {
  const url = URL.parse(uri);
  return url !== null && url.username === '' && url.password === '' && baseUrls.includes(url.origin);
}

function signedOut(headers: Readonly<Record<string, string>>): PlainResponse {
  return page(
    'You are signed out',
    '<p>Nobody is signed in with this browser any more.</p>\n<p><a href="/">To the start page</a></p>',
    {
      headers: { 'cache-control': 'no-store', ...headers },
    },
  );
}
