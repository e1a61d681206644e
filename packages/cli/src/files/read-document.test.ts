import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { documentsBelow, readDocument } from './read-document.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('documents of a folder, in the order of their paths, without what is not its own', () => {
  for (const name of ['b', 'b/node_modules', '.git', 'd.json']) mkdirSync(join(folder, name));
  for (const name of ['c.YAML', 'b/a.json', 'a.txt', 'b/node_modules/x.json', '.git/x.json', '.hidden.json'])
    writeFileSync(join(folder, name), '{}');
  symlinkSync(folder, join(folder, 'b', 'up'));
  symlinkSync(join(folder, 'c.YAML'), join(folder, 'link.yaml'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.json'));
  expect(documentsBelow(folder).map(path => relative(folder, path))).toEqual([
    '.hidden.json',
    'b/a.json',
    'c.YAML',
    'link.yaml',
  ]);
});

test.each<[string, Buffer]>([
  ['UTF-8', Buffer.from('{"ä":1}\r\n')],
  ['UTF-8 with a mark', Buffer.from('\uFEFF{"ä":1}')],
  ['UTF-16, as PowerShell writes it', Buffer.from('\uFEFF{"ä":1}\r\n', 'utf16le')],
])('reads %s', (_, bytes) => {
  const path = join(folder, 'text.json');
  writeFileSync(path, bytes);
  expect(readDocument(path)).toEqual({ ä: 1 });
});

test('a file is itself', () => {
  expect(documentsBelow(join(folder, 'a.txt'))).toEqual([join(folder, 'a.txt')]);
});

test('nothing is an error that names it', () => {
  expect(() => documentsBelow(join(folder, 'none'))).toThrow('none');
});
