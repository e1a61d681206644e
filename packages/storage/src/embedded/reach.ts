import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './account.ts';

const EXECUTE = 1;
const READ = 4;

/** The outermost folder on the way to and including the folder `path` that the account may not pass through; undefined: none. */
export async function findBarrier(path: string, account: Account): Promise<string | undefined> {
  const way = [await realpath(path)];
  for (let above = dirname(way[0] ?? '/'); above !== way[0]; above = dirname(above)) way.unshift(above);
  for (const folder of way) {
    if (!permits(await stat(folder), account, EXECUTE)) return folder;
  }
  return undefined;
}

/** Whether the account may read the file, given that it gets to it. */
export async function mayRead(file: string, account: Account): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && permits(found, account, READ);
}

/** By the mode bits alone, which is what root's own files have. */
export function permits(
  stats: Pick<Stats, 'uid' | 'gid' | 'mode'>,
  account: Account,
  wanted: number,
): boolean {
  const shift = stats.uid === account.uid ? 6 : stats.gid === account.gid ? 3 : 0;
  return ((stats.mode >> shift) & wanted) === wanted;
}
