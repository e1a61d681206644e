import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, link, mkdtemp, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StorageSetupProblem } from '../errors.ts';
import { type Account, CLUSTER } from './account.ts';
import type { Binaries } from './binaries.ts';
import { childOptions } from './child-options.ts';

export const SUPERUSER = 'sluice';
const PASSWORD_FILE = 'pg.password';

/** The database files and how to get in. */
export type Cluster = { readonly files: string; readonly password: string };

/**
 * The database files of a data folder, made on first use: SCRAM for every connection, the password in a file of mode 0600.
 *
 * Made aside and renamed, so that a start that was broken off, or two at once, leave either nothing or all of it.
 */
export async function prepareCluster(
  folder: string,
  binaries: Binaries,
  account: Account | undefined,
): Promise<Cluster> {
  const files = join(folder, CLUSTER);
  const exists = (await stat(join(files, 'PG_VERSION')).catch(() => undefined)) !== undefined;
  const password = exists ? await readPassword(folder) : await makePassword(folder);
  if (exists) await checkOwner(files, account);
  else await initialise(folder, files, password, binaries, account);
  return { files, password };
}

/** Rejects with `StorageSetupProblem` where this user may not read it. */
export async function readPassword(folder: string): Promise<string> {
  const file = join(folder, PASSWORD_FILE);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new StorageSetupProblem(
      `The password of the database cannot be read from ${file}: restore it, or start as the user who owns it.`,
      error,
    );
  }
}

async function makePassword(folder: string): Promise<string> {
  const draft = join(folder, `${PASSWORD_FILE}.${process.pid}`);
  await writeFile(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
  // `link` gives the name once; another start that was first has made the password.
  await link(draft, join(folder, PASSWORD_FILE)).catch(() => {});
  await unlink(draft);
  return readPassword(folder);
}

/** PostgreSQL's own message for this names no way out. */
async function checkOwner(files: string, account: Account | undefined): Promise<void> {
  const user = account?.uid ?? process.getuid?.();
  const { uid } = await stat(files);
  if (user === undefined || uid === user) return;
  throw new StorageSetupProblem(
    `The database files in ${files} belong to user ${uid}, and Sluice runs as user ${user}. Start it as that user (or root), or choose another folder with --data DIR.`,
  );
}

async function initialise(
  folder: string,
  files: string,
  password: string,
  binaries: Binaries,
  account: Account | undefined,
): Promise<void> {
  const draft = await mkdtemp(join(folder, `${CLUSTER}.new-`));
  const secret = `${draft}.password`;
  try {
    await writeFile(secret, password, { mode: 0o600 });
    if (account !== undefined) {
      await chown(draft, account.uid, account.gid);
      await chown(secret, account.uid, account.gid);
    }
    await promisify(execFile)(
      binaries.initdb,
      [
        ...[
          '-D',
          draft,
          `--username=${SUPERUSER}`,
          `--pwfile=${secret}`,
          '--auth=scram-sha-256',
          '--no-instructions',
        ],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      childOptions(account),
    );
    await rename(draft, files).catch(async error => {
      // Another start was first; its files are as good.
      if ((await stat(join(files, 'PG_VERSION')).catch(() => undefined)) === undefined) throw error;
    });
  } catch (error) {
    throw new StorageSetupProblem(`The database cannot be made in ${files}: ${messageOf(error)}`, error);
  } finally {
    await rm(secret, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'stderr' in error && typeof error.stderr === 'string' && error.stderr !== ''
    ? error.stderr.trim()
    : error.message;
}
