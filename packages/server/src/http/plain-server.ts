import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../telemetry/logger.ts';
import { createPlainMatcher, type PlainRoute } from './plain-route.ts';
import { readUrl } from './read-url.ts';
import { renderError } from './render-error.ts';
import type { Outgoing } from './send.ts';

export type PlainServer = {
  readonly port: number;
  close(): Promise<void>;
};

/**
 * A listener without TLS and without tokens: it answers GET and HEAD of these routes for whoever can reach it, and nothing else. Bodies
 * are not read.
 */
export async function createPlainServer(options: {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly routes: readonly PlainRoute[];
  readonly logger: Logger;
  newId(): string;
}): Promise<PlainServer> {
  const find = createPlainMatcher(options.routes);
  const server = http.createServer(async (request, response) => {
    const outgoing: Outgoing = await answer(request).catch((error: unknown) => {
      const requestId = options.newId();
      const rendered = renderError(error, requestId);
      if (rendered.isOurs) options.logger.error('request failed', { requestId, error });
      return rendered;
    });
    const { status, headers = {}, body, contentType } = outgoing;
    const isReady = body instanceof Uint8Array || (typeof body === 'string' && contentType !== undefined);
    const text = isReady ? body : JSON.stringify(body);
    response.writeHead(status, {
      'cache-control': 'no-cache',
      'content-type': contentType ?? 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : text);
  });

  async function answer({ method = '', url = '', headers, socket }: http.IncomingMessage): Promise<Outgoing> {
    const { path, query } = readUrl(url);
    const { route, params } = { params: {}, ...find(method, path) };
    if (route === undefined || !READS.includes(method)) return NOTHING;
    return route.handle({
      method,
      path,
      params,
      query,
      headers: new Map(),
      body: undefined,
      baseUrl: `http://${headers.host ?? ''}`,
      clientAddress: socket.remoteAddress ?? '',
      correlationId: '',
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.host, port: options.port }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const READS = ['GET', 'HEAD'];
const NOTHING: Outgoing = {
  status: 404,
  body: { error: { code: 'NotFound', message: 'There is nothing here.' } },
};
