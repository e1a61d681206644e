import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whom PostgreSQL runs as when that is not the user of this process. */
export type Account = { readonly uid: number; readonly gid: number; readonly name: string };

/** The folder of the database files inside a data folder. */
export const CLUSTER = 'pg';

const NOBODY: Account = { uid: 65534, gid: 65534, name: 'nobody' };

/**
 * PostgreSQL refuses to run as root: then it runs as the owner of the database files where there are some, else as `nobody`, so that no user
 * has to be made. Undefined: as this process.
 */
export async function findAccount(folder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const files = await stat(join(folder, CLUSTER)).catch(() => undefined);
  if (files !== undefined && files.uid !== 0)
    return { uid: files.uid, gid: files.gid, name: `user ${files.uid}` };
  return findNobody(await readFile('/etc/passwd', 'utf8').catch(() => ''));
}

/** `nobody` as this system numbers it. */
export function findNobody(passwd: string): Account {
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd) ?? [];
  return uid === undefined || gid === undefined || uid === '0'
    ? NOBODY
    : { uid: Number(uid), gid: Number(gid), name: 'nobody' };
}
