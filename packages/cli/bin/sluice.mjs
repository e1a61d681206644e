#!/usr/bin/env node
// Runs the built command line under the pinned Node. Committed as plain JavaScript: npm links a bin only where the file exists.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, ROOT } from './pinned-node.mjs';
import { runNode } from './run-node.mjs';

const main = join(ROOT, 'packages', 'cli', 'dist', 'main.js');
const node = pinnedNode();
if ('problem' in node) {
  console.error(node.problem);
  process.exitCode = 2;
} else if (!existsSync(main)) {
  console.error(
    'Sluice is not built yet. Run "npm run build" in the checkout (npm start and npm test do it by themselves).',
  );
  process.exitCode = 2;
} else {
  process.exitCode = await runNode(node.path, ['--enable-source-maps', main, ...process.argv.slice(2)]);
}
