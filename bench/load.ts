// The load generator of bench/http.ts: a process of its own that sends at a fixed rate, whatever comes back.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type TLSSocket } from 'node:tls';
import { percentile } from './figure.ts';

export type LoadTask = {
  readonly endpoint: string;
  readonly ca: string;
  readonly token: string;
  /** `{n}` becomes 0 to names - 1, round and round. */
  readonly path: string;
  readonly body: object;
  readonly requestsPerSecond: number;
  readonly seconds: number;
  readonly connections: number;
  readonly names: number;
};

export type LoadReport = {
  readonly sent: number;
  readonly failed: number;
  readonly firstFailure: string;
  readonly perSecond: number;
  /** Milliseconds from the moment a request was due, so that a late generator does not flatter the server. */
  readonly p50: number;
  readonly p99: number;
  readonly cpuPercent: number;
};

/** Sends one request and answers with the whole response. One at a time. */
type Connection = {
  exchange(request: Buffer): Promise<Response>;
  close(): void;
};
type Response = { readonly status: number; readonly text: string };

const HEAD_END = '\r\n\r\n';

process.once(
  'message',
  message => void run(message as LoadTask).then(report => process.send?.(report, () => process.disconnect())),
);

async function run(task: LoadTask): Promise<LoadReport> {
  const requests = Array.from({ length: task.names }, (_, n) => requestBytes(task, n));
  const connections = await Promise.all(Array.from({ length: task.connections }, () => open(task)));
  await onConnections(connections, requests, () => Promise.resolve(), task.names);

  const total = task.requestsPerSecond * task.seconds;
  const due = (n: number) => start + (n * 1_000) / task.requestsPerSecond;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const { latencies, failures } = await onConnections(connections, requests, n => until(due(n)), total, due);
  const elapsed = performance.now() - start;
  const used = process.cpuUsage(cpu);
  for (const connection of connections) connection.close();
  return {
    sent: total,
    failed: failures.length,
    firstFailure: failures[0] ?? '',
    perSecond: (total * 1_000) / elapsed,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    cpuPercent: Math.round((used.user + used.system) / 10 / elapsed),
  };
}

/**
 * Sends `total` requests, each when it is due, or as soon after as a connection is free.
 *
 * Connections take the next request in turn: one that waits for its answer delays no other.
 */
async function onConnections(
  connections: readonly Connection[],
  requests: readonly Buffer[],
  waitFor: (n: number) => Promise<void>,
  total: number,
  due: (n: number) => number = () => 0,
): Promise<{ readonly latencies: number[]; readonly failures: string[] }> {
  const latencies: number[] = [];
  const failures: string[] = [];
  let next = 0;
  const work = connections.map(async connection => {
    while (next < total) {
      const n = next++;
      await waitFor(n);
      const { status, text } = await connection.exchange(requests[n % requests.length] ?? Buffer.alloc(0));
      latencies.push(performance.now() - due(n));
      if (status >= 300) failures.push(`${status} ${text.slice(0, 300)}`);
    }
  });
  await Promise.all(work);
  return { latencies, failures };
}

/** Never spins: the generator shares the machine with the server. What a timer is late counts as latency. */
async function until(due: number): Promise<void> {
  for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
    await new Promise(resolve => setTimeout(resolve, left));
  }
}

/** A whole PUT, made before anything is measured. */
function requestBytes({ endpoint, path, token, body }: LoadTask, n: number): Buffer {
  const text = JSON.stringify(body);
  const head = [
    `PUT ${path.replace('{n}', String(n))} HTTP/1.1`,
    `host: ${new URL(endpoint).host}`,
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
  ];
  return Buffer.from(head.join('\r\n') + HEAD_END + text);
}

/** One TLS connection that is kept. An HTTP client of its own, since Node's costs as much as the server does. */
async function open({ endpoint, ca }: LoadTask): Promise<Connection> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect({ host: hostname, port: Number(port), ca: readFileSync(ca), servername: hostname });
  await once(socket, 'secureConnect');
  socket.setNoDelay(true);
  const answers = responsesOf(socket);
  return {
    exchange(request) {
      socket.write(request);
      return answers();
    },
    close: () => socket.end(),
  };
}

/** Cuts what arrives into responses: head, then as many bytes as `content-length` says. */
function responsesOf(socket: TLSSocket): () => Promise<Response> {
  let arrived = '';
  let waiting: PromiseWithResolvers<Response> | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (part: string) => {
    arrived += part;
    const headEnd = arrived.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(arrived.slice(0, headEnd))?.[1];
    if (length === undefined) return void socket.destroy(new Error('an answer came without its length'));
    const end = headEnd + HEAD_END.length + Number(length);
    if (arrived.length < end) return;
    const response = { status: Number(arrived.slice(9, 12)), text: arrived.slice(headEnd + HEAD_END.length) };
    arrived = '';
    waiting?.resolve(response);
  });
  socket.on('error', error => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('the server closed a connection')));
  return () => {
    waiting = Promise.withResolvers<Response>();
    return waiting.promise;
  };
}
