import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StorageSetupProblem } from '../errors.ts';
import { isPostmaster } from './postmaster-file.ts';

const FAST_WITHIN_MS = 15_000;
const AT_ONCE_WITHIN_MS = 5_000;
const POLL_MS = 10;

/** Stops a server that is not a child of this process: in order if it can, else as after a power cut, which loses nothing committed. */
export async function stopServer(pid: number, files: string, pgCtl: string): Promise<void> {
  await signalServer(pid, files, pgCtl, 'fast');
  if (await hasEnded(pid, files, FAST_WITHIN_MS)) return;
  await signalServer(pid, files, pgCtl, 'immediate');
  if (await hasEnded(pid, files, AT_ONCE_WITHIN_MS)) return;
  throw new StorageSetupProblem(
    `The database server (process ${pid}) of ${files} does not stop. Stop it and start again.`,
  );
}

/** Asks a server to shut down; harmless when it is gone. Windows knows no signals, PostgreSQL's own program does it there. */
export async function signalServer(
  pid: number,
  files: string,
  pgCtl: string,
  mode: 'fast' | 'immediate',
): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)(pgCtl, ['stop', '-D', files, '-m', mode, '-W']).catch(() => {});
    return;
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch {
    // Gone already.
  }
}

async function hasEnded(pid: number, files: string, withinMs: number): Promise<boolean> {
  const started = Date.now();
  while (Date.now() - started < withinMs) {
    if (!(await isPostmaster(pid, files))) return true;
    await sleep(POLL_MS);
  }
  return false;
}
