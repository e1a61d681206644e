import https from 'node:https';
import { connect } from 'node:tls';
import { ApiError, notFound } from '@sluice/arm/errors';
import type { ArmRequest, ArmResponse } from '@sluice/arm/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BODY_LIMIT_BYTES } from './server.ts';
import { type CallOptions, call } from './testing/call.ts';
import { startServer, type TestServer } from './testing/start-server.ts';

const GUID = /^[0-9a-f-]{36}$/;
const anybody = async () => 'caller';
const JSON_HEADERS = { 'content-type': 'application/json' };

let server: TestServer;
/** What the handler saw last, and does next. */
let seen: ArmRequest | undefined;
let answer: (request: ArmRequest) => ArmResponse | Promise<ArmResponse>;

beforeAll(async () => {
  server = await startServer({
    handleArm: async request => {
      seen = request;
      return answer(request);
    },
    authenticate: async ({ authorization, baseUrl }) => {
      if (authorization === 'Bearer bad')
        throw new ApiError(
          401,
          { code: 'AuthenticationFailed', message: 'no' },
          { 'WWW-Authenticate': `Bearer x="${baseUrl}"` },
        );
      return 'caller';
    },
    routes: [
      {
        method: 'GET',
        path: '/plain/{name}',
        handle: ({ params }) => ({ status: 200, contentType: 'text/plain', body: `hello ${params['name']}` }),
      },
      {
        method: 'POST',
        path: '/{tenant}/token',
        handle: ({ body, headers }) => ({
          status: 200,
          body: { form: body ?? null, basic: headers.get('authorization') ?? null },
        }),
      },
    ],
  });
});
afterAll(() => server.stop());

async function send(path: string, options: CallOptions = {}) {
  seen = undefined;
  answer ??= () => ({ status: 200, body: {} });
  return call(server, path, options);
}

function error(reply: { json(): unknown }): { readonly code?: string; readonly message?: string } {
  const body = reply.json();
  return typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    typeof body.error === 'object' &&
    body.error !== null
    ? body.error
    : {};
}

describe('what a handler is given', () => {
  test.each([
    ['/subscriptions/S?api-version=2022-12-01', '/subscriptions/S', { 'api-version': '2022-12-01' }],
    ['//subscriptions//S/?API-Version=2022-12-01', '/subscriptions/S', { 'api-version': '2022-12-01' }],
    [
      '/a%20b/%C3%BC?%24filter=a%20eq+%27x%27&api%2Dversion=v',
      '/a b/ü',
      { $filter: "a eq 'x'", 'api-version': 'v' },
    ],
    ['/a?$top=5&empty=&flag', '/a', { $top: '5', empty: '', flag: '' }],
    ['/a?x=1&x=1', '/a', { x: '1' }],
    ['/a%252Fb', '/a%2Fb', {}],
    ['/', '/', {}],
  ])('%s', async (path, decoded, query) => {
    await send(path);
    expect(seen).toMatchObject({ verb: 'GET', path: decoded, body: undefined, clientAddress: '127.0.0.1' });
    expect(Object.fromEntries(seen?.query ?? [])).toEqual(query);
  });

  test('the verb, the body and the version', async () => {
    await send('/x?api-version=2024-01-01', {
      method: 'PUT',
      headers: JSON_HEADERS,
      body: '{"properties":{"a":[1,null]}}',
    });
    expect(seen).toMatchObject({
      verb: 'PUT',
      apiVersion: '2024-01-01',
      body: { properties: { a: [1, null] } },
    });
  });

  test.each(['application/json; charset=utf-8', 'application/merge-patch+json', 'text/json', undefined])(
    'a body of type %s',
    async type => {
      await send('/x', {
        method: 'PATCH',
        headers: type === undefined ? {} : { 'content-type': type },
        body: '{"a":1}',
      });
      expect(seen?.body).toEqual({ a: 1 });
    },
  );

  test('no body for an empty one', async () => {
    await send('/x', { method: 'POST', headers: JSON_HEADERS, body: '' });
    expect(seen).toMatchObject({ verb: 'POST', body: undefined });
  });

  test('headers in lower case, without the token', async () => {
    await send('/x', { headers: { Authorization: 'Bearer T', 'If-Match': '"e"' } });
    expect(seen?.headers.get('if-match')).toBe('"e"');
    expect(seen?.headers.has('authorization')).toBe(false);
  });

  test('the address that the client used', async () => {
    await send('/x', { headers: { host: `localhost:${server.port}` } });
    expect(seen?.baseUrl).toBe(`https://localhost:${server.port}`);
    await send('/x', { headers: { host: `LOCALHOST:${server.port}` } });
    expect(seen?.baseUrl).toBe(`https://localhost:${server.port}`);
  });
});

describe('what a client gets', () => {
  test('ids, no caching and JSON', async () => {
    answer = () => ({ status: 201, headers: { 'x-sluice-revision': '3' }, body: { name: 'ü' } });
    const reply = await send('/x', { method: 'PUT', body: '{}' });
    expect(reply.status).toBe(201);
    expect(reply.json()).toEqual({ name: 'ü' });
    expect(reply.headers).toMatchObject({
      'x-ms-request-id': expect.stringMatching(GUID),
      'x-ms-correlation-request-id': expect.stringMatching(GUID),
      'x-ms-routing-request-id': expect.stringMatching(/^SLUICE:\d{8}T\d{6}Z:[0-9a-f-]{36}$/),
      'cache-control': 'no-cache',
      'content-type': 'application/json; charset=utf-8',
      'x-sluice-revision': '3',
      date: expect.any(String),
    });
    expect(reply.headers['x-ms-client-request-id']).toBeUndefined();
    expect(seen?.requestId).toBe(reply.headers['x-ms-request-id']);
    expect(seen?.correlationId).toBe(reply.headers['x-ms-correlation-request-id']);
  });

  test.each([
    ['2f8d1f5e-7c0a-4d5b-9f4e-0123456789AB', '2f8d1f5e-7c0a-4d5b-9f4e-0123456789ab'],
    ['no guid', undefined],
    ['', undefined],
  ])('the correlation id %j', async (given, kept) => {
    const reply = await send('/x', { headers: { 'x-ms-correlation-request-id': given } });
    expect(reply.headers['x-ms-correlation-request-id']).toEqual(kept ?? expect.stringMatching(GUID));
  });

  test.each([
    [{ 'x-ms-client-request-id': 'mine' }, undefined],
    [{ 'x-ms-client-request-id': 'mine', 'x-ms-return-client-request-id': 'false' }, undefined],
    [{ 'x-ms-client-request-id': 'mine', 'x-ms-return-client-request-id': 'True' }, 'mine'],
    [{ 'x-ms-client-request-id': 'a b', 'x-ms-return-client-request-id': 'true' }, undefined],
  ])('its own id only when it asks: %j', async (headers, echoed) => {
    expect((await send('/x', { headers })).headers['x-ms-client-request-id']).toBe(echoed);
  });

  test.each([200, 202])('a really empty body with %i', async status => {
    answer = () => ({ status });
    const reply = await send('/x', { method: 'DELETE' });
    expect(reply).toMatchObject({ status, text: '', headers: { 'content-length': '0' } });
    expect(reply.headers['content-type']).toBeUndefined();
  });

  test('nothing at all with 204', async () => {
    answer = () => ({ status: 204 });
    const reply = await send('/x', { method: 'HEAD' });
    expect(reply).toMatchObject({ status: 204, text: '' });
    expect(seen?.verb).toBe('HEAD');
  });

  test('no body for HEAD, not even of an error', async () => {
    answer = () => {
      throw notFound('ResourceGroupNotFound', 'gone');
    };
    expect(await send('/x', { method: 'HEAD' })).toMatchObject({ status: 404, text: '' });
  });

  test('one connection for many requests', async () => {
    answer = () => ({ status: 200, body: {} });
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<unknown>();
    agent.on('free', socket => sockets.add(socket));
    for (let i = 0; i < 3; i++) expect((await send('/x', { agent })).status).toBe(200);
    agent.destroy();
    expect(sockets.size).toBe(1);
  });
});

describe('errors come in ARM’s envelope', () => {
  test('of a handler, with its headers', async () => {
    answer = () => {
      throw new ApiError(
        429,
        { code: 'TooManyRequests', message: 'slow', target: 't', details: [{ code: 'a', message: 'b' }] },
        { 'Retry-After': '3' },
      );
    };
    const reply = await send('/x');
    expect(reply).toMatchObject({ status: 429, headers: { 'retry-after': '3' } });
    expect(reply.json()).toEqual({
      error: {
        code: 'TooManyRequests',
        message: 'slow',
        target: 't',
        details: [{ code: 'a', message: 'b' }],
      },
    });
  });

  test('of authentication, before the body is looked at', async () => {
    const reply = await send('/x', {
      method: 'PUT',
      headers: { authorization: 'Bearer bad', ...JSON_HEADERS },
      body: '{',
    });
    expect(reply).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': `Bearer x="https://127.0.0.1:${server.port}"` },
    });
    expect(seen).toBeUndefined();
  });

  test('an unexpected one is a 500 with an id and nothing else; the log has the rest', async () => {
    answer = () => {
      throw new Error('relation "secrets" does not exist at 10.0.0.1', { cause: new Error('inner') });
    };
    server.log.length = 0;
    const reply = await send('/x');
    const id = reply.headers['x-ms-request-id'] ?? '';
    expect(reply.status).toBe(500);
    expect(reply.json()).toEqual({
      error: { code: 'InternalServerError', message: expect.stringContaining(id) },
    });
    expect(reply.text).not.toMatch(/relation|10\.0\.0\.1|stack/);
    const logged = server.log.find(line => line.includes('relation'));
    expect(JSON.parse(logged ?? '{}')).toMatchObject({
      level: 'error',
      requestId: id,
      error: { message: expect.stringContaining('relation'), cause: { message: 'inner' } },
    });
  });

  test('an error of a socket inside a handler is ours, not the client’s', async () => {
    answer = () => {
      throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    };
    expect(error(await send('/x')).code).toBe('InternalServerError');
  });

  test.each([
    ['{"a":1,}', 'line 1, column 8'],
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3'],
    ['{"Name":1,"name":2}', "'name' is there twice"],
    ['{"__proto__":{"isAdmin":true}}', "'__proto__'"],
    ['{"a":"\\u0000"}', 'null character'],
    ['{"a":"\\ud800"}', 'surrogate'],
    [`${'['.repeat(5000)}`, 'deeper than'],
    ['{"a":1}x', "unexpected 'x'"],
    ['hello', "found 'h'"],
  ])('a body of %j', async (body, message) => {
    const reply = await send('/x', { method: 'PUT', headers: JSON_HEADERS, body });
    expect(reply.status).toBe(400);
    expect(error(reply)).toMatchObject({
      code: 'InvalidRequestContent',
      message: expect.stringContaining(message),
    });
    expect(seen).toBeUndefined();
  });

  test('a body that is no UTF-8', async () => {
    const reply = await send('/x', {
      method: 'PUT',
      headers: JSON_HEADERS,
      body: Uint8Array.from([0x22, 0xff, 0x22]),
    });
    expect(error(reply).code).toBe('InvalidRequestContent');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '???'])(
    'a body of type %s',
    async type => {
      const reply = await send('/x', { method: 'PUT', headers: { 'content-type': type }, body: 'a=1' });
      expect(reply.status).toBe(415);
      expect(error(reply).code).toBe('UnsupportedMediaType');
    },
  );

  test('a body that is too large, announced or not', async () => {
    const fits = `"${'x'.repeat(BODY_LIMIT_BYTES - 2)}"`;
    answer = () => ({ status: 200 });
    for (const headers of [JSON_HEADERS, { ...JSON_HEADERS, 'transfer-encoding': 'chunked' }]) {
      const reply = await send('/x', { method: 'PUT', headers, body: `${fits} ` });
      expect(reply.status).toBe(413);
      expect(error(reply).code).toBe('RequestBodyTooLarge');
      expect(seen).toBeUndefined();
      expect((await send('/x', { method: 'PUT', headers, body: fits })).status).toBe(200);
    }
  });

  test.each(['/a%zz', '/a%ff', '/a?b=%', '/a%00', '/a%0d%0ax:y', '/a?x=1&X=2', 'https://localhost/a'])(
    'an address like %s',
    async path => {
      const reply = await send(path);
      expect(reply.status).toBe(400);
      expect(error(reply).code).toBe('InvalidRequestUri');
    },
  );

  test.each(['evil.example', 'localhost', 'localhost:1', '127.0.0.1.evil.example:443', 'a b'])(
    'a host like %j',
    async host => {
      const reply = await send('/x', { headers: { host } });
      expect(reply.status).toBe(421);
      expect(error(reply).code).toBe('MisdirectedRequest');
      expect(reply.text).not.toContain('evil');
    },
  );

  test.each(['OPTIONS', 'TRACE', 'PROPFIND'])('the method %s', async method => {
    const reply = await send('/x', { method });
    expect(reply).toMatchObject({ status: 405, headers: { allow: 'GET, PUT, PATCH, DELETE, POST, HEAD' } });
    expect(error(reply).code).toBe('HttpMethodNotAllowed');
  });

  test('headers that are too large', async () => {
    const reply = await send('/x', { headers: { 'x-large': 'x'.repeat(20_000) } });
    expect(error(reply).code).toBe('InvalidHeaderValue');
  });

  test('what is no HTTP', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: server.port, ca: server.ca }, () =>
        socket.write('HELLO\r\n\r\n'),
      );
      let received = '';
      socket.on('data', data => {
        received += data.toString();
      });
      socket.on('end', () => resolve(received)).on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      error: { code: 'InvalidRequestContent' },
    });
  });
});

describe('routes that are not ARM', () => {
  test('are matched without case, after slashes were collapsed, and need nobody', async () => {
    const reply = await send('//PLAIN/Ann', { headers: { authorization: 'Bearer bad' } });
    expect(reply).toMatchObject({
      status: 200,
      text: 'hello Ann',
      headers: { 'content-type': 'text/plain' },
    });
  });

  test('get their body as text, and the credentials of the header', async () => {
    const reply = await send('/t/token', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: 'Basic x' },
      body: 'a=1&b=%20',
    });
    expect(reply.json()).toEqual({ form: 'a=1&b=%20', basic: 'Basic x' });
  });

  test('refuse other methods and know HEAD', async () => {
    expect(await send('/plain/x', { method: 'DELETE' })).toMatchObject({
      status: 405,
      headers: { allow: 'GET' },
    });
    expect(await send('/plain/x', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });
});

test('requests are logged without query and token', async () => {
  answer = () => ({ status: 200 });
  server.log.length = 0;
  await send('/logged?sig=hunter2', { headers: { authorization: 'Bearer abcdefghijklmnop' } });
  await expect.poll(() => server.log.length).toBe(1);
  expect(JSON.parse(server.log[0] ?? '')).toMatchObject({
    level: 'info',
    method: 'GET',
    path: '/logged',
    status: 200,
    requestId: expect.stringMatching(GUID),
  });
  expect(server.log[0]).not.toMatch(/hunter2|abcdefgh/);
});

describe('closing', () => {
  test('lets a request end and takes no new one', async () => {
    let release = (_: ArmResponse) => {};
    let arrived = () => {};
    const waiting = new Promise<void>(resolve => (arrived = resolve));
    const other = await startServer({
      authenticate: anybody,
      handleArm: () => {
        arrived();
        return new Promise(resolve => (release = resolve));
      },
    });
    const slow = call(other, '/slow');
    await waiting;
    const stopped = other.stop();
    await expect(call(other, '/late')).rejects.toThrow();
    release({ status: 200, body: { done: true } });
    expect((await slow).json()).toEqual({ done: true });
    await stopped;
  });

  test('cuts what does not end in time', async () => {
    let arrived = () => {};
    const waiting = new Promise<void>(resolve => (arrived = resolve));
    const other = await startServer({
      authenticate: anybody,
      handleArm: () => {
        arrived();
        return new Promise(() => {});
      },
    });
    const stuck = expect(call(other, '/stuck')).rejects.toThrow();
    await waiting;
    await other.close(50);
    await stuck;
  });
});

test('a port that is taken is said', async () => {
  const options = { authenticate: anybody, handleArm: async () => ({ status: 200 }), port: server.port };
  await expect(startServer(options)).rejects.toThrow(/EADDRINUSE/);
});

test('names are checked at once', async () => {
  await expect(
    startServer({ authenticate: anybody, handleArm: async () => ({ status: 200 }), names: ['not a host'] }),
  ).rejects.toThrow(/not a host/);
});
