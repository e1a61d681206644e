import type https from 'node:https';
import type { AddressInfo } from 'node:net';
import { type ApiError, apiError, methodNotAllowed } from '@sluice/arm/errors';
import type { ArmRequest, ArmResponse } from '@sluice/arm/protocol';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { inSpan, within } from '../telemetry/work.ts';
import { createHostNames, type HostNames } from './host-names.ts';
import { beginRequest, endRequest, type ObservedRequest, type Telemetry } from './observe-requests.ts';
import { createPlainMatcher, type PlainMatch, type PlainRequest, type PlainRoute } from './plain-route.ts';
import { type RequestUrl, readUrl } from './read-url.ts';
import { renderError, toHttpRefusal } from './render-error.ts';
import { echoedId, idHeaders, readRequestIds } from './request-ids.ts';
import { type Outgoing, rawResponse, send } from './send.ts';
import { createTlsServer, renewTls } from './tls/tls-server.ts';
import type { TlsSource } from './tls/tls-source.ts';
import { type Opened, toArmRequest, toPlainRequest, VERBS } from './to-request.ts';

export const BODY_LIMIT_BYTES = 1_048_576;

const RENEWAL_CHECK_MS = 12 * 3_600_000;

/** What a request must bring to be let in. */
export type Credentials = { readonly authorization: string | undefined; readonly baseUrl: string };

export type HttpServerOptions<Caller> = {
  readonly tls: TlsSource;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Names to answer for, as in a Host header; those without a port get the one listened on. */
  readonly names: readonly string[];
  /** Anonymous routes, looked up before anything is taken as ARM. */
  readonly routes: readonly PlainRoute[];
  readonly telemetry: Telemetry;
  /** What a path of ARM leads to, as one of few names. Must not throw. */
  routeOf(path: string): string;
  /** The id under which the log knows a caller. */
  callerId(caller: Caller): string;
  /** Rejects with ApiError. Asked before the body is read. */
  authenticate(credentials: Credentials): Promise<Caller>;
  handleArm(request: ArmRequest, caller: Caller): Promise<ArmResponse>;
  now(): Date;
  newId(): string;
};

export type HttpServer = {
  readonly port: number;
  /** `https://name:port` of every configured name, the first one being what is shown to people. */
  readonly baseUrls: readonly string[];
  /** Takes no new connections, lets requests end, and cuts those that are not done after `graceMs`. */
  close(graceMs?: number): Promise<void>;
};

/** A request before anybody looked who sent it. */
type Arrived = {
  readonly observed: ObservedRequest;
  /** A refusal where the address cannot be read. */
  readonly address: { readonly url: RequestUrl; readonly match: PlainMatch } | { readonly refusal: unknown };
};

/** A request that was let in, and where it goes. */
type Context<Caller> = Opened & {
  readonly to:
    | { readonly route: PlainRoute; readonly params: PlainRequest['params'] }
    | { readonly route: undefined; readonly caller: Caller };
};

/**
 * Starts the https server: names, limits, decoding, ids and errors are seen to here, so that handlers get an `ArmRequest` and answer an
 * `ArmResponse`. No type of the HTTP library leaves this folder.
 */
export async function createHttpServer<Caller>(options: HttpServerOptions<Caller>): Promise<HttpServer> {
  const { telemetry, tls } = options;
  const { logger } = telemetry;
  const servers: https.Server[] = [];
  const arrivals = new WeakMap<FastifyRequest, Arrived>();
  const contexts = new WeakMap<FastifyRequest, Context<Caller>>();
  const findRoute = createPlainMatcher(options.routes);
  let names: HostNames = createHostNames(options.names, options.port);

  const app = Fastify<https.Server>({
    bodyLimit: BODY_LIMIT_BYTES,
    return503OnClosing: false,
    // Paths are read by our own parser: the router sees one path only.
    rewriteUrl: () => '/',
    serverFactory: handler => {
      const server = createTlsServer(tls, handler);
      servers.push(server);
      return server;
    },
    clientErrorHandler(error, socket) {
      if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
      const refusal =
        toHttpRefusal(error, BODY_LIMIT_BYTES) ??
        apiError('InvalidRequestContent', 'The request is not well-formed HTTP.');
      socket.end(rawResponse(renderError(refusal, '')));
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.addHook('onRequest', async (request, reply) => {
    const arrived = arrive(request);
    const { ids, work } = arrived.observed;
    arrivals.set(request, arrived);
    const echoed = echoedId(
      single(request.headers['x-ms-client-request-id']),
      single(request.headers['x-ms-return-client-request-id']),
    );
    reply.headers({
      'cache-control': 'no-cache',
      pragma: 'no-cache',
      'x-content-type-options': 'nosniff',
      ...idHeaders(ids, options.now(), echoed),
    });
    contexts.set(request, await within(work, () => open(request, arrived)));
  });

  function arrive(request: FastifyRequest): Arrived {
    const { headers, method } = request;
    const address = readAddress(method, request.originalUrl);
    const path = 'refusal' in address ? undefined : address.url.path;
    const observed = beginRequest(
      {
        ids: readRequestIds(single(headers['x-ms-correlation-request-id']), options.newId),
        method: isVerb(method) ? method : 'other',
        path,
        route: 'refusal' in address ? 'unknown' : routeOf(address),
        traceparent: single(headers['traceparent']),
        tracestate: single(headers['tracestate']),
      },
      telemetry,
    );
    return { observed, address };
  }

  function readAddress(method: string, target: string): Arrived['address'] {
    try {
      const url = readUrl(target);
      return { url, match: findRoute(method, url.path) };
    } catch (refusal) {
      return { refusal };
    }
  }

  function routeOf({ url, match }: Extract<Arrived['address'], { readonly url: RequestUrl }>): string {
    if (match.route !== undefined) return match.route.path;
    return match.others.length > 0 ? 'unknown' : options.routeOf(url.path);
  }

  async function open(request: FastifyRequest, { observed, address }: Arrived): Promise<Context<Caller>> {
    const baseUrl =
      names.baseUrlOf(request.headers.host) ?? (answersAnyHost(address) ? names.baseUrls[0] : undefined);
    if (baseUrl === undefined) throw misdirected();
    if ('refusal' in address) throw address.refusal;
    const { url, match } = address;
    const known = { ids: observed.ids, url, baseUrl };
    if (match.route !== undefined) return { ...known, to: match };
    if (match.others.length > 0) {
      const allowed = match.others.map(({ method: other }) => other);
      throw methodNotAllowed(request.method, url.path, allowed);
    }
    const { authorization } = request.headers;
    const caller = await inSpan('authenticate', () => options.authenticate({ authorization, baseUrl }));
    return { ...known, to: { route: undefined, caller } };
  }

  async function serve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const context = contexts.get(request);
    const arrived = arrivals.get(request);
    if (context === undefined || arrived === undefined) throw new Error('The request was not opened.');
    // The body came in between, outside of what the hook was run in.
    return send(reply, await within(arrived.observed.work, () => answer(request, reply, context)));
  }

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    context: Context<Caller>,
  ): Promise<Outgoing> {
    const { to } = context;
    if (to.route === undefined) return options.handleArm(toArmRequest(request, reply, context), to.caller);
    return to.route.handle(toPlainRequest(request, context, to.params));
  }

  app.route({ method: [...VERBS], url: '/', handler: serve });
  app.setNotFoundHandler((request, reply) =>
    fail(request, reply, methodNotAllowed(request.method, readUrl(request.originalUrl).path, VERBS)),
  );
  app.setErrorHandler((error, request, reply) => fail(request, reply, error));

  function fail(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
    const { ids, work } = arrivals.get(request)?.observed ?? {
      ids: readRequestIds(undefined, options.newId),
      work: undefined,
    };
    const id = ids.requestId;
    const rendered = renderError(toHttpRefusal(error, BODY_LIMIT_BYTES) ?? error, id);
    if (request.socket.destroyed) logger.debug('the client went away', { ...ids });
    else if (rendered.isOurs) {
      work?.span?.fail(error);
      logger.error('request failed', { ...ids, status: rendered.status, error });
    }
    const tellFailure = tellFailureAt(request.method, request.originalUrl);
    if (tellFailure === undefined) return send(reply, rendered);
    const baseUrl = names.baseUrlOf(request.headers.host) ?? names.baseUrls[0] ?? '';
    return send(reply, tellFailure(rendered, { baseUrl, correlationId: ids.correlationId }));
  }

  /** By the path alone: the rest of an address may be what is wrong with it. */
  function tellFailureAt(method: string, target: string): PlainRoute['tellFailure'] {
    const address = readAddress(method, target.split('?', 1)[0] ?? '');
    if ('refusal' in address) return undefined;
    return (address.match.route ?? address.match.others[0])?.tellFailure;
  }

  app.addHook('onResponse', async (request, reply) => {
    const observed = arrivals.get(request)?.observed;
    if (observed === undefined) return;
    const to = contexts.get(request)?.to;
    const decisionId = reply.getHeader('x-sluice-decision-id');
    const ending = {
      status: reply.statusCode,
      ms: reply.elapsedTime,
      principalId: to === undefined || to.route !== undefined ? undefined : options.callerId(to.caller),
      decisionId: typeof decisionId === 'string' ? decisionId : undefined,
    };
    endRequest(observed, ending, telemetry);
  });

  await app.listen({ host: options.host, port: options.port });
  const port = portOf(servers[0]?.address() ?? null);
  names = createHostNames(options.names, port);
  const renewal = setInterval(() => void renewTls(tls, servers, logger), RENEWAL_CHECK_MS).unref();

  return {
    port,
    baseUrls: names.baseUrls,
    async close(graceMs = 10_000) {
      clearInterval(renewal);
      const deadline = setTimeout(() => {
        for (const server of servers) server.closeAllConnections();
      }, graceMs).unref();
      await app.close();
      clearTimeout(deadline);
    },
  };
}

function answersAnyHost(address: Arrived['address']): boolean {
  return 'match' in address && address.match.route?.anyHost === true;
}

function isVerb(method: string): boolean {
  return VERBS.some(verb => verb === method);
}

function misdirected(): ApiError {
  return apiError(
    'MisdirectedRequest',
    'This server does not answer for that host name. Configure the name, or use one that is configured.',
  );
}

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}
