import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EveryPage, openEveryPage } from './every-page.ts';
import { checkAccessible } from './harness.ts';
import { PATHS } from './something-to-show.ts';

// Every page to somebody who may little, and some pages in high contrast, in colours of the reader's own, and on the widest screens.

let portal: EveryPage;
beforeAll(async () => {
  portal = await openEveryPage();
});
afterAll(() => portal.close());

describe.each(PATHS)('%s', path => {
  test('shows itself or says why not to the ML engineer', async () => {
    await portal.look(path, 'ML engineer', 'tablet');
  });
});

describe.each(['/', '/models', '/deploy', '/policy', '/policy/compliance', '/audit/decision'])('%s', path => {
  test('is accessible in high contrast', async () => {
    await checkAccessible(await portal.look(path, 'Owner', 'contrast'));
  });

  test('is accessible in colours of the reader', async () => {
    const page = await portal.look(path, 'Owner', 'forced');
    await checkAccessible(page);
    expect(await page.evaluate('matchMedia("(forced-colors: active)").matches')).toBe(true);
  });

  test('is whole on the widest screens', async () => {
    await portal.look(path, 'Owner', 'huge');
  });
});

test('nothing went wrong on any page', () => {
  expect([...new Set(portal.problems)]).toEqual([]);
});
