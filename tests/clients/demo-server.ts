import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** What `npm start` writes to `<data>/demo.json`. */
export type Demo = {
  readonly endpoint: string;
  readonly authority: string;
  readonly tenantId: string;
  readonly subscriptionIds: { readonly production: string; readonly sandbox: string };
  readonly caFile: string;
  readonly principals: Record<
    'owner' | 'policyContributor' | 'mlEngineer',
    { readonly clientId: string; readonly clientSecret: string }
  >;
};

export type DemoServer = {
  readonly demo: Demo;
  readonly folder: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Ends it without a word, as a crash or the kernel would, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; the exit code. */
  stop(): Promise<number | null>;
};

/** A folder that the database's own user can reach, gone after the tests. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-clients-'));
  chmodSync(folder, 0o755);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Starts the built server as `npm start` does and waits until it is ready; this process then trusts its CA. `env`: beside its own; `more`: further options. */
export async function startDemo(
  folder: string,
  port: number,
  env: Readonly<Record<string, string>> = {},
  more: readonly string[] = [],
): Promise<DemoServer> {
  const child = spawn(
    process.execPath,
    ['packages/cli/dist/main.js', 'serve', '--demo', '--data', folder, '--port', String(port), ...more],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    },
  );
  let output = '';
  child.stdout?.on('data', (part: Buffer) => {
    output += part.toString();
  });
  child.stderr?.on('data', (part: Buffer) => {
    output += part.toString();
  });
  const ended = new Promise<number | null>(resolve => child.on('exit', code => resolve(code)));
  const deadline = Date.now() + 60_000;
  while (!output.includes('demo.json')) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended while starting:\n${output}`);
    if (Date.now() > deadline) throw new Error(`the server did not start in time:\n${output}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  const demo = JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as Demo;
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(demo.caFile, 'utf8')]);
  return {
    demo,
    folder,
    port,
    child,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
