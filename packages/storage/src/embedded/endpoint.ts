import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, mkdtemp, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { findBarrier } from './reach.ts';
import { type Endpoint, SOCKET_PORT } from './settings.ts';

/** What the operating systems allow the path of a socket, less the byte that ends it. */
const MAX_SOCKET_PATH = process.platform === 'linux' ? 107 : 103;
const PREFIX = 'sluice-';

/** Chooses where the server of this data folder listens. The socket's folder is there, empty or left over, and closed to all others. */
export async function makeEndpoint(dataFolder: string, account: Account | undefined): Promise<Endpoint> {
  if (process.platform === 'win32') return { kind: 'tcp', port: await findFreePort() };
  const name = PREFIX + createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  const owner = account?.uid ?? process.getuid?.();
  for (const base of await findBases(account)) {
    const folder = join(base, name);
    if (await makeOwn(folder, owner, account)) return { kind: 'socket', folder };
  }
  // Somebody else has taken the name everywhere: any other one does.
  const folder = await mkdtemp(join('/tmp', PREFIX));
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  return { kind: 'socket', folder };
}

/** Whether a folder looks like one that `makeEndpoint` made: what a killed server left in it may be removed. */
export function isSocketFolder(folder: string): boolean {
  return /\/sluice-[\w-]+$/.test(folder);
}

/** Places for sockets, best first, short enough and open to the account. */
async function findBases(account: Account | undefined): Promise<readonly string[]> {
  const candidates =
    account === undefined ? [process.env['XDG_RUNTIME_DIR'], tmpdir(), '/tmp'] : ['/run', tmpdir(), '/tmp'];
  const usable: string[] = [];
  for (const base of candidates) {
    if (base === undefined || base === '') continue;
    const length = Buffer.byteLength(join(base, `${PREFIX}${'0'.repeat(12)}`, `.s.PGSQL.${SOCKET_PORT}`));
    if (
      length > MAX_SOCKET_PATH ||
      !(await stat(base).then(
        found => found.isDirectory(),
        () => false,
      ))
    )
      continue;
    if (account !== undefined && (await findBarrier(base, account)) !== undefined) continue;
    usable.push(base);
  }
  return usable;
}

/** False when it cannot be made, or is somebody else's: the names can be guessed, and /tmp is open to all. */
async function makeOwn(
  folder: string,
  owner: number | undefined,
  account: Account | undefined,
): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    if (account !== undefined) await chown(folder, account.uid, account.gid);
    return true;
  } catch {
    const found = await lstat(folder).catch(() => undefined);
    return found?.isDirectory() === true && found.uid === owner && (found.mode & 0o777) === 0o700;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
