// The load generator of bench/http.ts: a process of its own that sends at a fixed rate, whatever comes back.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
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

process.once(
  'message',
  message => void run(message as LoadTask).then(report => process.send?.(report, () => process.disconnect())),
);

async function run(task: LoadTask): Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: task.connections, ca: readFileSync(task.ca) });
  const send = sender(task, agent);
  for (let n = 0; n < task.names; n++) await send(n);
  const total = task.requestsPerSecond * task.seconds;
  const latencies: number[] = [];
  const failures: string[] = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  const pending: Promise<void>[] = [];
  for (let n = 0; n < total; n++) {
    const due = start + (n * 1_000) / task.requestsPerSecond;
    await until(due);
    pending.push(
      send(n % task.names).then(failure => {
        latencies.push(performance.now() - due);
        if (failure) failures.push(failure);
      }),
    );
  }
  await Promise.all(pending);
  const elapsed = performance.now() - start;
  const used = process.cpuUsage(cpu);
  agent.destroy();
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

/** Sleeps while there is time to, and spins only the last millisecond: the generator shares the machine with the server. */
async function until(due: number): Promise<void> {
  for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
    await new Promise(resolve => (left > 1.5 ? setTimeout(resolve, left - 1) : setImmediate(resolve)));
  }
}

/** Sends one PUT; answers what went wrong, or nothing. */
function sender(task: LoadTask, agent: Agent): (n: number) => Promise<string | undefined> {
  const { hostname, port } = new URL(task.endpoint);
  const body = JSON.stringify(task.body);
  const headers = {
    authorization: `Bearer ${task.token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return n =>
    new Promise(resolve => {
      const sent = request(
        { host: hostname, port, agent, method: 'PUT', path: task.path.replace('{n}', String(n)), headers },
        response => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          response.on('end', () =>
            resolve(
              (response.statusCode ?? 0) < 300 ? undefined : `${response.statusCode} ${text.slice(0, 300)}`,
            ),
          );
        },
      );
      sent.on('error', error => resolve(error.message));
      sent.end(body);
    });
}
