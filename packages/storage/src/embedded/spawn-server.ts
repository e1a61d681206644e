import { spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StorageSetupProblem } from '../errors.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { childOptions } from './child-options.ts';
import { type Endpoint, serverArguments } from './settings.ts';
import { signalServer } from './stop-server.ts';

const LOG_FILE = 'postgres.log';
const LOG_LIMIT_BYTES = 5_000_000;
const FAST_WITHIN_MS = 15_000;

/** The server as a child process. */
export type Server = {
  /** Resolves when it has ended, for whatever reason, with what it wrote to its log. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  stop(): Promise<void>;
};

/**
 * Starts the server; it may not answer yet. In a session of its own, so that Ctrl-C in a terminal reaches us first and we stop it
 * when nothing uses it any more. When this process exits without that, it is asked to stop on the way out.
 */
export async function spawnServer(
  folder: string,
  files: string,
  endpoint: Endpoint,
  binaries: Binaries,
  account: Account | undefined,
): Promise<Server> {
  const logFile = join(folder, LOG_FILE);
  const before = await trimLog(logFile);
  const log = await open(logFile, 'a', 0o600);
  const child = spawn(binaries.postgres, serverArguments(files, endpoint), {
    ...childOptions(account),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let running = true;
  const ended = new Promise<string>(resolve => {
    const end = (reason: string): void => {
      running = false;
      process.off('exit', onExit);
      readFile(logFile, 'utf8').then(
        text => resolve(`${text.slice(before).trim() || reason}`),
        () => resolve(reason),
      );
    };
    child.once('error', error => end(error.message));
    child.once('exit', (code, signal) =>
      end(signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`),
    );
  });
  const onExit = (): void => {
    child.kill('SIGINT');
  };
  process.once('exit', onExit);
  await log.close();
  const { pid } = child;
  if (pid === undefined) throw new StorageSetupProblem(`PostgreSQL cannot be started: ${await ended}`);
  return {
    ended,
    hasEnded: () => !running,
    async stop() {
      if (!running) return;
      await signalServer(pid, files, binaries.pgCtl, 'fast');
      const late = await Promise.race([ended.then(() => false), sleep(FAST_WITHIN_MS, true, { ref: false })]);
      if (late) await signalServer(pid, files, binaries.pgCtl, 'immediate');
      await ended;
    },
  };
}

/** One old log is kept. Returns where the new lines will begin. */
async function trimLog(file: string): Promise<number> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size <= LOG_LIMIT_BYTES) return size;
  await rename(file, `${file}.old`);
  return 0;
}
