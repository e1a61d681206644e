import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const PAGES = new URL('../../docs/clients/', import.meta.url);

const pages = readdirSync(PAGES).filter(name => name.endsWith('.md'));

test.each(pages)('what docs/clients/%s links to is there', name => {
  const text = readFileSync(new URL(name, PAGES), 'utf8');
  const links = [...text.matchAll(/\]\(([^):#]*)(?:#([^)]*))?\)/g)].map(([, file = '', heading]) => ({
    file: file === '' ? name : file,
    heading,
  }));
  const dead = links.filter(({ file, heading }) => {
    const place = new URL(file, PAGES);
    if (!existsSync(place)) return true;
    return heading !== undefined && !anchorsOf(readFileSync(place, 'utf8')).includes(heading);
  });
  expect(dead).toEqual([]);
});

test('the README leads to every page', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(pages.filter(name => !readme.includes(`(docs/clients/${name})`))).toEqual([]);
});

/** The anchors that headings get where the page is shown. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
