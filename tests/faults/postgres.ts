import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../clients/demo-server.ts';

/** A PostgreSQL server of the machine's own package (or PG_BIN), whose processes a test may kill. */
export type Postgres = {
  readonly url: string;
  /** SIGKILL for the server and every process of it, as when the machine loses power; waits until they are gone. */
  kill(): Promise<void>;
  /** Starts it again on the same data, and waits until it answers. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
};

export async function createPostgres(): Promise<Postgres> {
  const bin = process.env['PG_BIN'] ?? newestBin();
  const folder = mkdtempSync(join(tmpdir(), 'sluice-faults-pg-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  const account = accountOf(folder);
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'sluice', '--auth=trust', '-E', 'UTF8', '--locale=C'],
    {
      stdio: 'ignore',
      cwd: folder,
      ...account,
    },
  );
  const port = await freePort();
  const url = `postgresql://sluice@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const args = ['-D', data, '-p', `${port}`, '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
    const log: string[] = [];
    const child = spawn(join(bin, 'postgres'), args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: folder,
      ...account,
    });
    child.stderr?.on('data', (part: Buffer) => log.push(part.toString()));
    server = child;
    const deadline = Date.now() + 60_000;
    while (!(await answers(url))) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`PostgreSQL did not start: ${log.join('')}`);
      await sleep(20);
    }
  }

  async function end(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    const parent = server;
    server = undefined;
    if (parent?.pid === undefined || parent.exitCode !== null || parent.signalCode !== null) return;
    const gone = new Promise(resolve => parent.once('exit', resolve));
    // The parent first, so that it starts no others; its children by their ids, read while it had them.
    const children = childrenOf(parent.pid);
    parent.kill(signal);
    if (signal === 'SIGKILL') for (const pid of children) signalTo(pid, 'SIGKILL');
    await gone;
    while (children.some(pid => isChildStill(pid))) await sleep(5);
  }

  await start();
  return {
    url,
    start,
    kill: () => end('SIGKILL'),
    async remove() {
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function newestBin(): string {
  const root = '/usr/lib/postgresql';
  const [newest] = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  if (newest === undefined) throw new Error(`There is no PostgreSQL in ${root}.`);
  return join(root, newest, 'bin');
}

/** PostgreSQL refuses to run as root: then the package's own account owns the data and runs it. */
function accountOf(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map(flag => Number(execFileSync('id', [flag, 'postgres']).toString()));
  if (uid === undefined || gid === undefined) throw new Error('There is no account postgres.');
  chownSync(folder, uid, gid);
  return { uid, gid };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => statOf(pid)?.parent === parent);
}

/** Whether it runs, and is one of PostgreSQL's: ids are given again. */
function isChildStill(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== undefined && stat.name === 'postgres' && stat.state !== 'Z';
}

function statOf(
  pid: number,
): { readonly name: string; readonly state: string; readonly parent: number } | undefined {
  try {
    const [, name = '', state = '', parent = ''] =
      /^\d+ \((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    if (isChildStill(pid)) process.kill(pid, signal);
  } catch {
    // It has gone by itself.
  }
}
