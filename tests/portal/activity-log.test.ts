// What happened, found by whoever looks for it: the activity log and policy events, in a browser on a real server.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt, chatDeployment, deploymentOf, onlyRegistry, PHI4 } from '../server/harness.ts';
import {
  checkAccessible,
  goTo,
  openPortal,
  type Person,
  type PortalWorld,
  settled,
  type View,
} from './harness.ts';

const LOG = '/audit/activity-log';
const EVENTS = '/audit/events';
const WHY = 'Only approved registries may be used here';

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
  const body = onlyRegistry('azureml-meta', {
    displayName: 'Only approved registries',
    nonComplianceMessages: [{ message: WHY }],
  });
  const at = assignmentAt(world.production, 'only-approved');
  expect((await world.as.policyContributor('PUT', at, { body })).status).toBe(201);
  const refused = await world.as.mlEngineer('PUT', chatDeployment(world, 'green'), {
    body: deploymentOf(PHI4),
  });
  expect(refused.status).toBe(403);
});
afterAll(() => world.close());

async function opened(path: string, person: Person = 'Owner', view: View = {}): Promise<Page> {
  const page = await world.signIn(person, path, view);
  await settled(page);
  return page;
}

const table = (page: Page, name: string) => page.getByRole('table', { name });
const rows = (page: Page, name: string) => table(page, name).locator('tbody tr:not([aria-hidden])');
const logRows = (page: Page) => rows(page, 'Entries of the activity log');
const eventRows = (page: Page) => rows(page, 'Policy events');
const panel = (page: Page, name: string | RegExp) => page.getByRole('complementary', { name });
const parameters = (page: Page) => new URL(page.url()).searchParams;

async function choose(page: Page, filter: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${filter}: .*Change filter$`) }).click();
  await page.getByRole('dialog', { name: filter }).getByRole('checkbox', { name: option }).check();
  await page.keyboard.press('Escape');
  await settled(page);
}

/** Has the server fail at what a path names, until `mend`. */
async function failing(page: Page, path: string): Promise<{ mend(): Promise<void> }> {
  await page.route(path, route =>
    route.fulfill({
      status: 400,
      contentType: 'application/json',
      headers: { 'x-ms-correlation-request-id': 'c0ffee' },
      body: JSON.stringify({ error: { code: 'Broken', message: 'The disk is full.' } }),
    }),
  );
  return { mend: () => page.unroute(path) };
}

describe('the activity log', () => {
  it('shows a denial by its filters, which the address keeps', async () => {
    const page = await opened(LOG);
    expect(await logRows(page).count()).toBeGreaterThan(20);
    await choose(page, 'Category', 'Policy');
    await choose(page, 'Status', 'Failed');
    await choose(page, 'Event initiated by', 'ML engineer');
    await page.getByRole('searchbox', { name: 'Search resource ids' }).fill('SUPPORT-CHAT green');
    await page.waitForURL(/q=SUPPORT/);
    await page.getByText('1 row', { exact: true }).waitFor();
    await page.reload();
    await settled(page);
    await page.getByText('1 row', { exact: true }).waitFor();
    const row = logRows(page).first();
    for (const text of ['Policy: deny', 'Failed', 'ML engineer', 'support-chat / green', 'rg-chat'])
      expect(await row.textContent()).toContain(text);
    expect(Object.fromEntries(parameters(page))).toMatchObject({ category: 'Policy', status: 'Failed' });
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await settled(page);
    expect(parameters(page).get('category')).toBeNull();
    expect(await logRows(page).count()).toBeGreaterThan(20);
  });

  it('opens an entry beside the list, under an address that a reload keeps', async () => {
    const page = await opened(`${LOG}?category=Policy&status=Failed`);
    const opener = logRows(page).getByRole('button', { name: 'Policy: deny' });
    await opener.click();
    const details = panel(page, 'Policy: deny');
    await details.getByText(WHY).waitFor();
    expect(
      await details.getByRole('link', { name: 'Only approved registries' }).getAttribute('href'),
    ).toContain('only-approved');
    await page.reload();
    await details.getByText(WHY).waitFor();
    await details.getByRole('tab', { name: 'JSON' }).click();
    expect(await details.getByRole('region', { name: 'Entry as JSON' }).textContent()).toContain(
      '"eventDataId"',
    );
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    expect(parameters(page).get('event')).toBeNull();
  });

  it('opens an entry that the list does not have, and gives the focus back', async () => {
    const page = await opened(`${LOG}?category=Policy&status=Failed`);
    await logRows(page).getByRole('button', { name: 'Policy: deny' }).click();
    await panel(page, 'Policy: deny').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Policy: deny');
    await page.keyboard.press('Enter');
    await panel(page, 'Policy: deny').waitFor();
    const [event, at] = [parameters(page).get('event'), parameters(page).get('eventTime')];
    await goTo(page, `${LOG}?category=Administrative&event=${event}&eventTime=${at}`);
    await panel(page, 'Policy: deny').getByText(WHY).waitFor();
    await goTo(page, `${LOG}?event=${event}`);
    await panel(page, 'Policy: deny').getByText(WHY).waitFor();
    await goTo(page, `${LOG}?event=nothing`);
    await page.getByText('There is no such entry').waitFor();
  });

  it('is where it was when the reader comes back', async () => {
    const page = await opened(LOG);
    const frame = page.locator('[data-scroll-restoration-id]');
    const place = () => frame.evaluate(element => Math.round(element.scrollTop));
    expect(await frame.evaluate(element => element.scrollHeight)).toBeGreaterThan(3000);
    for (const opensEntry of [false, true]) {
      await frame.evaluate(element => element.scrollTo(0, 1800));
      const row = logRows(page)
        .filter({ has: page.getByRole('link') })
        .nth(14);
      await row.getByRole('link').scrollIntoViewIfNeeded();
      const left = await place();
      expect(left).toBeGreaterThan(1500);
      if (opensEntry) await row.getByRole('button').first().click();
      const link = opensEntry
        ? page.getByRole('complementary').getByRole('link').first()
        : row.getByRole('link');
      await link.click();
      await page.waitForURL(url => !url.pathname.endsWith(LOG));
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.goBack();
      await page.waitForURL(url => url.pathname.endsWith(LOG));
      await expect.poll(place).toBe(left);
    }
    // Coming anew begins at the top.
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' }).click();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Activity log' }).click();
    await logRows(page).first().getByRole('button').waitFor();
    expect(await place()).toBe(0);
  });

  it('covers the list on a narrow screen, for the keyboard and for screen readers too', async () => {
    const page = await opened(`${LOG}?category=Policy&status=Failed`, 'Owner', { width: 360, height: 740 });
    const row = logRows(page).getByRole('button', { name: 'Policy: deny' });
    await row.click();
    await panel(page, 'Policy: deny').waitFor();
    expect(await row.count()).toBe(0);
    await checkAccessible(page);
    await page.keyboard.press('Escape');
    await panel(page, 'Policy: deny').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Policy: deny');
  });

  it('leads to the explanation and to what else the request did', async () => {
    const page = await opened(`${LOG}?category=Policy&status=Failed`);
    await logRows(page).getByRole('button', { name: 'Policy: deny' }).click();
    const details = panel(page, 'Policy: deny');
    expect(await details.getByRole('link', { name: 'support-chat / green' }).getAttribute('href')).toContain(
      '/portal/audit/decision?',
    );
    await details.getByRole('link', { name: 'All entries of this request' }).click();
    await page.getByText('2 rows', { exact: true }).waitFor();
    expect(await logRows(page).allTextContents()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Create or update online deployment'),
        expect.stringContaining('Policy: deny'),
      ]),
    );
    await logRows(page).getByRole('button', { name: 'Policy: deny' }).click();
    await panel(page, 'Policy: deny').getByRole('link', { name: 'Why: open the decision' }).click();
    await page.getByRole('heading', { level: 1, name: /^Refused: green/ }).waitFor();
  });

  it('is that of the scope the portal is at', async () => {
    const page = await opened(`${LOG}?category=Policy&scope=${world.sandbox}`);
    await page.getByText('Nothing matches the filters').waitFor();
    await goTo(page, `${LOG}?category=Policy&scope=${world.production}/resourceGroups/rg-chat`);
    await page.getByText('1 row', { exact: true }).waitFor();
    await goTo(page, `${LOG}?category=Policy&scope=${world.production}/resourceGroups/rg-documents`);
    await page.getByText('Nothing matches the filters').waitFor();
    await goTo(
      page,
      `${LOG}?category=Policy&scope=/providers/Microsoft.Management/managementGroups/production`,
    );
    await page.getByText('1 row', { exact: true }).waitFor();
    await goTo(page, `${LOG}?category=Policy&scope=/providers/Microsoft.Management/managementGroups/sandbox`);
    await page.getByText('Nothing matches the filters').waitFor();
  });

  it('tells an empty time from filters that nothing fits', async () => {
    const page = await opened(`${LOG}?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z`);
    await page.getByText('Nothing happened in this time').waitFor();
    await page.getByRole('button', { name: 'Show the last 12 months' }).click();
    await table(page, 'Entries of the activity log').waitFor();
    expect(parameters(page).get('span')).toBe('365d');
    expect(parameters(page).get('from')).toBeNull();
  });

  it('says what failed, by the correlation id, and tries again', async () => {
    const page = await opened('/manage/about');
    const { mend } = await failing(page, '**/eventtypes/management/values**');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Activity log' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The disk is full.').waitFor();
    expect(await alert.textContent()).toContain('c0ffee');
    await mend();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await table(page, 'Entries of the activity log').waitFor();
  });

  it('is verified in the browser, and gives away what it can be checked by elsewhere', async () => {
    const page = await opened(LOG);
    await page.getByRole('button', { name: /^Log verified/ }).click();
    const seal = page.getByRole('dialog', { name: 'Proof of the log' });
    const saving = page.waitForEvent('download');
    await seal.getByRole('button', { name: 'Save checkpoint' }).click();
    const text = readFileSync(await (await saving).path(), 'utf8');
    expect(text).toContain('sluice-log-checkpoint/1');
    await checkAccessible(page);
  });

  it.each([
    ['Export CSV', /^activity-log-.*\.csv$/, /\r\n.*deny/],
    ['Export as JSON lines', /^activity-log-.*\.ndjson$/, /"eventDataId"/],
  ])('%s holds what the list shows', async (item, name, content) => {
    const page = await opened(`${LOG}?category=Policy&status=Failed`);
    await page.getByRole('button', { name: 'Export' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: item }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(name);
    const lines = readFileSync(await download.path(), 'utf8').trim();
    expect(lines).toMatch(content);
    expect(lines.split('\n')).toHaveLength(item === 'Export CSV' ? 2 : 1);
  });
});

describe('events', () => {
  it('show what each rule said, by filters that the address keeps', async () => {
    const page = await opened(EVENTS);
    await choose(page, 'Result', 'Non-compliant');
    await choose(page, 'Effect', 'Deny');
    await choose(page, 'Assignment', 'Only approved registries');
    await page.getByText('1 row', { exact: true }).waitFor();
    await page.reload();
    await settled(page);
    expect(parameters(page).get('action')?.toLowerCase()).toBe('deny');
    const row = eventRows(page).first();
    for (const text of [
      'Deny: [Preview]: Azure Machine',
      'Non-compliant',
      'ML engineer',
      'support-chat / green',
    ])
      expect(await row.textContent()).toContain(text);
  });

  it('open beside the list, under an address that a reload keeps, and lead to the decision', async () => {
    const page = await opened(`${EVENTS}?action=Deny&state=NonCompliant`);
    await eventRows(page)
      .getByRole('button', { name: /^Deny: / })
      .click();
    const details = panel(page, /^Deny: \[Preview\]/);
    await details.getByText('Only approved registries').waitFor();
    await page.reload();
    await details.getByText('Only approved registries').waitFor();
    const [event, at] = [parameters(page).get('event') ?? '', parameters(page).get('eventTime')];
    const elsewhere = `from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z`;
    await goTo(page, `${EVENTS}?${elsewhere}&event=${encodeURIComponent(event)}&eventTime=${at}`);
    await page.getByText('No rule was asked in this time').waitFor();
    await details.getByRole('link', { name: 'Why: open the decision' }).click();
    await page.getByRole('heading', { level: 1, name: /^Refused: green/ }).waitFor();
    await goTo(page, `${EVENTS}?event=nothing`);
    await page.getByText('There is no such event').waitFor();
  });

  it('are exported as the list shows them', async () => {
    const page = await opened(`${EVENTS}?action=Deny&state=NonCompliant`);
    await page.getByRole('button', { name: 'Export' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Export CSV' }).click();
    const lines = readFileSync(await (await saving).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(2);
  });

  it('tell what narrows them to nothing, and what failed', async () => {
    const page = await opened(`${EVENTS}?resourceGroup=none`);
    await page.getByText('Nothing matches the filters').waitFor();
    const { mend } = await failing(page, '**/policyEvents/default/queryResults**');
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await page.getByRole('alert').getByText('The disk is full.').waitFor();
    await mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });
});

describe.each([
  ['the log', LOG, 'Entries of the activity log', 'Policy: deny'],
  ['events', EVENTS, 'Policy events', 'Deny: '],
] as const)('the page of %s', (_, path, name, opener) => {
  it.each(['light', 'dark'] as const)('is accessible with its panel, %s', async theme => {
    const page = await opened(`${path}?span=24h&q=green`, 'Owner', { theme });
    await checkAccessible(page);
    await rows(page, name).getByRole('button', { name: opener }).first().click();
    await page.getByRole('complementary').getByRole('link', { name: 'Why: open the decision' }).waitFor();
    await checkAccessible(page);
  });

  it('fits a narrow screen', async () => {
    const page = await opened(path, 'Owner', { width: 360, height: 740 });
    await rows(page, name).first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  it.each(['Policy contributor', 'ML engineer'] as const)('shows a %s what he may see', async person => {
    const page = await opened(path, person);
    await rows(page, name).getByRole('button', { name: opener }).first().waitFor();
  });
});

it('nothing went wrong meanwhile: no script failed, none was refused', () => {
  expect(world.problems).toEqual([]);
});
