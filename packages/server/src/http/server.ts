import type https from 'node:https';
import type { AddressInfo } from 'node:net';
import { type ApiError, apiError, methodNotAllowed } from '@sluice/arm/errors';
import type { ArmRequest, ArmResponse } from '@sluice/arm/protocol';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from '../telemetry/logger.ts';
import { createHostNames, type HostNames } from './host-names.ts';
import { createPlainMatcher, type PlainRequest, type PlainRoute } from './plain-route.ts';
import { readUrl } from './read-url.ts';
import { renderError, toHttpRefusal } from './render-error.ts';
import { echoedId, idHeaders, type RequestIds, readRequestIds } from './request-ids.ts';
import { rawResponse, send } from './send.ts';
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
  readonly logger: Logger;
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
  const { logger, tls } = options;
  const servers: https.Server[] = [];
  const ids = new WeakMap<FastifyRequest, RequestIds>();
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
    const requestIds = readRequestIds(single(request.headers['x-ms-correlation-request-id']), options.newId);
    ids.set(request, requestIds);
    const echoed = echoedId(
      single(request.headers['x-ms-client-request-id']),
      single(request.headers['x-ms-return-client-request-id']),
    );
    reply.headers({
      'cache-control': 'no-cache',
      pragma: 'no-cache',
      'x-content-type-options': 'nosniff',
      ...idHeaders(requestIds, options.now(), echoed),
    });
    contexts.set(request, await open(request, requestIds));
  });

  async function open(request: FastifyRequest, requestIds: RequestIds): Promise<Context<Caller>> {
    const baseUrl = names.baseUrlOf(request.headers.host);
    if (baseUrl === undefined) throw misdirected();
    const url = readUrl(request.originalUrl);
    const known = { ids: requestIds, url, baseUrl };
    const match = findRoute(request.method, url.path);
    if (match.route !== undefined) return { ...known, to: match };
    if (match.methods.length > 0) throw methodNotAllowed(request.method, url.path, match.methods);
    const caller = await options.authenticate({ authorization: request.headers.authorization, baseUrl });
    return { ...known, to: { route: undefined, caller } };
  }

  async function serve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const context = contexts.get(request);
    if (context === undefined) throw new Error('The request was not opened.');
    const { to } = context;
    if (to.route === undefined)
      return send(reply, await options.handleArm(toArmRequest(request, reply, context), to.caller));
    return send(reply, await to.route.handle(toPlainRequest(request, context, to.params)));
  }

  app.route({ method: [...VERBS], url: '/', handler: serve });
  app.setNotFoundHandler((request, reply) =>
    fail(request, reply, methodNotAllowed(request.method, readUrl(request.originalUrl).path, VERBS)),
  );
  app.setErrorHandler((error, request, reply) => fail(request, reply, error));

  function fail(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
    const id = ids.get(request)?.requestId ?? options.newId();
    const rendered = renderError(toHttpRefusal(error, BODY_LIMIT_BYTES) ?? error, id);
    if (request.socket.destroyed) logger.debug('the client went away', { requestId: id });
    else if (rendered.isOurs)
      logger.error('request failed', { requestId: id, status: rendered.status, error });
    return send(reply, rendered);
  }

  app.addHook('onResponse', async (request, reply) => {
    logger.info('request', {
      method: request.method,
      path: contexts.get(request)?.url.path,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...ids.get(request),
    });
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
