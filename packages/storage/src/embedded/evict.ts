import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StorageInUse, StorageSetupProblem } from '../errors.ts';
import { type Cluster, SUPERUSER } from './cluster.ts';
import { isSocketFolder } from './endpoint.ts';
import { claim, type Ownership } from './owner-session.ts';
import { isAlive, isPostmaster, type PostmasterFile, readPostmasterFile } from './postmaster-file.ts';
import { type Endpoint, toUrl } from './settings.ts';
import { stopServer } from './stop-server.ts';

const ANSWER_WITHIN_MS = 15_000;
/** How long a server may take to notice that its owner was killed. */
const NOTICE_WITHIN_MS = 3_000;
const POLL_MS = 50;

/**
 * Makes way for a start: stops the server that a killed process left behind, and removes what a killed server left.
 *
 * `next` is where the new server will listen, when that is decided. Rejects with `StorageInUse` when a live process owns the folder:
 * nothing is stopped then.
 */
export async function evictOrphan(
  cluster: Cluster,
  pgCtl: string,
  onNotice: (text: string) => void,
  next?: Endpoint,
): Promise<void> {
  const found = await readPostmasterFile(cluster.files);
  if (found === undefined) return;
  if (await isPostmaster(found.pid, cluster.files)) {
    const ownership = await askForOwnership(cluster, found);
    if (ownership?.kind === 'other') throw new StorageInUse(dirname(cluster.files), ownership.pid);
    if (ownership !== undefined) {
      onNotice(
        `The database server that a killed process left behind (process ${found.pid}) was found and is stopped.`,
      );
      await stopServer(found.pid, cluster.files, pgCtl);
      await ownership.client.end().catch(() => {});
    }
  }
  await removeLeftovers(cluster.files, found, next);
}

/** Undefined: the server ended while it was asked. */
async function askForOwnership(cluster: Cluster, first: PostmasterFile): Promise<Ownership | undefined> {
  const started = Date.now();
  let reason: unknown;
  while (Date.now() - started < ANSWER_WITHIN_MS) {
    // Where it listens is written only while it starts.
    const found = (await readPostmasterFile(cluster.files)) ?? first;
    if (found.pid !== first.pid || !(await isPostmaster(first.pid, cluster.files))) return undefined;
    try {
      const ownership = await askOnce(cluster, found);
      const isFinal = ownership?.kind === 'mine' || (ownership !== undefined && isOwnerAlive(ownership.pid));
      if (isFinal || (ownership !== undefined && Date.now() - started > NOTICE_WITHIN_MS)) return ownership;
    } catch (error) {
      reason = error;
    }
    await sleep(POLL_MS);
  }
  throw new StorageSetupProblem(
    `A database server (process ${first.pid}) holds ${cluster.files} and does not answer. ` +
      `When no Sluice runs on this folder, stop it with \`kill -INT ${first.pid}\` and start again.`,
    reason,
  );
}

async function askOnce(cluster: Cluster, { endpoint }: PostmasterFile): Promise<Ownership | undefined> {
  return endpoint === undefined ? undefined : claim(toUrl(endpoint, SUPERUSER, cluster.password));
}

/** A process in another container has no number here: its lock alone says that it lives. */
function isOwnerAlive(pid: number | undefined): boolean {
  return pid !== undefined && isAlive(pid);
}

/** A socket's folder that is in use by the start under way stays. */
async function removeLeftovers(
  files: string,
  { pid, endpoint }: PostmasterFile,
  next: Endpoint | undefined,
): Promise<void> {
  const current = await readPostmasterFile(files);
  // Another start may have been quicker: then the file is that one's.
  if (current !== undefined && current.pid !== pid) return;
  await rm(join(files, 'postmaster.pid'), { force: true });
  if (endpoint?.kind !== 'socket' || !isSocketFolder(endpoint.folder)) return;
  if (next?.kind === 'socket' && next.folder === endpoint.folder) return;
  await rm(endpoint.folder, { recursive: true, force: true });
}
