import { describe, expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { isApiVersion, readApiVersion } from './api-version.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { isFinal, operationHeaders, toOperationBody } from './operations.ts';
import { nextLink, pageResponse, readSkipToken } from './paging.ts';
import { decodeToken, encodeToken } from './token.ts';

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof ApiError ? error.detail.code : String(error);
  }
}

describe('api-version', () => {
  test.each([
    '2015-04-01',
    '2026-01-01-preview',
    '2024-02-29',
    '2020-07-01-PREVIEW',
    '2020-07-01-privatepreview',
    '2019-03-01-beta-2',
  ])('%s is taken', text => {
    expect(isApiVersion(text)).toBe(true);
    expect(readApiVersion(new Map([['api-version', text]]))).toBe(text);
  });

  test.each([
    'latest',
    '2024',
    '2024-1-1',
    '2024-13-01',
    '2024-00-10',
    '2023-02-29',
    '2024-04-31',
    '2024-04-01preview',
    '2024-04-01-',
    '2024-04-01 x',
    '20240401',
    "2024-04-01'",
  ])('%s is refused', text => {
    expect(codeOf(() => readApiVersion(new Map([['api-version', text]])))).toBe('InvalidApiVersionParameter');
  });

  test.each([[[]], [[['api-version', '']]], [[['api-version', ' ']]]] as const)('%j has none', entries => {
    expect(codeOf(() => readApiVersion(new Map<string, string>(entries)))).toBe('MissingApiVersionParameter');
  });
});

describe('base64url', () => {
  test.each(['', 'a', 'ab', 'abc', 'abcd', 'ü€😀', '~?>\u0000'])(
    '%j is read back, as others write it',
    text => {
      expect(toBase64Url(text)).toBe(Buffer.from(text, 'utf8').toString('base64url'));
      expect(fromBase64Url(toBase64Url(text))).toBe(text);
    },
  );

  test.each(['a', 'a=', 'a b', '_w', '+/', 'ü'])('%j is none', text => {
    expect(fromBase64Url(text)).toBeUndefined();
  });
});

describe('opaque tokens', () => {
  test.each([[{ after: '/subscriptions/ü' }], [[1, null]], ['x'], [0]])('%j comes back', value => {
    expect(decodeToken(encodeToken(value))).toEqual(value);
  });

  test.each(['', 'x', 'e30x!', toBase64Url('{"a":'), 'a'.repeat(9000)])('%j is none', token => {
    expect(decodeToken(token)).toBeUndefined();
  });
});

describe('paging', () => {
  const request = {
    baseUrl: 'https://localhost:8443',
    path: '/subscriptions/S 1/providers/A.B/t',
    query: new Map([
      ['api-version', '2024-01-01'],
      ['$filter', "name eq 'a&b'"],
      ['$skiptoken', 'old'],
    ]),
  };

  test('the next link is absolute, keeps the query and replaces the token', () => {
    const link = new URL(nextLink(request, { after: 'k' }));
    expect(link.origin + link.pathname).toBe('https://localhost:8443/subscriptions/S%201/providers/A.B/t');
    expect([...link.searchParams]).toEqual([
      ['api-version', '2024-01-01'],
      ['$filter', "name eq 'a&b'"],
      ['$skiptoken', encodeToken({ after: 'k' })],
    ]);
    expect(readSkipToken(new Map(link.searchParams))).toEqual({ after: 'k' });
  });

  test('the last page has no link', () => {
    expect(pageResponse(request, [{ name: 'x' }], undefined)).toEqual({
      status: 200,
      body: { value: [{ name: 'x' }] },
    });
  });

  test('another page is linked under the name asked for', () => {
    expect(pageResponse(request, [], 'k').body).toHaveProperty('nextLink');
    expect(pageResponse(request, [], 'k', '@odata.nextLink').body).toHaveProperty(['@odata.nextLink']);
  });

  test('a token that no list made is refused', () => {
    expect(readSkipToken(new Map())).toBeUndefined();
    expect(readSkipToken(new Map([['$skip', encodeToken('k')]]))).toBe('k');
    expect(codeOf(() => readSkipToken(new Map([['$skiptoken', '%%%']])))).toBe('InvalidSkipToken');
  });
});

describe('long-running operations', () => {
  test('headers lead to status and result', () => {
    expect(
      operationHeaders({
        baseUrl: 'https://h:1',
        apiVersion: '2024-01-01',
        asyncOperation: '/a/b',
        location: '/c',
        retryAfterSeconds: 2,
      }),
    ).toEqual({
      'Azure-AsyncOperation': 'https://h:1/a/b?api-version=2024-01-01',
      Location: 'https://h:1/c?api-version=2024-01-01',
      'Retry-After': '2',
    });
    expect(operationHeaders({ baseUrl: 'https://h', apiVersion: 'v' })).toEqual({});
  });

  test('the body carries a failure as code and message', () => {
    const operation = {
      id: '/o',
      name: 'o',
      status: 'Failed',
      startTime: '2026-01-01T00:00:00Z',
      error: { code: 'X', message: 'm', target: 't' },
    } as const;
    expect(toOperationBody(operation)).toEqual({ ...operation, error: { code: 'X', message: 'm' } });
  });

  test.each([
    ['Succeeded', true],
    ['Failed', true],
    ['Canceled', true],
    ['InProgress', false],
    ['Updating', false],
  ])('%s is final: %s', (status, final) => {
    expect(isFinal(status)).toBe(final);
  });
});
