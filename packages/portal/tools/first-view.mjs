// What a reader must fetch before the first page is there: the page's own script, the portal behind the sign-in, a theme, and Home, each
// with whatever it imports. Prints bytes of gzipped JavaScript; with --files each file too. Exits with 1 above the limit.
//
//   node packages/portal/tools/first-view.mjs [--files]
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** Bytes of gzipped JavaScript. */
const LIMIT = 240 * 1000;

const DIST = new URL('../dist/', import.meta.url);
const FIRST = [
  'index.html',
  'src/app/app.tsx',
  'src/lib/themes/light.ts',
  'src/features/home/pages/home-page.tsx',
];

const manifest = JSON.parse(readFileSync(new URL('manifest.json', DIST), 'utf8'));
const entries = new Set();
for (const name of FIRST) add(name);

/** An entry and, before it, all that it imports at once. */
function add(name) {
  if (entries.has(name)) return;
  const entry = manifest[name];
  if (entry === undefined)
    throw new Error(`The manifest of the portal does not know ${name}: build it again.`);
  entries.add(name);
  for (const imported of entry.imports ?? []) add(imported);
}

const files = [...entries].map(name => {
  const { file } = manifest[name];
  return { file, bytes: gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length };
});
if (process.argv.includes('--files'))
  for (const { file, bytes } of files.toSorted((one, other) => other.bytes - one.bytes))
    console.log(`${String(bytes).padStart(8)}  ${file}`);
const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
console.log(total);
if (total > LIMIT) {
  console.error(
    `The first view of the portal is ${total} bytes of gzipped JavaScript; ${LIMIT} are allowed.`,
  );
  process.exitCode = 1;
}
