import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  PHI4,
} from './harness.ts';

// A collector as anybody runs one: what reaches it is what the server tells of itself.

type Value = { readonly stringValue?: string; readonly intValue?: number };
type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly { readonly key: string; readonly value: Value }[];
  readonly status: { readonly code?: number };
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
};
type Export = {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
};

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const CORRELATION = '5e0c6a0e-9c1f-4b6a-9d56-1f3b7a1f2c3d';
const SECRET = 'Hunter2-swordfish';
const ROUTE = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';

const received: Export[] = [];
const paths = new Set<string>();
let spans: readonly Span[] = [];
let ids: Readonly<Record<'allowed' | 'denied', string>>;
let deploymentIds: Readonly<Record<'allowed' | 'denied', string>>;

beforeAll(async () => {
  const collector = http.createServer(async (request, response) => {
    paths.add(`${request.method} ${request.url}`);
    received.push((await json(request)) as Export);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>(resolve => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  const world = await openWorld({ otlpEndpoint: `http://127.0.0.1:${port}/` });
  await world.as.owner('PUT', assignmentAt(world.production, 'azureml-only'), {
    body: onlyRegistry('azureml'),
  });
  const put = async (name: string, model: string, headers: Readonly<Record<string, string>>) => {
    const { properties, ...body } = deploymentOf(model) as { properties: object };
    const environmentVariables = { TOKEN: SECRET };
    const answer = await world.as.mlEngineer('PUT', chatDeployment(world, name), {
      body: { ...body, properties: { ...properties, environmentVariables } },
      headers,
    });
    return String(answer.headers['x-sluice-decision-id']);
  };
  ids = {
    allowed: await put('traced', PHI4, {
      traceparent: `00-${TRACE}-${CALLER}-01`,
      'x-ms-correlation-request-id': CORRELATION,
    }),
    denied: await put('refused', LLAMA, { traceparent: 'nonsense' }),
  };
  deploymentIds = { allowed: chatDeployment(world, 'traced'), denied: chatDeployment(world, 'refused') };
  await world.as.anonymous('GET', world.production);
  await world.as.anonymous('GET', `/Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhYmMifQ.c2ln`.replace(' ', '%20'));
  // A server that stops sends what it still has.
  await world.close();
  collector.close();
  spans = received.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(each => each.spans)),
  );
});
afterAll(() => {
  expect(received.length).toBeGreaterThan(0);
});

function attributesOf({ attributes }: Pick<Span, 'attributes'>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
  );
}

function requestTo(path: string): Span {
  const found = spans.filter(span => span.kind === 2 && attributesOf(span)['url.path'] === path);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} spans of ${path}`);
  return found[0];
}

function partsOf({ traceId, spanId }: Span): readonly Span[] {
  return spans.filter(span => span.traceId === traceId && span.parentSpanId === spanId);
}

it('spans go to the traces of the collector, from a service with a name', () => {
  expect([...paths]).toEqual(['POST /v1/traces']);
  const [first] = received[0]?.resourceSpans ?? [];
  expect(attributesOf(first?.resource ?? { attributes: [] })).toMatchObject({ 'service.name': 'sluice' });
});

/** The library takes the start of each span in whole milliseconds, so that two may be off by one. In nanoseconds. */
const CLOCK = 1_000_000n;

describe('a write', () => {
  it('is part of the trace of its caller', () => {
    const span = requestTo(deploymentIds.allowed);
    expect(span).toMatchObject({ traceId: TRACE, parentSpanId: CALLER, name: `PUT ${ROUTE}` });
  });

  it('begins a trace where the caller sent none that can be read', () => {
    const span = requestTo(deploymentIds.denied);
    expect(span.traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
    expect(span.parentSpanId ?? '').toBe('');
  });

  it('says who, what and how it ended, by ids', () => {
    expect(attributesOf(requestTo(deploymentIds.allowed))).toMatchObject({
      'http.request.method': 'PUT',
      'http.route': ROUTE,
      'http.response.status_code': 201,
      'sluice.correlation_id': CORRELATION,
      'sluice.decision_id': ids.allowed,
      'enduser.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(attributesOf(requestTo(deploymentIds.denied))).toMatchObject({
      'http.response.status_code': 403,
      'sluice.decision_id': ids.denied,
    });
  });

  it('consists of authenticate, authorize, prepare, decide and commit', () => {
    for (const path of Object.values(deploymentIds)) {
      const whole = requestTo(path);
      const parts = partsOf(whole);
      expect(parts.map(({ name }) => name)).toEqual([
        'authenticate',
        'authorize',
        'prepare',
        'decide',
        'commit',
      ]);
      for (const part of parts) {
        expect(BigInt(part.startTimeUnixNano) + CLOCK).toBeGreaterThanOrEqual(
          BigInt(whole.startTimeUnixNano),
        );
        expect(BigInt(part.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(whole.endTimeUnixNano) + CLOCK);
      }
    }
  });

  it('has its verdict and decision in the part that decides', () => {
    const deciding = partsOf(requestTo(deploymentIds.denied)).find(({ name }) => name === 'decide');
    expect(attributesOf(deciding ?? { attributes: [] })).toMatchObject({
      'sluice.verdict': 'deny',
      'sluice.decision_id': ids.denied,
    });
  });

  it('that is refused is no failure of the server', () => {
    for (const path of Object.values(deploymentIds)) expect(requestTo(path).status.code ?? 0).toBe(0);
  });
});

it('a request without a token fails in authentication', () => {
  const [refused, ...others] = spans.filter(
    span => span.kind === 2 && attributesOf(span)['http.response.status_code'] === 401,
  );
  if (refused === undefined) throw new Error('there is no such span');
  expect(others).toHaveLength(1);
  expect(partsOf(refused).map(part => [part.name, attributesOf(part)['error.type']])).toEqual([
    ['authenticate', 'AuthenticationFailed'],
  ]);
});

it('a run of a job is a trace of its own, and its commits are in it', () => {
  const run = spans.find(({ name }) => name === 'job expiry');
  if (run === undefined) throw new Error('there is no such span');
  expect(run).toMatchObject({ kind: 5 });
  expect(run.parentSpanId ?? '').toBe('');
  expect(attributesOf(run)).toMatchObject({
    'sluice.job': 'expiry',
    'sluice.job_id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'sluice.job_attempt': 1,
  });
});

it('no span holds a token, a body or the name of a model', () => {
  const all = JSON.stringify(received);
  expect(all).toContain(deploymentIds.allowed);
  for (const text of ['Bearer ey', 'eyJ', SECRET, 'Phi-4', 'Llama', 'azureml://', 'client_secret'])
    expect(all).not.toContain(text);
});
