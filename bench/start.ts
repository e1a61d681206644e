import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Figure } from './figure.ts';
import { figure, median } from './figure.ts';
import { freePort, stopServer } from './server.ts';

/** From the command to the first answered request, with an empty data folder and with one that exists; and memory at rest. */
export const startBench: Bench = {
  name: 'start',
  async run({ quick }) {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
    chmodSync(folder, 0o755);
    try {
      const cold = await startOnce(folder);
      const warm: number[] = [];
      let idle = 0;
      for (let n = 0; n < (quick ? 1 : 5); n++) {
        const run = await startOnce(folder);
        warm.push(run.milliseconds);
        idle = run.megabytes;
      }
      return [
        figure('start.cold', cold.milliseconds, 'ms', { note: 'empty data folder, demo world' }),
        figure('start.warm', median(warm), 'ms', { goal: 'under 2000' }),
        figure('memory.idle', idle, 'MB', { note: 'resident, server process' }),
      ] satisfies Figure[];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function startOnce(folder: string): Promise<{ milliseconds: number; megabytes: number }> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['packages/cli/dist/main.js', 'serve', '--demo', '--data', folder, '--port', String(port)],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    const milliseconds = performance.now() - started;
    await new Promise(resolve => setTimeout(resolve, 1_000));
    return { milliseconds, megabytes: residentMegabytes(child.pid ?? 0) };
  } finally {
    await stopServer(child);
  }
}

/** Only asks whether the server answers: the certificate is not what is measured. */
function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const call = request(
      { host: 'localhost', port, path: '/readyz', rejectUnauthorized: false },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    call.on('error', () => resolve(false));
    call.end();
  });
}

/** Linux only; 0 elsewhere. */
function residentMegabytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
