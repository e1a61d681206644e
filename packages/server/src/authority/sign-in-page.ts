import { escapeHtml } from '../http/escape-html.ts';
import { page } from '../http/page.ts';
import type { PlainResponse } from '../http/plain-route.ts';

/** Why somebody was not signed in, in plain words, and the field to look at. */
export type SignInProblem = {
  readonly text: string;
  readonly field: 'username' | 'password';
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
};

export type SignInPage = {
  /** Path that the forms are sent to. */
  readonly action: string;
  /** Who asks. */
  readonly clientName: string;
  /** Where: `https://name:port`. */
  readonly baseUrl: string;
  /** The address (origin) that the answer to the form leads to, where that is another one; undefined: it stays here. */
  readonly leadsTo?: string;
  /** What comes back with the form. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Who may sign in by a button alone. */
  readonly demo: readonly { readonly name: string; readonly displayName: string }[];
  /** The client id that was given before. */
  readonly username: string;
  readonly problem: SignInProblem | undefined;
};

/** Of all pages about signing in. */
export const SIGN_IN_STYLE = `
:root{--text:#242424;--page:#f5f5f5;--card:#fff;--line:#8a8a8a;--soft:#e0e0e0;--accent:#0f6cbd;--pressed:#0c3b5e;--on:#fff;--bad:#a80000;--badbg:#fdf3f4}
@media(prefers-color-scheme:dark){:root{--text:#f5f5f5;--page:#1a1a1a;--card:#292929;--line:#999;--soft:#525252;--accent:#115ea3;--pressed:#0c3b5e;--on:#fff;--bad:#ffb3b3;--badbg:#3b0509}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;justify-content:center;align-items:safe center;padding:1rem;font:16px/1.5 "Segoe UI",system-ui,sans-serif;color:var(--text);background:var(--page)}
main{width:100%;max-width:26rem;padding:2rem 1.5rem;background:var(--card);border:1px solid var(--soft);border-radius:8px}
h1{margin:0 0 .5rem;font-size:1.5rem;line-height:1.3;font-weight:600}
h2{margin:0 0 .75rem;font-size:1rem;font-weight:600}
p{margin:0 0 1rem;overflow-wrap:anywhere}
section+section{margin-top:1.5rem;padding-top:1.5rem;border-top:1px solid var(--soft)}
label{display:block;margin:0 0 .25rem;font-weight:600}
input:not([type=hidden]){display:block;width:100%;min-height:44px;margin:0 0 1rem;padding:.5rem .75rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:4px}
input[aria-invalid]{border-color:var(--bad)}
button{display:block;width:100%;min-height:44px;margin:0 0 .5rem;padding:.5rem .75rem;font:inherit;font-weight:600;border:1px solid var(--line);border-radius:4px;color:inherit;background:var(--card);cursor:pointer}
button:hover{border-color:var(--text)}
button.primary{color:var(--on);background:var(--accent);border-color:var(--accent)}
button.primary:hover{background:var(--pressed);border-color:var(--pressed)}
:focus-visible{outline:2px solid var(--text);outline-offset:2px}
.problem{padding:.75rem;color:var(--bad);background:var(--badbg);border:1px solid currentColor;border-radius:4px}
`;

/** The page that asks who somebody is. Nothing of it needs script. */
export function signInPage(input: SignInPage): PlainResponse {
  const { problem, baseUrl, clientName, leadsTo = baseUrl } = input;
  return page(
    'Sign in to Sluice',
    `<p><strong>${escapeHtml(clientName)}</strong> on <strong>${escapeHtml(new URL(baseUrl).host)}</strong> asks who you are.</p>
${demoForm(input)}
${secretForm(input)}`,
    {
      status: problem?.status ?? 200,
      style: SIGN_IN_STYLE,
      // Browsers hold the answer to a form to this too, and the answer leads to the application.
      formAction: leadsTo === baseUrl ? ["'self'"] : ["'self'", leadsTo],
      headers: {
        'cache-control': 'no-store',
        // Not `no-referrer`: browsers would no longer say where the form comes from.
        'referrer-policy': 'same-origin',
        ...problem?.headers,
      },
    },
  );
}

function demoForm(input: SignInPage): string {
  if (input.demo.length === 0) return '';
  const buttons = input.demo.map(
    ({ name, displayName }) =>
      `<button class="primary" name="demo" value="${escapeHtml(name)}">Sign in as ${escapeHtml(displayName)}</button>`,
  );
  return `<section>
<h2>This is a demo: choose who you are</h2>
${formStart(input)}
${buttons.join('\n')}
</form>
</section>`;
}

function secretForm(input: SignInPage): string {
  const { problem, demo, username } = input;
  const at = (field: SignInProblem['field']) => {
    const isWrong = problem?.field === field;
    const isFirst = problem === undefined && demo.length === 0 && field === 'username';
    const marks = [
      isWrong ? 'aria-invalid="true" aria-describedby="problem"' : '',
      isWrong || isFirst ? 'autofocus' : '',
    ];
    return marks.filter(mark => mark !== '').join(' ');
  };
  const heading = demo.length === 0 ? '' : '<h2>Or with credentials of your own</h2>\n';
  return `<section>
${heading}${formStart(input)}
${problem === undefined ? '' : `<p class="problem" id="problem" role="alert">${escapeHtml(problem.text)}</p>`}
<label for="username">User name or client id</label>
<input id="username" name="username" type="text" value="${escapeHtml(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="128" required ${at('username')}>
<label for="password">Password or secret</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1024" required ${at('password')}>
<button${demo.length === 0 ? ' class="primary"' : ''}>Sign in</button>
</form>
</section>`;
}

function formStart({ action, parameters }: SignInPage): string {
  const hidden = [...parameters].map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="${escapeHtml(action)}">\n${hidden.join('\n')}`;
}
