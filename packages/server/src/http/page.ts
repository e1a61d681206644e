import { createHash } from 'node:crypto';
import type { PlainResponse } from './plain-route.ts';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}' +
  'code{background:#f0f0f0;padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}dt{font-weight:600}dd{margin:0 0 .6rem}' +
  '@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}code{background:#333}a{color:#8ab4f8}}';

export type PageOptions = {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the style of simple pages. */
  readonly style?: string;
  /** Where forms of the page may lead, redirects included, as the content security policy says it. Default: nowhere. */
  readonly formAction?: readonly string[];
  /** SHA-256, in base64, of the one script that the page may run. Default: none. */
  readonly script?: string;
};

/** A small page. `title` and `body` are HTML, already escaped where they hold what somebody sent. */
export function page(title: string, body: string, options: PageOptions = {}): PlainResponse {
  const { status = 200, headers = {}, style = STYLE, formAction = ["'none'"], script } = options;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    ...(script === undefined ? [] : [`script-src 'sha256-${script}'`]),
    `form-action ${formAction.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': policy.join('; '), ...headers },
    body: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1>
${body}
</main></body></html>
`,
  };
}
