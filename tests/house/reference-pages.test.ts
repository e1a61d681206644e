import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referencePages, referenceWords } from '../../tools/reference-pages.ts';

const REFERENCE = new URL('../../docs/reference/', import.meta.url);

// "npm run reference" writes them anew.
test.each(Object.entries(referencePages()))(
  'docs/reference/%s says what the sources say',
  async (name, text) => {
    await expect(text).toMatchFileSnapshot(`../../docs/reference/${name}`);
  },
);

test("the words of the portal's editor say what the sources say", async () => {
  const text = `${JSON.stringify(referenceWords(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(
    '../../packages/portal/src/features/definitions/language/reference.json',
  );
});

test.each(
  Object.values(referencePages()).flatMap(text =>
    [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link),
  ),
)('the reference links to %s, which is there', link => {
  expect(existsSync(new URL(link, REFERENCE))).toBe(true);
});
