import { createHash } from 'node:crypto';
import { escapeHtml } from '../http/escape-html.ts';
import { page } from '../http/page.ts';
import type { PlainResponse } from '../http/plain-route.ts';
import type { AnswerPlace } from './authorize-request.ts';
import { redirectTo } from './redirect-to.ts';

const SUBMIT = 'document.forms[0].submit()';
const SUBMIT_HASH = createHash('sha256').update(SUBMIT).digest('base64');

/** Tells a client, by way of the browser, what came of its request: in the address that the browser goes to, or in a form that it sends there. */
export function answerClient(
  { redirectUri, state, responseMode }: AnswerPlace,
  answer: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): PlainResponse {
  if (responseMode === 'query') return redirectTo(redirectUri, { ...answer, state }, headers);
  const fields = Object.entries({ ...answer, ...(state === undefined ? {} : { state }) }).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return page(
    'One moment',
    `<form method="post" action="${escapeHtml(redirectUri)}">
${fields.join('\n')}
<p>The answer goes back to the application.</p>
<button>Continue</button>
</form>
<script>${SUBMIT}</script>`,
    {
      formAction: [new URL(redirectUri).origin],
      script: SUBMIT_HASH,
      headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', ...headers },
    },
  );
}
