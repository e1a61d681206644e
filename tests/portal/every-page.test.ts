import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkAccessible,
  goTo,
  openPortal,
  type Person,
  type PortalWorld,
  settled,
  UNSETTLED,
  type View,
} from './harness.ts';
import { addressOf, PATHS, type Shown, somethingToShow } from './something-to-show.ts';

// Every page of the router's table, with something to show: it is whole, fits its window, says nothing went wrong, and axe finds nothing.

/** Alerts that belong to a page, by who sees them; everywhere else there is none. */
const ALERTS: Readonly<Partial<Record<Person, Readonly<Record<string, readonly RegExp[]>>>>> = {
  'ML engineer': { '/policy/assign': [/You may not assign this here/] },
};

const VIEWS = {
  wide: { width: 1440 },
  narrow: { theme: 'dark', width: 360, height: 740 },
  tablet: { width: 1024, height: 768 },
  huge: { width: 3840, height: 2160 },
  contrast: { contrast: 'more', width: 1280 },
  forced: { forcedColors: 'active', width: 1280 },
} as const satisfies Readonly<Record<string, View>>;

let world: PortalWorld;
let shown: Shown;
const pages = new Map<string, Page>();
beforeAll(async () => {
  world = await openPortal();
  shown = await somethingToShow(world);
});
afterAll(() => world.close());

/** The path in one signed-in page for each person and view, once it is whole. */
async function look(path: string, person: Person, view: keyof typeof VIEWS): Promise<Page> {
  const key = `${person} ${view}`;
  const page = pages.get(key) ?? (await world.signIn(person, '/', VIEWS[view]));
  pages.set(key, page);
  await goTo(page, addressOf(shown, path));
  await settled(page);
  expect(await page.locator(UNSETTLED).count()).toBe(0);
  const expected = ALERTS[person]?.[path] ?? [];
  for (const text of expected) await page.getByRole('alert').filter({ hasText: text }).waitFor();
  expect(await page.getByRole('alert').allInnerTexts()).toEqual(
    expected.map(text => expect.stringMatching(text)),
  );
  const text = await page.getByRole('main').innerText();
  expect(text.length).toBeGreaterThan(40);
  expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object|Invalid Date/);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  return page;
}

test('the table of pages was read', () => {
  expect(PATHS.length).toBeGreaterThan(30);
  for (const path of Object.keys(shown.things)) expect(PATHS).toContain(path);
  for (const table of Object.values(ALERTS))
    for (const path of Object.keys(table)) expect(PATHS).toContain(path);
});

describe.each(PATHS)('%s', path => {
  test('is accessible, light and wide', async () => {
    await checkAccessible(await look(path, 'Owner', 'wide'));
  });

  test('is accessible, dark and narrow', async () => {
    await checkAccessible(await look(path, 'Owner', 'narrow'));
  });

  test('shows itself or says why not to the ML engineer', async () => {
    await look(path, 'ML engineer', 'tablet');
  });
});

describe.each(['/', '/models', '/deploy', '/policy', '/policy/compliance', '/audit/decision'])('%s', path => {
  test('is accessible in high contrast', async () => {
    await checkAccessible(await look(path, 'Owner', 'contrast'));
  });

  test('is accessible in colours of the reader', async () => {
    const page = await look(path, 'Owner', 'forced');
    await checkAccessible(page);
    expect(await page.evaluate('matchMedia("(forced-colors: active)").matches')).toBe(true);
  });

  test('is whole on the widest screens', async () => {
    await look(path, 'Owner', 'huge');
  });
});

test('nothing went wrong on any page', () => {
  expect([...new Set(world.problems)]).toEqual([]);
});
