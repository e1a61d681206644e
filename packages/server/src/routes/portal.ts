import { randomBytes } from 'node:crypto';
import type { PlainRequest, PlainResponse, PlainRoute } from '../http/plain-route.ts';
import type { PortalFile, PortalFiles } from './portal-files.ts';

const A_YEAR = 'public, max-age=31536000, immutable';

/** The portal's page at every address of it, and its files. Anonymous: there is nothing in them that needs a token. */
export function portalRoutes(portal: PortalFiles): readonly PlainRoute[] {
  const showPage = () => portalPage(portal.page);
  return [
    { method: 'GET', path: '/', handle: () => ({ status: 302, headers: { location: '/portal/' } }) },
    // With its slash too: paths are matched without it.
    { method: 'GET', path: '/portal', handle: showPage },
    // Where the authority sends people back to.
    { method: 'GET', path: '/signed-in', handle: showPage },
    {
      method: 'GET',
      path: '/portal/{file*}',
      handle: request => {
        const { file = '' } = request.params;
        const found = portal.files.get(file);
        if (found !== undefined) return fileResponse(request, file, found);
        return file.startsWith('assets/') ? NO_FILE : showPage();
      },
    },
  ];
}

const NO_FILE: PlainResponse = {
  status: 404,
  body: {
    error: {
      code: 'NotFound',
      message: 'The portal has no such file. It may be one of another version: reload the page.',
    },
  },
};

/** No script but our own files, styles of our own files and of this page's nonce, nothing from or to anybody else, in nobody's frame. */
function portalPage(page: string): PlainResponse {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    headers: {
      'content-security-policy': policy,
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    },
    body: page.replace('__CSP_NONCE__', nonce),
  };
}

/** What stands below `assets/` has its hash in its name. */
function fileResponse({ headers }: PlainRequest, path: string, file: PortalFile): PlainResponse {
  const accepted = acceptedCodings(headers.get('accept-encoding') ?? '');
  const [encoding, body] =
    file.brotli !== undefined && accepted.has('br')
      ? ['br', file.brotli]
      : file.gzip !== undefined && accepted.has('gzip')
        ? ['gzip', file.gzip]
        : [undefined, file.bytes];
  return {
    status: 200,
    contentType: file.contentType,
    headers: {
      'cache-control': path.startsWith('assets/') ? A_YEAR : 'no-cache',
      vary: 'accept-encoding',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    },
    body,
  };
}

/** The codings of an Accept-Encoding header but those that it rules out with a weight of 0 (RFC 9110, 12.5.3). */
function acceptedCodings(header: string): ReadonlySet<string> {
  const entries = header
    .toLowerCase()
    .split(',')
    .map(entry => entry.split(';').map(part => part.trim()));
  return new Set(
    entries.filter(([, weight = '']) => !/^q=0(\.0*)?$/.test(weight)).map(([coding = '']) => coding),
  );
}
