import { join } from 'node:path';
import { CLUSTER } from './account.ts';
import { readPassword, SUPERUSER } from './cluster.ts';
import { isPostmaster, readPostmasterFile } from './postmaster-file.ts';
import { toUrl } from './settings.ts';

/**
 * Where the server that runs on a data folder can be reached, for a command beside it; undefined when none runs.
 *
 * Claims nothing: whoever owns the folder stays its owner, and when that one stops, this connection ends.
 */
export async function findRunning(folder: string): Promise<string | undefined> {
  const files = join(folder, CLUSTER);
  const found = await readPostmasterFile(files);
  if (found?.endpoint === undefined || !(await isPostmaster(found.pid, files))) return undefined;
  return toUrl(found.endpoint, SUPERUSER, await readPassword(folder));
}
