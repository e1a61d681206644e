import type { PlainResponse } from '../http/plain-route.ts';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}' +
  'code{background:#f0f0f0;padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}dt{font-weight:600}dd{margin:0 0 .6rem}' +
  '@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}code{background:#333}a{color:#8ab4f8}}';

/** A small page without script. `body` is HTML, already escaped where it holds what somebody sent. */
export function page(title: string, body: string): PlainResponse {
  return {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    headers: {
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
    body: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
${body}
</main></body></html>
`,
  };
}
