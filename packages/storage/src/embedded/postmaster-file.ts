import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Endpoint } from './settings.ts';

/** What a running (or killed) server says of itself in its files. */
export type PostmasterFile = { readonly pid: number; readonly endpoint: Endpoint | undefined };

/** Undefined: no server has started there, or the last one ended in order. */
export async function readPostmasterFile(files: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(files, 'postmaster.pid'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parsePostmasterFile(text);
}

/** By lines: pid, files, start, port, socket folder, address, shared memory, status. The later ones come while it starts. */
export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const [pid, , , port = '', socketFolder = ''] = text.split('\n').map(line => line.trim());
  // A server for one user writes its pid as a negative number.
  const number = Math.abs(Number(pid));
  if (!Number.isSafeInteger(number) || number === 0) return undefined;
  if (socketFolder !== '') return { pid: number, endpoint: { kind: 'socket', folder: socketFolder } };
  return { pid: number, endpoint: /^\d+$/.test(port) ? { kind: 'tcp', port: Number(port) } : undefined };
}

/** Whether that process lives and is the server of these files: the number alone may be somebody else's by now. */
export async function isPostmaster(pid: number, files: string): Promise<boolean> {
  const command = await readCommand(pid);
  return (
    command.includes('postgres') &&
    (command.includes(` -D ${files} -c `) || command.includes(` -D "${files}" -c `))
  );
}

/** The command line of a process; empty for one that is gone, or that ended and was not waited for. */
async function readCommand(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return text.replaceAll('\0', ' ');
  }
  const [program, options]: [string, string[]] =
    process.platform === 'win32'
      ? [
          'powershell',
          [
            '-NoProfile',
            '-Command',
            `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`,
          ],
        ]
      : ['ps', ['-ww', '-o', 'command=', '-p', String(pid)]];
  const answer = await promisify(execFile)(program, options).catch(() => undefined);
  return answer?.stdout ?? '';
}

/** Whether there is a process of that number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
