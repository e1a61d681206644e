import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../packages/portal/src');

/** From the name of a part, or of words in it, to one word or a table of them. */
type Path = readonly string[];

/** What stands behind a name: `.list.empty`, `['Microsoft.Web']`. */
const KEYS = String.raw`((?:\s*\??\.\s*\w+|\['[^']+'\])*)`;
const keysOf = (text: string): Path =>
  [...text.matchAll(/'([^']+)'|(\w+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
const readOf = (name: string) => String.raw`(?<![\w.'$])${name}\b${KEYS}`;
/** `a, b: c` or `a, b as c`: what is taken, and what it is called from there on. */
const takenIn = (list: string) =>
  [...list.matchAll(/(\w+)(?:(?::| as) *(\w+))?/g)].map(([, key = '', name = key]) => ({ key, name }));

/** Paths to all words of a table. */
function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]));
}

/** What a file reads of the words that it imports. The names that it gives to tables of words are followed. */
function readsOf(text: string): readonly Path[] {
  const named: { readonly name: string; readonly path: Path }[] = [];
  const naming = (path: Path, name: string) => {
    named.push({ name, path });
    return '';
  };
  let code = text
    .replace(/\/\*.*?\*\/|^\s*\/\/.*?$/gms, '')
    .replace(/import \{([^}]*)\} from '#strings\/([\w-]+)';/g, (_, list: string, part: string) =>
      takenIn(list)
        .map(({ key, name }) => naming([part, key], name))
        .join(''),
    );
  // Grows while it is gone through: a name may be given to what another one stands for.
  for (const { name, path } of named)
    code = code
      .replace(new RegExp(`const (\\w+) = ${readOf(name)};`, 'g'), (all, other: string, keys: string) =>
        other === name ? all : naming([...path, ...keysOf(keys)], other),
      )
      .replace(new RegExp(`const \\{([^}]*)\\} = ${readOf(name)};`, 'g'), (_, list: string, keys: string) =>
        takenIn(list)
          .map(taken => naming([...path, ...keysOf(keys), taken.key], taken.name))
          .join(''),
      );
  return named.flatMap(({ name, path }) =>
    [...code.matchAll(new RegExp(readOf(name), 'g'))].map(([, keys = '']) => [...path, ...keysOf(keys)]),
  );
}

it('knows no word that nobody reads', async () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: SOURCE }).filter(file => !file.endsWith('.test.ts'));
  const reads = new Set(
    files.flatMap(file => readsOf(readFileSync(join(SOURCE, file), 'utf8'))).map(path => path.join('\n')),
  );
  const unread: string[] = [];
  for (const file of globSync('strings/en/*.ts', { cwd: SOURCE }).sort())
    for (const [table, words] of Object.entries(await import(join(SOURCE, file))))
      for (const path of pathsOf(words, [basename(file, '.ts'), table])) {
        // A word is read by itself, or with any table that it is in.
        const isRead = path.some((_, index) => reads.has(path.slice(0, index + 1).join('\n')));
        if (!isRead) unread.push(path.join('.'));
      }
  expect(unread).toEqual([]);
});
