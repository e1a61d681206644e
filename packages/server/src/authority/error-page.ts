import { escapeHtml } from '../http/escape-html.ts';
import { page } from '../http/page.ts';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { describeRefusal, REFUSALS, type RefusedRequest } from './oauth-error.ts';

/** Tells a person why signing in or out goes no further here, where nobody else may be told. */
export function errorPage(
  request: Pick<PlainRequest, 'baseUrl' | 'correlationId'>,
  refused: RefusedRequest,
  context: { readonly at: Date; readonly traceId: string; readonly status?: number },
): PlainResponse {
  const { status, means } = REFUSALS[refused.code];
  return page(
    'Signing in goes no further',
    `<p>${means}</p>
<p><code>${escapeHtml(describeRefusal(request, refused, context))}</code></p>
<p>Go back to the application and try again. If that does not help, show this page to whoever runs this server.</p>
<p><a href="/">To the start page</a></p>`,
    { status: context.status ?? status, headers: { 'cache-control': 'no-store' } },
  );
}
