import { shellQuote } from './shell-quote.ts';
import type { Written } from './written.ts';

/** The request as a command of curl, for bash and zsh; the token comes from the environment. */
export function restSnippet({ scope, name, body }: Written, endpoint: string, apiVersion: string): string {
  const path = `${scope}/providers/Microsoft.Authorization/policyAssignments/${encodeURIComponent(name)}`;
  return [
    `curl --fail-with-body -X PUT ${shellQuote(`${endpoint}${path}?api-version=${apiVersion}`)} \\`,
    '  -H "Authorization: Bearer $TOKEN" \\',
    "  -H 'Content-Type: application/json' \\",
    "  --data-binary @- <<'BODY'",
    JSON.stringify(body, null, 2),
    'BODY',
    '',
  ].join('\n');
}
