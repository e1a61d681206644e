import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StorageSetupProblem } from '../errors.ts';
import { type Account, CLUSTER, findAccount } from './account.ts';
import { findBarrier } from './reach.ts';

/** Others may pass through to what is theirs, and list nothing. */
const PASS_THROUGH = 0o711;

/** A data folder, and what to tell the operator when it is not where one would look first. */
export type DataFolder = { readonly folder: string; readonly notice?: string };

/** Where the data of a checkout is when nobody says otherwise and everybody may get there. */
export function defaultDataFolder(checkout: string): string {
  return join(resolve(checkout), '.sluice');
}

/**
 * The data folder to use: the explicit one, else the default one of the checkout.
 *
 * Started by root, PostgreSQL runs as another user. Where that user cannot get to the default folder, it moves to `/var/lib/sluice/<hash of the
 * checkout>`, with a notice; an explicit folder is refused with `StorageSetupProblem`. Makes nothing.
 */
export async function resolveDataFolder(given: {
  readonly explicit?: string;
  readonly checkout: string;
}): Promise<DataFolder> {
  const folder = given.explicit === undefined ? defaultDataFolder(given.checkout) : resolve(given.explicit);
  const account = await findAccount(folder);
  if (account === undefined) return { folder };
  const barrier = await findBarrierTo(folder, account);
  if (barrier === undefined) return { folder };
  if (given.explicit !== undefined) throw unreachable(folder, barrier, account);
  const moved = join(
    '/var/lib/sluice',
    createHash('sha256').update(resolve(given.checkout)).digest('hex').slice(0, 12),
  );
  return {
    folder: moved,
    notice: `The data is in ${moved}: Sluice runs as root, PostgreSQL as ${account.name}, who may not enter ${barrier}.`,
  };
}

/**
 * Makes the folder where it is missing, such that PostgreSQL gets to its part of it. Returns its real path.
 *
 * Only folders made here, and a data folder that is empty or already one of ours, get other permissions; refused otherwise with
 * `StorageSetupProblem`.
 */
export async function prepareDataFolder(given: string, account: Account | undefined): Promise<string> {
  const folder = resolve(given);
  try {
    if (account === undefined) await mkdir(folder, { recursive: true, mode: 0o700 });
    else await openTheWay(folder, account);
    return await realpath(folder);
  } catch (error) {
    if (error instanceof StorageSetupProblem) throw error;
    throw new StorageSetupProblem(
      `The data folder ${folder} cannot be made: ${error instanceof Error ? error.message : error}`,
      error,
    );
  }
}

async function openTheWay(folder: string, account: Account): Promise<void> {
  const barrier = await findBarrierTo(folder, account);
  if (barrier !== undefined) throw unreachable(folder, barrier, account);
  const first = await mkdir(folder, { recursive: true });
  if (first !== undefined) {
    // The umask of root may have closed what was just made.
    for (let made = folder; made.length >= first.length; made = dirname(made))
      await chmod(made, PASS_THROUGH);
  }
  const { mode } = await stat(folder);
  if ((await findBarrier(folder, account)) !== undefined)
    await chmod(folder, (mode & 0o777) | (PASS_THROUGH & 0o111));
}

/** Like `findBarrier`, for a folder that may not exist, and not counting itself where we may open it. */
async function findBarrierTo(folder: string, account: Account): Promise<string | undefined> {
  const entries = await readdir(folder).catch(() => undefined);
  const isOurs = entries !== undefined && (entries.length === 0 || entries.includes(CLUSTER));
  const from = entries !== undefined && !isOurs ? folder : await nearestExisting(dirname(folder));
  return findBarrier(from, account);
}

async function nearestExisting(path: string): Promise<string> {
  for (let candidate = path; ; candidate = dirname(candidate)) {
    if ((await stat(candidate).catch(() => undefined)) !== undefined || dirname(candidate) === candidate)
      return candidate;
  }
}

function unreachable(folder: string, barrier: string, account: Account): StorageSetupProblem {
  return new StorageSetupProblem(
    `The data folder ${folder} cannot be used: PostgreSQL refuses to run as root and so runs as ${account.name}, who may not enter ${barrier}. ` +
      'Choose a folder that every user may get to, such as --data /var/lib/sluice/data, or start Sluice as another user.',
  );
}
