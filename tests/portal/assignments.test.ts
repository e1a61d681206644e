import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAccessible, goTo, grant, openPortal, type PortalWorld, settled } from './harness.ts';

// The list of assignments and the page of one: what is where, what can be done, and what is shown when it cannot.

const DEFINITIONS = '/providers/Microsoft.Authorization/policyDefinitions';
const ALLOWED_LICENCES = `${DEFINITIONS}/4f6bff70-9003-4c7e-8fab-945ddc67e1e9`;
const REQUIRED_TAGS = `${DEFINITIONS}/37c70e10-4f5b-4ce4-8324-beef3388e451`;
const LONG = `A name of ${'very '.repeat(20)}many words`.slice(0, 120);

let world: PortalWorld;
let page: Page;
beforeAll(async () => {
  world = await openPortal();
  const { root, production } = world;
  await assign(root, 'licences', {
    displayName: 'Only open licences',
    policyDefinitionId: ALLOWED_LICENCES,
    enforcementMode: 'DoNotEnforce',
    notScopes: [`${production}/resourceGroups/rg-chat`],
    parameters: { allowedLicences: { value: ['MIT'] } },
    nonComplianceMessages: [{ message: 'Ask legal first.' }],
    metadata: { assignedBy: 'Ann' },
  });
  await assign(production, 'tags', {
    displayName: LONG,
    policyDefinitionId: REQUIRED_TAGS,
    parameters: { tagNames: { value: ['costCenter'] }, effect: { value: 'Audit' } },
  });
  await assign(`${production}/resourceGroups/rg-documents`, 'below', {
    displayName: 'Below',
    policyDefinitionId: REQUIRED_TAGS,
    parameters: { tagNames: { value: ['owner'] } },
  });
  page = await world.signIn('Policy contributor', `/policy/assignments?scope=${production}`);
});
afterAll(() => world.close());

async function assign(scope: string, name: string, properties: object): Promise<void> {
  const { status, body } = await world.as.policyContributor('PUT', idOf(scope, name), {
    apiVersion: '2026-06-01',
    body: { properties },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
}

function idOf(scope: string, name: string): string {
  return `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`;
}

const table = () => page.getByRole('table', { name: 'Assignments' });
const rowOf = (name: string) => table().getByRole('row').filter({ hasText: name });

describe('the list', () => {
  test('marks what is inherited, below and not enforced, and counts what does not comply', async () => {
    await goTo(page, `/policy/assignments?scope=${world.production}`);
    await settled(page);
    expect(await table().getByRole('row').count()).toBe(4);
    const licences = rowOf('Only open licences');
    await licences.getByText('Inherited').waitFor();
    await licences.getByText('Not enforced').waitFor();
    await licences.getByText('allowedLicences: MIT').waitFor();
    await licences.getByText('1 scope').waitFor();
    await licences
      .getByRole('link', { name: 'Model deployments may only use models under allowed licences' })
      .waitFor();
    await rowOf('Below').getByText('Below', { exact: true }).first().waitFor();
    await rowOf(LONG)
      .getByRole('link', { name: /^\d of \d$/ })
      .waitFor();
    await checkAccessible(page);
  });

  test('is searched and narrowed in its address', async () => {
    await page.getByRole('searchbox', { name: 'Search assignments' }).fill('open LICENCES');
    await page.waitForURL(/q=open(\+|%20)LICENCES/);
    await rowOf(LONG).waitFor({ state: 'detached' });
    expect(await table().getByRole('row').count()).toBe(2);
    await page.getByRole('searchbox', { name: 'Search assignments' }).fill('');
    await rowOf(LONG).waitFor();
    await page.getByRole('button', { name: /^Assigned: All/ }).click();
    await page.getByRole('checkbox', { name: /Direct/ }).check();
    await page.keyboard.press('Escape');
    await page.waitForURL(/relation=direct/);
    await page.reload();
    await rowOf(LONG).waitFor();
    expect(await table().getByRole('row').count()).toBe(2);
    await page.getByRole('searchbox', { name: 'Search assignments' }).fill('nothing like it');
    await page.getByText('Nothing matches the filters').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
    await rowOf('Below').waitFor();
  });

  test('is a file too', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const stream = await (await download).createReadStream();
    let text = '';
    for await (const part of stream) text += part;
    expect(text.split('\r\n')).toHaveLength(5);
    expect(text).toContain(idOf(world.root, 'licences'));
  });

  test('says what would be here, and what went wrong', async () => {
    await goTo(page, `/policy/assignments?scope=${world.sandbox}&relation=direct`);
    await page.getByText('Nothing matches the filters').waitFor();
    await page.route('**/policyAssignments?*', route =>
      route.fulfill({
        status: 400,
        headers: { 'x-ms-correlation-request-id': 'c0ffee' },
        json: { error: { code: 'InvalidFilter', message: 'The sea is too high.' } },
      }),
    );
    await goTo(page, `/policy/assignments?scope=${world.production}`);
    const alert = page.getByRole('alert').filter({ hasText: 'The assignments could not be read' });
    await alert.getByText('The sea is too high.').waitFor();
    await alert.getByText('c0ffee').waitFor();
    await checkAccessible(page);
    await page.unroute('**/policyAssignments?*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await rowOf(LONG).waitFor();
  });

  test('is there without numbers, with the reason, when these cannot be read', async () => {
    const path = '**/policyStates/latest/summarize?*';
    await page.route(path, route =>
      route.fulfill({ status: 400, json: { error: { code: 'Broken', message: 'The disk is full.' } } }),
    );
    await goTo(page, `/policy/assignments?scope=${world.production}`);
    const alert = page.getByRole('alert').filter({ hasText: 'The disk is full.' });
    await alert.waitFor();
    await rowOf(LONG).getByText('Not counted', { exact: true }).waitFor();
    await page.unroute(path);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    expect(await rowOf(LONG).getByText('Not counted').count()).toBe(0);
  });

  test('leads to everything that can be done with an assignment', async () => {
    for (const [item, url] of [
      ['View', /policy\/assignments\/details/],
      ['Edit assignment', /policy\/assign\?.*edit=/],
      ['Duplicate assignment', /policy\/assign\?.*from=/],
      ['Create exemption', /policy\/exemptions\/edit\?.*assignment=/],
    ] as const) {
      await goTo(page, `/policy/assignments?scope=${world.production}`);
      await page.getByRole('button', { name: 'More actions for Below' }).click();
      await page.getByRole('menuitem', { name: item, exact: true }).click();
      await page.waitForURL(url);
    }
  });

  test('of a scope without any', async () => {
    const { as, sandbox } = world;
    await as.owner('DELETE', idOf(world.root, 'licences'), { apiVersion: '2026-06-01' });
    await goTo(page, `/policy/assignments?scope=${sandbox}`);
    await page.getByText('Nothing is assigned here').waitFor();
    await settled(page);
    await checkAccessible(page);
    await page.getByRole('main').getByRole('button', { name: 'Assign policy' }).last().click();
    await page.getByRole('heading', { level: 1, name: 'Assign policy' }).waitFor();
    await page.getByText(sandbox).first().waitFor();
  });
});

describe('the page of an assignment', () => {
  const details = (name: string, more = '') =>
    `/policy/assignments/details?id=${encodeURIComponent(idOf(world.production, name))}${more}`;

  test('says everything of it', async () => {
    await goTo(page, details('tags'));
    await page.getByRole('heading', { level: 1, name: LONG }).waitFor();
    await page.getByText('Show non-compliant resources').waitFor();
    await page.getByText('Whatever is current, now 1.0.0').waitFor();
    await page
      .getByText(/by Policy contributor/)
      .first()
      .waitFor();
    await settled(page);
    await checkAccessible(page);
    await page.getByRole('tab', { name: 'Parameters' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Required tags' });
    await row.getByText('costCenter').waitFor();
    await row.getByText('This assignment').waitFor();
    await page.getByRole('tab', { name: 'Exemptions' }).click();
    await page.getByText('Nothing is exempt from it').waitFor();
    await page.getByRole('tab', { name: 'JSON' }).click();
    await page.getByRole('region', { name: 'The assignment as JSON' }).getByText('"costCenter"').waitFor();
    await checkAccessible(page);
    await page.reload();
    await page.getByRole('tab', { name: 'JSON', selected: true }).waitFor();
  });

  test('is not fooled by its address', async () => {
    await goTo(page, details('tags', '&revision=12%3Cb%3E'));
    await page.getByText('Whatever is current').waitFor();
    expect(await page.getByText('In force since revision').count()).toBe(0);
    await goTo(page, '/policy/assignments/details');
    await page.getByText('No assignment is chosen').waitFor();
    await goTo(page, details('gone'));
    await page
      .getByRole('alert')
      .getByText(/could not be found|was not found/)
      .waitFor();
  });

  test('deletes it, and shows the list without it', async () => {
    await goTo(page, details('tags'));
    await page.getByRole('button', { name: 'Delete assignment' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(/no longer reported as non-compliant/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete assignment' }).click();
    await dialog.getByRole('button', { name: 'Delete assignment' }).click();
    await page.getByRole('heading', { level: 1, name: 'Assignments' }).waitFor();
    await rowOf(LONG).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Notifications' }).click();
    await page
      .getByText(/Not in force since revision \d+/)
      .first()
      .waitFor();
  });
});

test('somebody who may delete elsewhere alone reads why it cannot be deleted here', async () => {
  await grant(world, 'mlEngineer', '36243c78-bf99-498c-9df9-86d9f8d28608', world.sandbox);
  const engineer = await world.signIn('ML engineer', `/policy/assignments?scope=${world.production}`);
  await engineer.getByRole('button', { name: 'More actions for Below' }).click();
  await engineer.getByRole('menuitem', { name: 'Delete assignment' }).click();
  const dialog = engineer.getByRole('alertdialog');
  await dialog.getByText('What deleting it means could not be worked out').waitFor();
  await dialog.getByText('Microsoft.Authorization/policyAssignments/delete').waitFor();
});

test('on a narrow screen nothing is wider than the screen', async () => {
  const narrow = await world.signIn('Owner', `/policy/assignments?scope=${world.production}`, {
    width: 360,
    height: 740,
    theme: 'dark',
  });
  await settled(narrow);
  expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await checkAccessible(narrow);
});

test('nothing went wrong meanwhile', () => {
  expect(world.problems).toEqual([]);
});
