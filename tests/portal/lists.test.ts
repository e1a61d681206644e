// Long lists, lists that come in part only, and a portal without a scope: in a browser on a real server.
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillAccounts } from '../server/fill-accounts.ts';
import { replaceRights } from '../server/harness.ts';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled } from './harness.ts';

const MANY = 5_000;
/** More than the lines of a screen and those kept ready around it; far fewer than the list has. */
const FEW_LINES = 100;
/** In which an endless loop asks hundreds of times. */
const A_WHILE_MS = 1_500;

let world: PortalWorld;
let full: string;
let owner: Page;
beforeAll(async () => {
  world = await openPortal();
  full = `${world.sandbox}/resourceGroups/rg-experiments`;
  await fillAccounts(world.storage, full, MANY);
  owner = await world.signIn('Owner', '/manage/about');
});
afterAll(() => world.close());

const broken = (status: number, message = 'The disk is full.') => ({
  status,
  headers: { 'x-ms-correlation-request-id': 'c0ffee' },
  json: { error: { code: 'Broken', message } },
});

const isNextPage = (url: URL, path: RegExp) => path.test(url.pathname) && url.searchParams.has('$skiptoken');
const alert = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text });
const tells = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
const table = (page: Page, name: string | RegExp) => page.getByRole('table', { name });

/** Its own resources are there too. */
const wholeGroup = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^5,\d{3} rows$/ })
    .waitFor();

/** As far down as it goes, with the mouse over it. */
async function scrollDown(page: Page, over: ReturnType<Page['locator']>): Promise<void> {
  await over.hover();
  await page.mouse.wheel(0, 1_000_000);
}

describe('a next page that fails', () => {
  it.each([
    ['/models?view=table', 'a table'],
    ['/models', 'cards'],
  ])('is asked for once, told of, and asked for again by the reader: %s', async path => {
    const page = owner;
    let asked = 0;
    let isBroken = true;
    const catalog = (url: URL) => url.pathname.endsWith('/Sluice.Governance/catalog');
    await page.route(catalog, route => {
      // The first page; the catalog takes its questions in a body.
      if (route.request().postDataJSON()?.skiptoken === undefined) return route.continue();
      asked++;
      return isBroken ? route.fulfill(broken(400)) : route.continue();
    });
    await goTo(page, path);
    await settled(page);
    const models = path.includes('table')
      ? table(page, 'Models')
      : page.getByRole('list', { name: 'Models' });
    await scrollDown(page, models.getByRole('link').first());
    const failure = alert(page, 'The next rows could not be read');
    await failure.getByText('The disk is full.').waitFor();
    await page.waitForTimeout(A_WHILE_MS);
    expect(asked).toBe(1);
    await failure.getByRole('button', { name: 'Try again' }).click();
    await page.waitForTimeout(A_WHILE_MS);
    expect(asked).toBe(2);
    await failure.waitFor();
    await checkAccessible(page);
    isBroken = false;
    await failure.getByRole('button', { name: 'Try again' }).click();
    await failure.waitFor({ state: 'detached' });
    expect(asked).toBe(3);
    if (path.includes('table')) await tells(page, '76 rows');
    expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0);
    await page.unroute(catalog);
  });

  it('of a list that is read as a whole leaves it cut short, which it says', async () => {
    const page = owner;
    const next = (url: URL) => isNextPage(url, /rg-experiments\/resources$/i);
    await page.route(next, route => route.fulfill(broken(400)));
    await goTo(page, `/scope?id=${full}`);
    const failure = alert(page, 'Not all could be read');
    await failure.waitFor();
    await tells(page, '1,000 rows');
    await page.unroute(next);
    await failure.getByRole('button', { name: 'Try again' }).click();
    await failure.waitFor({ state: 'detached' });
    await wholeGroup(page);
  });

  it('keeps half a list out of a file', async () => {
    const page = owner;
    const assignments = (url: URL) => url.pathname.endsWith('/policyAssignments');
    await page.route(assignments, async route => {
      const url = new URL(route.request().url());
      if (url.searchParams.has('$skiptoken')) return route.fulfill(broken(400));
      const answer = await route.fetch();
      url.searchParams.set('$skiptoken', 'next');
      return route.fulfill({ response: answer, json: { ...(await answer.json()), nextLink: url.href } });
    });
    await goTo(page, '/policy/assignments');
    await alert(page, 'Not all could be read').waitFor();
    expect(await page.getByRole('button', { name: 'Export CSV' }).isDisabled()).toBe(true);
    await page.unroute(assignments);
    await alert(page, 'Not all could be read').getByRole('button', { name: 'Try again' }).click();
    await alert(page, 'Not all could be read').waitFor({ state: 'detached' });
  });
});

describe('a list of thousands', () => {
  it('has few lines in the page, wherever the reader is', async () => {
    const page = owner;
    await goTo(page, `/scope?id=${full}`);
    const list = table(page, /rg-experiments/);
    await list.waitFor();
    await wholeGroup(page);
    const rows = Number((await list.getAttribute('aria-rowcount')) ?? 0);
    expect(rows).toBeGreaterThan(MANY);
    expect(await list.locator('tr').count()).toBeLessThan(FEW_LINES);
    await scrollDown(page, list.locator('tbody tr:not([aria-hidden])').nth(3));
    await list.locator(`tr[aria-rowindex="${rows}"]`).waitFor();
    expect(await list.locator('tr').count()).toBeLessThan(FEW_LINES);
    await list.getByText(`acc-${String(MANY).padStart(6, '0')}`).waitFor();
  });
});

describe('a column', () => {
  it('is made wider with the arrow keys, and fits its words at a double click', async () => {
    const page = owner;
    await goTo(page, '/models?view=table');
    await settled(page);
    const grip = page.getByRole('separator', { name: 'Width of the column Publisher' });
    const width = async () => Number(await grip.getAttribute('aria-valuenow'));
    const before = await width();
    await grip.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await width()).toBe(before + 60);
    await page.keyboard.press('ArrowLeft');
    expect(await width()).toBe(before + 50);
    const head = page.getByRole('columnheader', { name: 'Publisher', exact: true });
    expect(Math.round((await head.boundingBox())?.width ?? 0)).toBe(before + 50);
    await page.keyboard.press('Home');
    const least = Number(await grip.getAttribute('aria-valuemin'));
    expect(await width()).toBe(least);
    await grip.dblclick();
    expect(await width()).toBeGreaterThan(least);
    const cells = table(page, 'Models').locator('tbody tr:not([aria-hidden]) > td:nth-child(2)');
    for (const cell of await cells.all())
      expect(await cell.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await checkAccessible(page);
  });
});

describe('the scopes', () => {
  const subscriptions = (url: URL) => url.pathname === '/subscriptions';

  it('that cannot be read are said to be so instead of grey lines, and are tried again', async () => {
    const page = owner;
    await page.route(subscriptions, route => route.fulfill(broken(500)));
    await goTo(page, '/policy/assignments');
    await page.getByRole('heading', { level: 1, name: 'Your scopes could not be read' }).waitFor();
    expect(await alert(page, 'The disk is full.').innerText()).toContain('c0ffee');
    await checkAccessible(page);
    await page.unroute(subscriptions);
    await alert(page, 'The disk is full.').getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Assignments' }).waitFor();
  });

  it('stand without the parts that are refused, and are few requests', async () => {
    const page = owner;
    const sent: string[] = [];
    const listen = (request: Request) => void sent.push(new URL(request.url()).pathname.toLowerCase());
    page.on('request', listen);
    const refused = (url: URL) =>
      subscriptions(url) || url.pathname.toLowerCase() === `${world.sandbox}/resourcegroups`.toLowerCase();
    await page.route(refused, route => route.fulfill(broken(403, 'No.')));
    await goTo(page, '/policy/assignments');
    await page.getByRole('heading', { level: 1, name: 'Assignments' }).waitFor();
    await page.getByRole('button', { name: /^Scope: / }).click();
    const tree = page.getByRole('tree');
    await tree.first().waitFor();
    const nodes = (await tree.getByRole('treeitem').allInnerTexts()).join('\n');
    expect(nodes).toContain('rg-chat');
    expect(nodes).toContain('Sandbox');
    expect(nodes).not.toContain('rg-experiments');
    expect(sent.filter(path => path.endsWith('/getentities'))).toHaveLength(1);
    expect(sent.filter(path => /descendants|managementgroups$/.test(path))).toEqual([]);
    page.off('request', listen);
    await page.unroute(refused);
    await page.keyboard.press('Escape');
  });

  it('that somebody may not see are said to be none, with whom to ask', async () => {
    await replaceRights(world, 'mlEngineer', []);
    const page = await world.signIn('ML engineer', '/policy/compliance');
    await page.getByRole('heading', { level: 1, name: 'You may see no scope' }).waitFor();
    await page.getByText(/Ask an owner of the tenant for a role/).waitFor();
    await checkAccessible(page);
    await goTo(page, '/manage/about');
    await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
    await page.context().close();
  });
});

it('nothing went wrong unseen', () => {
  expect(world.problems.filter(problem => !/^500 .*\/subscriptions\?/.test(problem))).toEqual([]);
});
