// The clients that come from Python: made once for each list of requirements, and kept. `node tests/clients/tools.ts` makes them all.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `az` is the Azure CLI, `python` the Azure SDKs for Python; each has its own list in `requirements`. */
export type PythonTool = 'az' | 'python';

const TOOLS: readonly PythonTool[] = ['az', 'python'];
const REQUIREMENTS = join(import.meta.dirname, 'requirements');
const CACHE = join(import.meta.dirname, '../../.cache/clients');

/** The interpreter of a virtual environment that has what the tool's list names; made when it is not there yet. */
export async function pythonOf(tool: PythonTool): Promise<string> {
  const list = join(REQUIREMENTS, `${tool}.txt`);
  const folder = join(CACHE, createHash('sha256').update(readFileSync(list)).digest('hex').slice(0, 16));
  const python = join(folder, 'bin', 'python');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  await run('python3', ['-m', 'venv', folder]);
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', list]);
  writeFileSync(complete, '');
  return python;
}

/** The version that a tool's list pins, as the compatibility page names it. */
export function pinnedVersion(tool: PythonTool, packageName: string): string {
  const line = readFileSync(join(REQUIREMENTS, `${tool}.txt`), 'utf8')
    .split('\n')
    .find(each => each.startsWith(`${packageName}==`));
  if (line === undefined) throw new Error(`requirements/${tool}.txt does not pin ${packageName}.`);
  return line.slice(packageName.length + 2).trim();
}

function run(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', code =>
      code === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')} ended with ${code}.`)),
    );
  });
}

if (import.meta.main) for (const tool of TOOLS) await pythonOf(tool);
