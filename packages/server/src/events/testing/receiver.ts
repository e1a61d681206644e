import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { createCertificate } from '../../http/tls/certificate.ts';

/** A request that a receiver got. */
export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
  readonly event: any;
};

/** A target on this machine, with a certificate of a CA of its own. */
export type Receiver = {
  readonly port: number;
  readonly caPem: string;
  /** What was answered with 2xx, in that order, and everything that came. */
  readonly accepted: readonly Received[];
  readonly received: readonly Received[];
  /** How requests are answered from now on: by a status, or by hand. */
  answer(how: Answering): void;
  close(): Promise<void>;
};

type Answering = (request: Received, response: ServerResponse) => number | undefined | Promise<number>;

export async function startReceiver(
  hosts: readonly string[] = ['localhost', '127.0.0.1'],
): Promise<Receiver> {
  const { caPem, cert, key } = createTls(hosts);
  const accepted: Received[] = [];
  const received: Received[] = [];
  let answering: Answering = () => 204;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString('utf8');
    const got = { path: request.url ?? '', headers: request.headers, body, event: JSON.parse(body) };
    received.push(got);
    const status = await answering(got, response);
    if (status === undefined) return;
    if (status >= 200 && status < 300) accepted.push(got);
    response.writeHead(status).end();
  }

  const server = https.createServer({ cert, key }, (request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    caPem,
    accepted,
    received,
    answer(how) {
      answering = how;
    },
    close() {
      server.closeAllConnections();
      return new Promise(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

function createTls(hosts: readonly string[]) {
  const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { commonName: 'test CA', ...ca };
  const validity = {
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 3_600_000),
  };
  const make = (role: 'authority' | 'server', commonName: string, publicKey: KeyObject) =>
    createCertificate({ role, commonName, publicKey, issuer, hosts, ...validity });
  return {
    caPem: make('authority', 'test CA', ca.publicKey),
    cert: make('server', 'receiver', createPublicKey(leaf.privateKey)),
    key: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
