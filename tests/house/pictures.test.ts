import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PICTURES } from '../../tools/pictures.ts';
import { ILLUSTRATIONS } from '../../tools/views.ts';
import { PATHS } from '../portal/something-to-show.ts';

const ROOT = join(import.meta.dirname, '../..');
const IMAGES = join(ROOT, 'docs/images');
/** What a reader of the README fetches with it, in bytes each. */
const MOST = 150_000;

test('each page of the portal has a picture', () => {
  expect(PATHS.length).toBeGreaterThan(30);
  expect(PATHS.filter(path => !PICTURES.some(picture => picture.path === path))).toEqual([]);
});

test('pictures are of pages, and have names of their own', () => {
  expect(PICTURES.filter(({ path }) => !PATHS.includes(path))).toEqual([]);
  expect(new Set(PICTURES.map(({ name }) => name)).size).toBe(PICTURES.length);
});

test('the images of the documentation are those that the command makes, and are small', () => {
  const files = readdirSync(IMAGES);
  expect(files.toSorted()).toEqual(ILLUSTRATIONS.map(({ file }) => file).toSorted());
  for (const file of files) expect([file, statSync(join(IMAGES, file)).size < MOST]).toEqual([file, true]);
  for (const { picture } of ILLUSTRATIONS) expect(PICTURES.map(({ name }) => name)).toContain(picture);
});

test('the README shows them, each with words for those who do not see it', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(/!\[([^\]]{10,})\]\(docs\/images\/([^)]+)\)/g)].map(([, , file]) => file);
  expect(shown.toSorted()).toEqual(ILLUSTRATIONS.map(({ file }) => file).toSorted());
});
