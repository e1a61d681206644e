import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPolicyFiles } from './read-policy-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

async function read(path = folder) {
  return (await readPolicyFiles(path)).map(file =>
    'problem' in file ? [file.path, 'problem'] : [file.path, file.content],
  );
}

test('a checkout: what is published, and not its samples', async () => {
  put('samples/policyDefinitions/a.json', '{"a":1}');
  put('built-in-policies/policyDefinitions/Storage/b.json', '\uFEFF{"b":1}');
  put('built-in-policies/policySetDefinitions/c.json', '{"c":1}');
  put('built-in-policies/README.md', 'text');
  expect(await read()).toEqual([
    ['built-in-policies/policyDefinitions/Storage/b.json', { b: 1 }],
    ['built-in-policies/policySetDefinitions/c.json', { c: 1 }],
  ]);
});

test('a folder of JSONL files: the paths that are in the lines', async () => {
  put(
    'policyDefinitions.jsonl',
    '{"path":"p/a.json","content":{"a":1}}\n\n{"path":"p/b.json","content":[]}\n',
  );
  put('aliases.json', '{}');
  expect(await read()).toEqual([
    ['p/a.json', { a: 1 }],
    ['p/b.json', 'problem'],
  ]);
});

test.each(['policyDefinitions', 'policyDefinitions/Storage'])('a part of a checkout: %s', async part => {
  put('policyDefinitions/Storage/b.json', '{"b":1}');
  expect((await read(join(folder, part))).map(([, content]) => content)).toEqual([{ b: 1 }]);
});

test('one file, whatever it is called', async () => {
  const file = put('mine.json', '{"a":1}');
  expect(await read(file)).toEqual([[file, { a: 1 }]]);
});

test('lines and files that are no JSON are told by their place', async () => {
  put('policyDefinitions/a.json', '{');
  const lines = put('policySetDefinitions.jsonl', '{"content":{}}\n{]\n7');
  expect((await read(lines)).map(([path]) => path)).toEqual([`${lines}:1`, `${lines}:2`, `${lines}:3`]);
  expect((await read())[0]).toEqual(['policyDefinitions/a.json', 'problem']);
});

test('nothing there is an error', async () => {
  await expect(read(join(folder, 'none'))).rejects.toThrow(/ENOENT/);
  expect(await read()).toEqual([]);
});
