import { type ChildProcess, fork, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@sluice/language';
import type { LoadReport, LoadTask } from './load.ts';
import { freePort, stopServer } from './server.ts';

/** The demo world as its file tells it. */
export type Demo = {
  readonly endpoint: string;
  readonly tenantId: string;
  readonly subscriptionIds: { readonly production: string; readonly sandbox: string };
  readonly caFile: string;
  readonly principals: { readonly owner: { readonly clientId: string; readonly clientSecret: string } };
};

/** A server process with the demo world. */
export type DemoServer = {
  readonly demo: Demo;
  readonly folder: string;
  readonly child: ChildProcess;
};

/** Starts the built server on a free port; `beside`: another one on the same database. */
export async function startDemoServer({
  beside,
  databaseUrl,
}: {
  readonly beside?: DemoServer;
  readonly databaseUrl?: string;
} = {}): Promise<DemoServer> {
  const folder = beside?.folder ?? mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['packages/cli/dist/main.js', 'serve', '--demo', '--data', folder, '--port', String(port)],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) },
    },
  );
  const demo = await demoOf(folder, port, child);
  return { demo: { ...demo, endpoint: `https://localhost:${port}` }, folder, child };
}

export async function stopDemoServers(...servers: readonly DemoServer[]): Promise<void> {
  for (const { child } of servers) await stopServer(child);
  for (const { folder } of servers) rmSync(folder, { recursive: true, force: true });
}

async function demoOf(folder: string, port: number, server: ChildProcess): Promise<Demo> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    const ready = await call({
      host: 'localhost',
      port,
      path: '/readyz',
      method: 'GET',
      rejectUnauthorized: false,
    }).catch(() => undefined);
    if (ready?.status === 200) return JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as Demo;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** Asks as the owner and gives the answer's body; throws for what is refused. */
export type Ask = {
  (method: string, path: string, body?: object): Promise<JsonObject>;
  readonly token: string;
};

export async function createClient(demo: Demo): Promise<Ask> {
  const { hostname, port } = new URL(demo.endpoint);
  const base = {
    host: hostname,
    port,
    agent: new Agent({ keepAlive: true, ca: readFileSync(demo.caFile) }),
  };
  const { clientId, clientSecret } = demo.principals.owner;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: `${demo.endpoint}/.default`,
  });
  const answer = await call(
    {
      ...base,
      path: `/${demo.tenantId}/oauth2/v2.0/token`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    form.toString(),
  );
  const { access_token: token } = JSON.parse(answer.body) as { access_token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const ask = async (method: string, path: string, body?: object) => {
    const { status, body: text } = await call(
      { ...base, path, method, headers },
      body === undefined ? undefined : JSON.stringify(body),
    );
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as JsonObject);
  };
  return Object.assign(ask, { token });
}

function call(options: object, body?: string): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(options, response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Runs the generator in a process of its own, so that it does not share an event loop with anything. */
export function load(task: LoadTask): Promise<LoadReport> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./load.ts', import.meta.url));
    child.on('message', message => resolve(message as LoadReport));
    child.on('error', reject);
    child.on('exit', code => code !== 0 && reject(new Error(`the load generator ended with ${code}`)));
    child.send(task);
  });
}
