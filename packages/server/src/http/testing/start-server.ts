import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../telemetry/logger.ts';
import { NO_METRICS } from '../../telemetry/metrics.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../server.ts';
import { openLocalTls } from '../tls/local-tls.ts';

export type TestServer = HttpServer & { readonly ca: string; readonly log: string[]; stop(): Promise<void> };

/** The real server with a real certificate on a free port of loopback; what it does with a request is given. */
export async function startServer<Caller = string>(
  options: Pick<HttpServerOptions<Caller>, 'handleArm' | 'authenticate'> & Partial<HttpServerOptions<Caller>>,
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-http-'));
  const tls = await openLocalTls({
    folder,
    hosts: ['localhost', '127.0.0.1'],
    now: () => new Date(),
    onNotice: () => {},
  });
  // Read into memory: a test that fails to start leaves nothing behind.
  await rm(folder, { recursive: true });
  const log: string[] = [];
  const server = await createHttpServer({
    tls,
    host: '127.0.0.1',
    port: 0,
    names: ['localhost', '127.0.0.1'],
    routes: [],
    telemetry: {
      logger: createLogger({ destination: { write: line => void log.push(line) } }),
      metrics: NO_METRICS,
      tracer: undefined,
    },
    routeOf: () => 'unknown',
    callerId: caller => String(caller),
    now: () => new Date(),
    newId: randomUUID,
    ...options,
  });
  return {
    ...server,
    ca: tls.caPem ?? '',
    log,
    stop: () => server.close(),
  };
}
