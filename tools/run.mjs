// `npm start`, `npm test`, `npm run bench`: install what is missing, build what has changed, go.
// Plain JavaScript that Node 20 understands, and nothing but Node's own modules: it runs before the first install.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, ROOT } from '../packages/cli/bin/pinned-node.mjs';
import { runNode } from '../packages/cli/bin/run-node.mjs';

const BUILD_STAMP = join(ROOT, 'node_modules', '.sluice-built');

/** What each task runs, under the pinned Node, after install and build. */
const TASKS = {
  start: args => ['--enable-source-maps', 'packages/cli/dist/main.js', 'serve', '--demo', ...args],
  test: args => ['node_modules/vitest/vitest.mjs', 'run', ...args],
  bench: args => ['bench/main.ts', ...args],
  screenshots: args => ['--conditions=sluice-source', 'tools/screenshots.ts', ...args],
  'bench-scale': args => ['bench/scale.ts', ...args],
};

const [task = '', ...args] = process.argv.slice(2);
const command = TASKS[task];
if (!command) {
  console.error(`Unknown task "${task}". Known: ${Object.keys(TASKS).join(', ')}.`);
  process.exit(2);
}
process.chdir(ROOT);
install();
const node = pinnedNode();
if ('problem' in node) {
  console.error(node.problem);
  process.exit(2);
}
build(node.path);
process.exitCode = await runNode(node.path, command(args));

/** npm writes its hidden lock file last, so one that is newer than ours says that the install is whole and current. */
function install() {
  const installed = modified(join(ROOT, 'node_modules', '.package-lock.json'));
  if (installed >= modified(join(ROOT, 'package-lock.json'))) return;
  console.error('Installing packages (the first time takes a minute or less) ...');
  const npm = process.env.npm_execpath;
  const [program, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const result = spawnSync(program, [...before, 'ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: program === 'npm' && process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error('npm ci failed: see above. With the cause mended, run the same command again.');
    process.exit(result.status ?? 1);
  }
  const now = new Date();
  utimesSync(join(ROOT, 'node_modules', '.package-lock.json'), now, now);
}

function build(nodePath) {
  const built = modified(BUILD_STAMP);
  const isBuilt = existsSync(join(ROOT, 'packages', 'cli', 'dist', 'main.js'));
  if (isBuilt && built > 0 && newestSource() <= built) return;
  console.error('Building ...');
  const started = new Date();
  run(nodePath, ['node_modules/typescript/bin/tsc', '-b']);
  run(nodePath, ['node_modules/vite/bin/vite.js', 'build', 'packages/portal', '--logLevel=warn']);
  writeFileSync(BUILD_STAMP, '');
  utimesSync(BUILD_STAMP, started, started);
}

function run(nodePath, args) {
  const result = spawnSync(nodePath, args, { stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Time of the newest thing that a build depends on. */
function newestSource() {
  let newest = Math.max(modified(join(ROOT, 'tsconfig.json')), modified(join(ROOT, 'tsconfig.base.json')));
  for (const name of readdirSync(join(ROOT, 'packages'))) {
    const folder = join(ROOT, 'packages', name);
    newest = Math.max(
      newest,
      modified(join(folder, 'package.json')),
      modified(join(folder, 'tsconfig.json')),
    );
    const source = join(folder, 'src');
    if (!existsSync(source)) continue;
    for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
      newest = Math.max(newest, modified(join(entry.parentPath ?? entry.path, entry.name)));
    }
  }
  return newest;
}

/** Milliseconds since 1970, 0 for what is not there. */
function modified(path) {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
