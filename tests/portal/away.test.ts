// A server that is away while somebody reads, in a browser on a real server.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortal, type PortalWorld, settled } from './harness.ts';

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
});
afterAll(() => world.close());

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search everything' });
const field = (page: Page) => palette(page).getByRole('combobox', { name: 'Search everything' });
const link = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
const away = (page: Page) => page.getByRole('alert').filter({ hasText: 'Is the server reachable?' });
const tryAgain = (page: Page) => away(page).getByRole('button', { name: 'Try again' });
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

/** Keeps a file of the portal from the page until told otherwise. */
async function withhold(page: Page, file: RegExp): Promise<() => Promise<void>> {
  await page.route(file, route => route.abort('connectionrefused'));
  return () => page.unroute(file);
}

test('a page that does not come is told inside of the frame, and comes when the server is back', async () => {
  const page = await world.signIn('Owner', '/manage/about');
  await settled(page);
  let documents = 0;
  page.on('request', request => {
    if (request.isNavigationRequest()) documents++;
  });
  await page.context().setOffline(true);
  await link(page, 'Events').click();
  await title(page, 'The page could not be loaded').waitFor();
  await away(page).waitFor();
  expect(await page.getByRole('main').innerText()).not.toMatch(/dynamically|went wrong/);
  await tryAgain(page).click();
  await away(page).waitFor();
  await page.context().setOffline(false);
  await tryAgain(page).click();
  await title(page, 'Events').waitFor();

  // Going elsewhere tries again too.
  await page.context().setOffline(true);
  await link(page, 'Remediation').click();
  await title(page, 'The page could not be loaded').waitFor();
  await page.context().setOffline(false);
  await link(page, 'About').click();
  await title(page, 'About').waitFor();
  await link(page, 'Remediation').click();
  await title(page, 'Remediation').waitFor();
  expect(documents).toBe(0);
});

test('a page of a version that is gone is loaded as a whole, once', async () => {
  const page = await world.signIn('Owner', '/manage/about');
  await settled(page);
  const back = await withhold(page, /assets\/events-page/);
  let documents = 0;
  await page.route(/\/portal\/$/, async route => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/assets\/index-[^".]*\.js/, 'assets/index-other.js');
    await route.fulfill({ response: answer, body });
  });
  page.on('request', request => {
    if (!request.isNavigationRequest() || new URL(request.url()).pathname !== '/portal/audit/events') return;
    documents++;
    void back();
  });
  await link(page, 'Events').click();
  await title(page, 'Events').waitFor();
  expect(documents).toBe(1);
});

test('what a page fetches later leaves it as it is', async () => {
  const page = await world.signIn('Owner', '/policy/assign');
  await page.getByRole('textbox', { name: 'Assignment name' }).fill('Half done');
  const back = await withhold(page, /assets\/scope-picker/);
  await page.getByRole('main').getByRole('button', { name: 'Change scope' }).click();
  await away(page).waitFor();
  expect(await page.getByRole('textbox', { name: 'Assignment name' }).inputValue()).toBe('Half done');
  // In the bar too, beside the button.
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Scope/ })
    .click();
  await expect.poll(() => away(page).count()).toBe(2);
  await away(page).last().waitFor();
  await page.getByRole('banner').getByRole('button', { name: 'Close' }).click();
  await back();
  await tryAgain(page).click();
  await page.getByRole('dialog').getByRole('tree').waitFor();
});

test('a search that does not come says so in its place, keeps what was typed, and leaves the page alone', async () => {
  const page = await world.signIn('Owner', '/manage/about');
  await page.route(/assets\/command-palette/, route => route.abort('connectionrefused'));
  await page.reload();
  await title(page, 'About').waitFor();
  await settled(page);
  await page.keyboard.press('/');
  await page.keyboard.type('Policy');
  await away(page).waitFor();
  await title(page, 'About').waitFor();
  await page.keyboard.press('Escape');
  await palette(page).waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  await page.keyboard.type('exempt');
  await away(page).waitFor();
  await page.unroute(/assets\/command-palette/);
  await tryAgain(page).click();
  await field(page).waitFor();
  await expect.poll(() => field(page).inputValue()).toBe('exempt');
});
