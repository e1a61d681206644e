import { REFUSALS } from '../authority/oauth-error.ts';
import { page } from '../http/page.ts';
import type { PlainRoute } from '../http/plain-route.ts';

/** `/error?code=N`: what a number in a refused sign-in means. Error bodies of the authority link here. */
export const authorityErrorsRoute: PlainRoute = {
  method: 'GET',
  path: '/error',
  handle({ query }) {
    const found = Object.entries(REFUSALS).find(([code]) => code === query.get('code'));
    if (found === undefined)
      return page('Unknown code', '<p>This authority does not use that code.</p>', { status: 404 });
    const [code, { error, means }] = found;
    return page(`AADSTS${code}`, `<p>${means}</p><p>OAuth error: <code>${error}</code></p>`);
  },
};
