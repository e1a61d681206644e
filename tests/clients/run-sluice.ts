import { spawn } from 'node:child_process';

/** What a command ended with and said. */
export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the committed launcher, as npm links it. */
export function runSluice(...args: readonly string[]): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['packages/cli/bin/sluice.mjs', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (part: Buffer) => {
      stdout += part.toString();
    });
    child.stderr.on('data', (part: Buffer) => {
      stderr += part.toString();
    });
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
}
