import { describe, expect, test } from 'vitest';
import { createPlainMatcher, type PlainResponse } from '../http/plain-route.ts';
import { portalRoutes } from './portal.ts';
import type { PortalFile } from './portal-files.ts';

const [PLAIN, BROTLI, GZIP] = ['plain', 'brotli', 'gzip'].map(text => new TextEncoder().encode(text));
const TYPE = 'text/javascript; charset=utf-8';
const A_YEAR = 'public, max-age=31536000, immutable';

const file = (forms: Partial<PortalFile> = {}): PortalFile => ({
  bytes: PLAIN as Uint8Array,
  contentType: TYPE,
  ...forms,
});
const find = createPlainMatcher(
  portalRoutes({
    page: '<html data-nonce="__CSP_NONCE__">',
    files: new Map([
      ['assets/all-1a2b.js', file({ brotli: BROTLI as Uint8Array, gzip: GZIP as Uint8Array })],
      ['assets/zipped-1a2b.js', file({ gzip: GZIP as Uint8Array })],
      ['assets/alone-1a2b.png', file()],
      ['mark.svg', file({ brotli: BROTLI as Uint8Array })],
    ]),
  }),
);

async function get(path: string, accepted?: string): Promise<PlainResponse> {
  const match = find('GET', path);
  if (match.route === undefined) throw new Error(`no route for ${path}`);
  return match.route.handle({
    method: 'GET',
    path,
    params: match.params,
    query: new Map(),
    headers: new Map(accepted === undefined ? [] : [['accept-encoding', accepted]]),
    body: undefined,
    baseUrl: 'https://gov.example:8443',
    clientAddress: '',
    correlationId: '',
  });
}

describe('a file goes out in the smallest form that is taken', () => {
  test.each([
    ['assets/all-1a2b.js', 'gzip, deflate, br, zstd', 'br', BROTLI],
    ['assets/all-1a2b.js', 'br', 'br', BROTLI],
    ['assets/all-1a2b.js', 'GZIP;q=0.5, BR;q=0.1', 'br', BROTLI],
    ['assets/all-1a2b.js', 'gzip, deflate', 'gzip', GZIP],
    ['assets/all-1a2b.js', 'br;q=0, gzip', 'gzip', GZIP],
    ['assets/all-1a2b.js', 'br; q=0.000 , gzip;q=0', undefined, PLAIN],
    ['assets/all-1a2b.js', 'deflate, brotli, xbr, x-gzip', undefined, PLAIN],
    ['assets/all-1a2b.js', 'identity', undefined, PLAIN],
    ['assets/all-1a2b.js', '', undefined, PLAIN],
    ['assets/all-1a2b.js', undefined, undefined, PLAIN],
    ['assets/zipped-1a2b.js', 'br, gzip', 'gzip', GZIP],
    ['assets/alone-1a2b.png', 'br, gzip', undefined, PLAIN],
    ['mark.svg', 'br, gzip', 'br', BROTLI],
    ['mark.svg', 'gzip', undefined, PLAIN],
  ])('%s for %j: %s', async (path, accepted, encoding, body) => {
    const answer = await get(`/portal/${path}`, accepted);
    expect(answer).toMatchObject({ status: 200, contentType: TYPE, body });
    expect(answer.headers?.['content-encoding']).toBe(encoding);
    // A cache between us and the reader keeps the forms apart, whichever it saw first.
    expect(answer.headers?.['vary']).toBe('accept-encoding');
  });
});

test.each([
  ['/portal/assets/all-1a2b.js', A_YEAR],
  ['/portal/assets/alone-1a2b.png', A_YEAR],
  ['/portal/mark.svg', 'no-cache'],
])('%s is kept: %s', async (path, control) => {
  expect((await get(path)).headers?.['cache-control']).toBe(control);
});

test.each(['/portal', '/portal/', '/portal/policy/assignments', '/portal/mark.png', '/signed-in'])(
  '%s is the page, with a nonce of its own each time',
  async path => {
    const [one, other] = [await get(path), await get(path)];
    expect(one).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8' });
    const nonce = /data-nonce="([^"]+)"/.exec(String(one.body))?.[1] ?? '';
    expect(nonce.length).toBeGreaterThan(20);
    expect(one.headers?.['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(one.headers?.['cache-control']).toBeUndefined();
    expect(other.body).not.toBe(one.body);
  },
);

test.each(['assets/all-9z9z.js', 'assets/', 'assets/../index.html'])(
  'an asset that is not there is not the page: %s',
  async path => {
    expect(await get(`/portal/${path}`, 'br')).toMatchObject({
      status: 404,
      body: { error: { code: 'NotFound' } },
    });
  },
);

test('the origin alone leads to the portal', async () => {
  expect(await get('/')).toMatchObject({ status: 302, headers: { location: '/portal/' } });
});
