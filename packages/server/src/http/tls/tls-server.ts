import type { RequestListener } from 'node:http';
import https from 'node:https';
import type { Logger } from '../../telemetry/logger.ts';
import type { TlsSource } from './tls-source.ts';

/** A server whose time limits leave no room for clients that send a byte now and then. */
export function createTlsServer(tls: TlsSource, handler: RequestListener): https.Server {
  return https.createServer(
    {
      ...tls.current,
      minVersion: 'TLSv1.2',
      handshakeTimeout: 10_000,
      headersTimeout: 15_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 5_000,
    },
    handler,
  );
}

/** Gives servers new material when there is some. Never rejects: the old certificate is better than none. */
export async function renewTls(
  tls: TlsSource,
  servers: readonly https.Server[],
  logger: Logger,
): Promise<void> {
  try {
    const material = await tls.renew();
    if (material === undefined) return;
    for (const server of servers) server.setSecureContext(material);
    logger.info('the TLS certificate was renewed');
  } catch (error) {
    logger.error('the TLS certificate could not be renewed', { error });
  }
}
