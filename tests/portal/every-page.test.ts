import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALERTS, type EveryPage, openEveryPage } from './every-page.ts';
import { checkAccessible } from './harness.ts';
import { PATHS } from './something-to-show.ts';

// Every page of the router's table, with something to show: it is whole, fits its window, says nothing went wrong, and axe finds nothing.

let portal: EveryPage;
beforeAll(async () => {
  portal = await openEveryPage();
});
afterAll(() => portal.close());

test('the table of pages was read', () => {
  expect(PATHS.length).toBeGreaterThan(30);
  for (const path of Object.keys(portal.shown.things)) expect(PATHS).toContain(path);
  for (const table of Object.values(ALERTS))
    for (const path of Object.keys(table)) expect(PATHS).toContain(path);
});

describe.each(PATHS)('%s', path => {
  test('is accessible, light and wide', async () => {
    await checkAccessible(await portal.look(path, 'Owner', 'wide'));
  });

  test('is accessible, dark and narrow', async () => {
    await checkAccessible(await portal.look(path, 'Owner', 'narrow'));
  });
});

test('nothing went wrong on any page', () => {
  expect([...new Set(portal.problems)]).toEqual([]);
});
