import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { StorageInUse, StorageUnavailable } from '../errors.ts';
import { openStorage } from '../open.ts';
import type { Storage } from '../storage.ts';
import { killChild, openInChild } from '../testing/in-child.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { isAlive, readPostmasterFile } from './postmaster-file.ts';
import { findBarrier } from './reach.ts';

const isRoot = process.getuid?.() === 0;
/** The number of a user that every system has, and that is not the one that root's server runs as. */
const DAEMON = 1;
let template = '';

// Making the files of a database takes most of a second: once for all tests but those of the first start.
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'sluice-template-'));
  await (await openStorage({ kind: 'embedded', folder: template })).close();
});
afterAll(() => rm(template, { recursive: true, force: true }));

/** A data folder that was used once, as its owners left it. */
async function usedFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await promisify(execFile)('cp', ['-a', `${template}/.`, folder]);
  return folder;
}

async function open(folder: string, notices: string[] = []): Promise<Storage> {
  const storage = await openStorage({ kind: 'embedded', folder }, { onNotice: text => notices.push(text) });
  onTestFinished(() => storage.close());
  return storage;
}

/** Number of the server process that the folder's files name. */
async function serverOf(folder: string): Promise<number> {
  const found = await readPostmasterFile(join(folder, 'pg'));
  if (found === undefined) throw new Error('no server');
  return found.pid;
}

function urlOf(storage: Storage): string {
  if (storage.address.kind !== 'url') throw new Error('an open storage has a URL');
  return storage.address.url;
}

async function ask(url: string, text: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded server', () => {
  it('keeps what was written from one start to the next', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder);
    await first.properties.set('tenant', 't1');
    await first.close();
    const second = await open(folder);
    expect(await second.properties.get('tenant')).toBe('t1');
  });

  it('is closed to everybody else: no port, a password, folders of its own', async () => {
    const folder = await usedFolder();
    const url = urlOf(await open(folder));
    const password = await readFile(join(folder, 'pg.password'), 'utf8');
    expect(password).toHaveLength(32);
    expect((await stat(join(folder, 'pg.password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'pg'))).mode & 0o777).toBe(0o700);
    const socketFolder = decodeURIComponent(/host=([^&]+)/.exec(url)?.[1] ?? '');
    expect((await stat(socketFolder)).mode & 0o777).toBe(0o700);
    expect(Buffer.byteLength(`${socketFolder}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107);
    await expect(ask(url.replace(encodeURIComponent(password), 'wrong'), 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(
      await ask(
        url,
        `select current_setting('listen_addresses') as listens, current_setting('password_encryption') as password`,
      ),
    ).toEqual([{ listens: '', password: 'scram-sha-256' }]);
  });

  it('is durable', async () => {
    const url = urlOf(await open(await usedFolder()));
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'];
    const settings = names.map(name => `current_setting('${name}') as ${name}`).join(', ');
    expect(await ask(url, `select ${settings}`)).toEqual([
      { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', data_checksums: 'on' },
    ]);
  });

  it('stops with close, and leaves no socket behind', async () => {
    const folder = await usedFolder();
    const storage = await open(folder);
    const socketFolder = decodeURIComponent(/host=([^&]+)/.exec(urlOf(storage))?.[1] ?? '');
    const pid = await serverOf(folder);
    expect(isAlive(pid)).toBe(true);
    await storage.close();
    expect(isAlive(pid)).toBe(false);
    await expect(stat(socketFolder)).rejects.toThrow('ENOENT');
    expect(await readPostmasterFile(join(folder, 'pg'))).toBeUndefined();
  });

  it('can be opened by its address while it is open', async () => {
    const storage = await open(await usedFolder());
    const other = await openStorage(storage.address);
    await other.properties.set('from', 'another thread');
    expect(await storage.properties.get('from')).toBe('another thread');
    await other.close();
    await storage.ping();
  });
});

describe('a data folder that is in use', () => {
  it('is refused to a second start in the same process', async () => {
    const folder = await usedFolder();
    const storage = await open(folder);
    await expect(open(folder)).rejects.toThrow(StorageInUse);
    await expect(open(folder)).rejects.toThrow(`in use by another Sluice (process ${process.pid})`);
    await storage.ping();
  });

  it('is refused to another process, which is told whose it is', async () => {
    const folder = await usedFolder();
    const storage = await open(folder);
    const { said } = await openInChild(folder);
    expect(said).toBe(
      `StorageInUse: The data folder ${folder} is in use by another Sluice (process ${process.pid}). ` +
        'Stop that one, or choose another folder with --data DIR.',
    );
    await storage.ping();
  });

  it('goes to one of several that start at the same moment', async () => {
    const folder = await temporaryFolder();
    const results = await Promise.allSettled([open(folder), openInChild(folder), openInChild(folder)]);
    const opened = results.filter(
      each => each.status === 'fulfilled' && (!('said' in each.value) || each.value.said === 'open'),
    );
    const refused = results.flatMap(each =>
      each.status === 'rejected'
        ? [String(each.reason)]
        : 'said' in each.value && each.value.said !== 'open'
          ? [each.value.said]
          : [],
    );
    expect(opened).toHaveLength(1);
    for (const reason of refused) expect(reason).toContain('in use by another Sluice');
  });

  it('is free again when the other process ended in order', async () => {
    const folder = await usedFolder();
    const { child, said } = await openInChild(folder, { property: 'from' });
    expect(said).toBe('open');
    await expect(open(folder)).rejects.toThrow(`(process ${child.pid})`);
    const gone = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await gone).toBe(0);
    const notices: string[] = [];
    expect(await (await open(folder, notices)).properties.get('from')).toBe(String(child.pid));
    expect(notices).toEqual([]);
  });
});

describe('what a kill leaves behind', () => {
  it('is found and stopped when the process that started the server was killed', async () => {
    const folder = await usedFolder();
    const { child, said } = await openInChild(folder, { property: 'from' });
    expect(said).toBe('open');
    const orphan = await serverOf(folder);
    await killChild(child);
    expect(isAlive(orphan)).toBe(true);
    const notices: string[] = [];
    const storage = await open(folder, notices);
    expect(await storage.properties.get('from')).toBe(String(child.pid));
    expect(await serverOf(folder)).not.toBe(orphan);
    expect(notices).toEqual([expect.stringContaining(`(process ${orphan})`)]);
  });

  it('is no hindrance when the server was killed too', async () => {
    const folder = await usedFolder();
    const { child } = await openInChild(folder, { property: 'from' });
    const orphan = await serverOf(folder);
    await killChild(child);
    process.kill(orphan, 'SIGKILL');
    expect(await (await open(folder)).properties.get('from')).toBe(String(child.pid));
  });

  it('is no hindrance when its number is another process by now', async () => {
    const folder = await usedFolder();
    await (await open(folder)).close();
    const file = join(folder, 'pg', 'postmaster.pid');
    await writeFile(
      file,
      `${process.pid}\n${join(folder, 'pg')}\n1700000000\n5432\n/tmp/sluice-000000000000\n\n  1234  5678\nready   \n`,
    );
    await (await open(folder)).ping();
    expect(await serverOf(folder)).not.toBe(process.pid);
  });

  it('is repaired while open: a killed server is started again', async () => {
    const folder = await usedFolder();
    const notices: string[] = [];
    const storage = await open(folder, notices);
    const told = vi.fn();
    await storage.changes.listen(told);
    const killed = await serverOf(folder);
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(() => expect(notices).toEqual([expect.stringContaining('started again')]), 5000);
    await vi.waitFor(() => storage.ping(), { timeout: 15_000, interval: 50 });
    expect(await serverOf(folder)).not.toBe(killed);
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith(0), 10_000);
    await expect(open(folder)).rejects.toThrow(StorageInUse);
  });

  it('is told as unavailable, not as anything else, until then', async () => {
    const folder = await usedFolder();
    const storage = await open(folder);
    process.kill(await serverOf(folder), 'SIGKILL');
    const failures = new Set<string>();
    await vi.waitFor(
      async () => {
        await storage.resources.get('/x').catch((error: unknown) => {
          failures.add(error instanceof StorageUnavailable ? 'unavailable' : String(error));
          throw error;
        });
      },
      { timeout: 15_000, interval: 5 },
    );
    expect([...failures].filter(each => each !== 'unavailable')).toEqual([]);
  });
});

describe.runIf(isRoot && process.platform === 'linux')('started by root', () => {
  it('runs as nobody', async () => {
    const folder = await usedFolder();
    await open(folder);
    const status = await readFile(`/proc/${await serverOf(folder)}/status`, 'utf8');
    expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
    expect(status).toMatch(/^Groups:\t\s*$/m);
    expect(await readlink(`/proc/${await serverOf(folder)}/exe`)).toContain('postgres');
  });

  it('works when the folder is closed to others, by letting them pass through it', async () => {
    const folder = await temporaryFolder();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    await open(folder);
    expect((await stat(folder)).mode & 0o777).toBe(0o711);
  });

  it('goes on with the files of another user as that user', async () => {
    const folder = await usedFolder();
    await promisify(execFile)('chown', ['-R', `${DAEMON}:${DAEMON}`, join(folder, 'pg')]);
    await open(folder);
    expect(await readFile(`/proc/${await serverOf(folder)}/status`, 'utf8')).toMatch(/^Uid:\t1\t1\t1\t1$/m);
  });
});

// Where others may not enter the checkout (root's home), nobody but root can run what is in it.
const isOpenToOthers =
  isRoot &&
  (await findBarrier(import.meta.dirname, { uid: DAEMON, gid: DAEMON, name: 'daemon' })) === undefined;

describe.runIf(isOpenToOthers && process.platform === 'linux')('started by root after another user', () => {
  it('goes on where a kill left off, and leaves the files to that user', async () => {
    const parent = await temporaryFolder();
    await chmod(parent, 0o777);
    const folder = join(parent, 'data');
    const { child, said } = await openInChild(folder, { property: 'from', uid: DAEMON });
    expect(said).toBe('open');
    await killChild(child);
    const storage = await open(folder);
    expect(await storage.properties.get('from')).toBe(String(child.pid));
    expect(await readFile(`/proc/${await serverOf(folder)}/status`, 'utf8')).toMatch(/^Uid:\t1\t1\t1\t1$/m);
    await storage.close();
    expect((await openInChild(folder, { uid: DAEMON })).said).toBe('open');
  });
});
