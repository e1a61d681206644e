import { describe, expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { createClient } from './create-client.ts';
import type { FetchLike } from './fetch-like.ts';

type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
type Sent = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A client whose server gives these answers in turn, and what it was sent. */
function connect(...answers: readonly Answer[]) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const fetch: FetchLike = (url, init) => {
    const answer = answers[sent.length] ?? { status: 599 };
    sent.push({ url, ...init });
    const text =
      answer.body === undefined
        ? ''
        : typeof answer.body === 'string'
          ? answer.body
          : JSON.stringify(answer.body);
    return Promise.resolve({
      status: answer.status,
      headers: new Headers(answer.headers),
      text: () => Promise.resolve(text),
    });
  };
  const sleep = (ms: number) => Promise.resolve(void waits.push(ms));
  const client = createClient({
    endpoint: 'https://h:8443/',
    fetch,
    sleep,
    token: () => Promise.resolve('T'),
  });
  return { client, sent, waits };
}

async function collect<T>(members: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const member of members) all.push(member);
  return all;
}

async function errorOf(run: Promise<unknown>): Promise<ApiError> {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiError) return error;
  throw new Error(`expected an ApiError, got ${String(error)}`);
}

test('a call carries version, token and body', async () => {
  const { client, sent } = connect({
    status: 201,
    body: { name: 'x' },
    headers: { 'x-sluice-revision': '7' },
  });
  const answer = await client.put(
    '/subscriptions/s 1',
    '2024-01-01',
    { tags: {} },
    { query: { $filter: "a eq 'b'" } },
  );
  expect(answer).toMatchObject({ status: 201, body: { name: 'x' } });
  expect(answer.header('X-Sluice-Revision')).toBe('7');
  expect(answer.header('absent')).toBeUndefined();
  expect(sent).toEqual([
    {
      method: 'PUT',
      url: "https://h:8443/subscriptions/s%201?api-version=2024-01-01&$filter=a%20eq%20'b'",
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization: 'Bearer T' },
      body: '{"tags":{}}',
    },
  ]);
});

test('verbs without a body send none', async () => {
  const { client, sent } = connect({ status: 204 }, { status: 200 }, { status: 200 });
  expect((await client.delete('/a', 'v')).body).toBeUndefined();
  await client.get('/a', 'v');
  await client.act('/a/listKeys', 'v');
  expect(sent.map(({ method, body, headers }) => [method, body, 'content-type' in headers])).toEqual([
    ['DELETE', undefined, false],
    ['GET', undefined, false],
    ['POST', undefined, false],
  ]);
});

describe('a refusal is an ApiError', () => {
  test('with the code of the envelope', async () => {
    const { client } = connect({
      status: 403,
      body: { error: { code: 'RequestDisallowedByPolicy', message: 'no' } },
    });
    expect(await errorOf(client.get('/a', 'v'))).toMatchObject({
      status: 403,
      detail: { code: 'RequestDisallowedByPolicy', message: 'no' },
    });
  });

  test.each([[{ status: 502, body: '<html>' }], [{ status: 500 }], [{ status: 400, body: { error: 'x' } }]])(
    '%j, without one',
    async answer => {
      const error = await errorOf(connect(answer).client.get('/a', 'v'));
      expect(error).toMatchObject({ status: answer.status, detail: { code: 'UnexpectedResponse' } });
    },
  );
});

describe('a busy server is asked again', () => {
  test('after the time that it says', async () => {
    const { client, waits } = connect(
      { status: 503, headers: { 'retry-after': '3' } },
      { status: 429 },
      { status: 200, body: {} },
    );
    expect((await client.get('/a', 'v')).status).toBe(200);
    expect(waits).toEqual([3000, 1000]);
  });

  test('not for ever', async () => {
    const busy = {
      status: 503,
      body: { error: { code: 'ServerBusy', message: 'm' } },
      headers: { 'retry-after': '100000' },
    };
    const { client, sent, waits } = connect(busy, busy, busy, busy);
    expect((await errorOf(client.get('/a', 'v'))).detail.code).toBe('ServerBusy');
    expect(sent).toHaveLength(4);
    expect(waits).toEqual([60_000, 60_000, 60_000]);
  });
});

describe('list', () => {
  test('follows every page', async () => {
    const { client, sent } = connect(
      { status: 200, body: { value: [{ n: 1 }, { n: 2 }], nextLink: 'https://h:8443/a?p=2' } },
      { status: 200, body: { value: [], nextLink: 'https://h:8443/a?p=3' } },
      { status: 200, body: { value: [{ n: 3 }], nextLink: null } },
    );
    expect(await collect(client.list('/a', 'v'))).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(sent.map(({ url }) => url)).toEqual([
      'https://h:8443/a?api-version=v',
      'https://h:8443/a?p=2',
      'https://h:8443/a?p=3',
    ]);
  });

  test.each(['https://evil/a', 'https://h:8443.evil/a', 'http://h:8443/a'])(
    'sends the token nowhere else: %s',
    async nextLink => {
      const { client, sent } = connect({ status: 200, body: { value: [], nextLink } });
      await expect(collect(client.list('/a', 'v'))).rejects.toThrow(RangeError);
      expect(sent).toHaveLength(1);
    },
  );
});

describe('poll', () => {
  test('ends at once when nothing was started', async () => {
    const { client, sent } = connect({ status: 200, body: { n: 1 } });
    expect((await client.poll(await client.put('/a', 'v', {}))).body).toEqual({ n: 1 });
    expect(sent).toHaveLength(1);
  });

  test('follows Azure-AsyncOperation until it succeeded', async () => {
    const { client, waits } = connect(
      { status: 201, headers: { 'azure-asyncoperation': 'https://h:8443/op', 'retry-after': '5' } },
      { status: 200, body: { status: 'InProgress' }, headers: { 'retry-after': '2' } },
      { status: 200, body: { status: 'Succeeded' } },
    );
    expect((await client.poll(await client.put('/a', 'v', {}))).body).toEqual({ status: 'Succeeded' });
    expect(waits).toEqual([5000, 2000]);
  });

  test('follows Location while it is 202', async () => {
    const { client } = connect(
      { status: 202, headers: { location: '/op' } },
      { status: 202 },
      { status: 200, body: { done: true } },
    );
    expect((await client.poll(await client.delete('/a', 'v'))).body).toEqual({ done: true });
  });

  test.each([
    [{ status: 'Failed', error: { code: 'Broken', message: 'm' } }, 'Broken'],
    [{ status: 'Canceled' }, 'Canceled'],
    [{}, 'UnexpectedResponse'],
  ])('%j is an error', async (body, code) => {
    const { client } = connect(
      { status: 201, headers: { 'azure-asyncoperation': 'https://h:8443/op' } },
      { status: 200, body },
    );
    expect((await errorOf(client.poll(await client.put('/a', 'v', {})))).detail.code).toBe(code);
  });
});
