import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Runs `hold-open.ts` on a folder, as another user where one is given, until it says something; stopped with the test. */
export function openInChild(
  folder: string,
  given: { readonly property?: string; readonly uid?: number } = {},
): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  const { property, uid } = given;
  return inChild('hold-open.ts', [folder, ...(property === undefined ? [] : [property])], uid);
}

/** Runs `hold-job.ts` on a database until it has taken a job of that name; stopped with the test. */
export function holdJobInChild(
  url: string,
  name: string,
): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  return inChild('hold-job.ts', [url, name]);
}

/** Runs `hold-seal.ts` on a database until it is in the middle of sealing; stopped with the test. */
export function holdSealInChild(
  url: string,
): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  return inChild('hold-seal.ts', [url]);
}

async function inChild(
  file: string,
  args: readonly string[],
  uid?: number,
): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  const script = fileURLToPath(new URL(`./${file}`, import.meta.url));
  const child = spawn(process.execPath, ['--conditions=sluice-source', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid, env: { PATH: process.env['PATH'] } }),
  });
  const gone = once(child, 'exit');
  onTestFinished(async () => {
    // In order, so that it takes its server with it.
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await gone;
  });
  child.stdout.setEncoding('utf8');
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

/** Kills without warning, and waits until it is gone. */
export async function killChild(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
