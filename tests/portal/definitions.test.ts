// Definitions found, read, written, tried, saved and deleted: in a browser on a real server.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLOWED_REGISTRY, assignmentAt, onlyRegistry } from '../server/harness.ts';
import {
  checkAccessible,
  goTo,
  openPortal,
  type Person,
  type PortalWorld,
  settled,
  type View,
} from './harness.ts';

const LIST = '/policy/definitions';
const EDIT = '/policy/definitions/edit';
const TUTORIAL = /Model Registry Deployments are restricted except for the allowed Registry/;
const LONG_NAME = `Deployments ${'of models '.repeat(11)}`.trim();

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
});
afterAll(() => world.close());

async function opened(path: string, person: Person = 'Owner', view: View = {}): Promise<Page> {
  const page = await world.signIn(person, path, view);
  await settled(page);
  return page;
}

const details = (id: string, more = '') => `${LIST}/details?id=${encodeURIComponent(id)}${more}`;
const ruleOf = (effect = 'deny') => ({
  displayName: 'No disks',
  mode: 'All',
  metadata: { category: 'Storage' },
  policyRule: { if: { field: 'type', equals: 'Microsoft.Compute/disks' }, then: { effect } },
});
const idOf = (name: string, scope = world.production) =>
  `${scope}/providers/Microsoft.Authorization/policyDefinitions/${name}`;

async function stored(name: string, properties: object = ruleOf()): Promise<string> {
  const answer = await world.as.owner('PUT', idOf(name), { body: { properties } });
  expect(answer.status).toBe(201);
  return idOf(name);
}

const rows = (page: Page, name: string) =>
  page.getByRole('table', { name }).locator('tbody tr:not([aria-hidden])');
const editor = (page: Page) => page.getByRole('textbox', { name: 'Definition as JSON' });

/** Puts a text in the place of all that is in the editor, as a paste does. */
async function paste(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('Control+v');
}

/** Takes the completion that is offered: one that has only just come up is not taken, so that nobody takes it unseen. */
async function accept(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
}

describe('the list', () => {
  it('finds by words, whatever the punctuation and letter case, and keeps it in the address', async () => {
    const page = await opened(LIST);
    expect(await rows(page, 'Policies').count()).toBeGreaterThan(10);
    await page
      .getByRole('searchbox', { name: /Search definitions/ })
      .fill(
        '[preview] azure machine learning model registry deployments are restricted except for ALLOWED registry',
      );
    await expect.poll(() => rows(page, 'Policies').count()).toBe(1);
    await page.getByRole('link', { name: TUTORIAL }).waitFor();
    await page.reload();
    await settled(page);
    expect(await rows(page, 'Policies').count()).toBe(1);
    await checkAccessible(page);
  });

  it('is narrowed by filters, and says when nothing is left', async () => {
    await stored('no-disks');
    const page = await opened(`${LIST}?type=Custom`);
    await page.getByRole('link', { name: 'No disks' }).waitFor();
    expect(await page.getByRole('link', { name: TUTORIAL }).count()).toBe(0);
    await page.getByRole('searchbox', { name: /Search definitions/ }).fill('nowhere to be found');
    await page.getByText('Nothing matches the filters').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
    await page.getByRole('link', { name: TUTORIAL }).waitFor();
    expect(new URL(page.url()).searchParams.get('type')).toBeNull();
  });

  it('exports what it shows', async () => {
    const page = await opened(`${LIST}?q=denied+models`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines[0]).toMatch(/^id,displayName,/);
    expect(lines.slice(1).every(line => /denied models/i.test(line))).toBe(true);
  });

  it('says what the server says when it cannot be read', async () => {
    const page = await world.signIn('Owner', '/manage/about');
    await page.route(/policyDefinitions\?/, route =>
      route.fulfill({ status: 400, json: { error: { code: 'Broken', message: 'Not today.' } } }),
    );
    await goTo(page, LIST);
    await page.getByText('Not today.').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: TUTORIAL }).waitFor();
  });

  it('offers to write definitions to those who may', async () => {
    const contributor = await opened(LIST, 'Policy contributor');
    await contributor.getByRole('link', { name: 'New policy definition' }).waitFor();
    const engineer = await opened(LIST, 'ML engineer');
    await engineer.getByRole('link', { name: TUTORIAL }).waitFor();
    expect(await engineer.getByRole('link', { name: 'New policy definition' }).count()).toBe(0);
  });

  it.each([
    ['narrow and dark', { width: 360, height: 740, theme: 'dark' }],
    ['wide', { width: 1440, height: 900 }],
  ] as const)('is accessible, %s, with a name of 120 characters', async (_, view) => {
    await stored('long-name', { ...ruleOf(), displayName: LONG_NAME });
    const page = await opened(`${LIST}?type=Custom`, 'Owner', view);
    await page.getByRole('link', { name: LONG_NAME }).waitFor();
    await checkAccessible(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(view.width);
  });
});

describe('a definition', () => {
  it('shows its rule with what the linter knows, its parameters and who uses it', async () => {
    const body = onlyRegistry('azureml', { displayName: 'Only azureml' });
    await world.as.owner('PUT', assignmentAt(world.production, 'only-azureml'), { body });
    const page = await opened(details(ALLOWED_REGISTRY));
    await page.getByRole('heading', { level: 1, name: TUTORIAL }).waitFor();
    await page.getByText('2 things to know about this rule').waitFor();
    await page.getByRole('button', { name: 'Show in the rule' }).last().click();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'Definition as JSON',
    );
    await checkAccessible(page);
    await page.getByRole('tab', { name: 'Parameters (3)' }).click();
    await page.getByRole('cell', { name: /Allowed Registry Name/ }).waitFor();
    await page.getByRole('tab', { name: 'Used by' }).click();
    await page.getByRole('link', { name: 'Only azureml', exact: true }).waitFor();
    await settled(page);
    await checkAccessible(page);
    expect(await page.getByRole('link', { name: 'Assign policy' }).first().getAttribute('href')).toContain(
      `/policy/assign?definition=${encodeURIComponent(ALLOWED_REGISTRY)}`,
    );
    expect(await page.getByRole('link', { name: 'Edit definition' }).count()).toBe(0);
  });

  it('shows another of its versions', async () => {
    const id = await stored('versioned', { ...ruleOf('audit'), version: '1.0.0' });
    await world.as.owner('PUT', id, { body: { properties: { ...ruleOf('deny'), version: '2.0.0' } } });
    const page = await opened(details(id));
    await page.getByRole('combobox', { name: 'Version' }).selectOption('1.0.0');
    await page.getByText('This is version 1.0.0; the current one is 2.0.0.').waitFor();
    await expect.poll(() => editor(page).innerText()).toContain('"audit"');
    await page.getByRole('button', { name: 'Show the current version' }).click();
    await expect.poll(() => editor(page).innerText()).toContain('"deny"');
  });

  it('that is not there says so', async () => {
    const page = await world.signIn('Owner', details(idOf('nobody')));
    await page.getByText(/'nobody'/).waitFor();
    await checkAccessible(page);
  });

  it('that is in use is not deleted: it says by whom', async () => {
    const id = await stored('in-use');
    const body = { properties: { displayName: 'User of it', policyDefinitionId: id } };
    await world.as.owner('PUT', assignmentAt(world.production, 'user-of-it'), { body });
    const page = await opened(details(id));
    await page.getByRole('button', { name: 'Delete definition' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('No disks is in use').waitFor();
    await dialog.getByRole('link', { name: 'User of it' }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Delete definition' }).count()).toBe(0);
  });

  it('that nobody uses is deleted', async () => {
    const id = await stored('unused');
    const page = await opened(details(id));
    await page.getByRole('button', { name: 'Delete definition' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete definition' }).click();
    await page.getByRole('heading', { level: 1, name: 'Definitions' }).waitFor();
    expect((await world.as.owner('GET', id)).status).toBe(404);
  });

  it('is exported as it is published', async () => {
    const id = await stored('exported');
    const page = await opened(details(id));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export JSON' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('exported.json');
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({
      name: 'exported',
      properties: ruleOf(),
    });
  });
});

describe('writing a definition', () => {
  it('completes, explains and marks, and the keyboard leaves the editor', async () => {
    const page = await opened(EDIT);
    await editor(page).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{ "policyRule": { "if": { "fi');
    await page.getByRole('option', { name: /^field/ }).waitFor();
    await accept(page);
    await page.keyboard.type('registryNa');
    await page
      .getByRole('option', { name: /model\.registryName/ })
      .first()
      .waitFor();
    await accept(page);
    await page.getByText(/Alias, String, at model.registryName/).waitFor();
    await page.keyboard.type(', "equalz');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(': 1');
    await page.getByRole('list', { name: 'Problems' }).getByText("'equalz' is no operator").waitFor();
    await page.keyboard.press('Shift+Alt+f');
    await expect.poll(() => editor(page).innerText()).toContain('\n      "equalz": 1');
    await checkAccessible(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).not.toBe(
      'Definition as JSON',
    );
  });

  it('is tried on what is there, kept as a test, saved and found', async () => {
    const page = await opened(EDIT, 'Policy contributor');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Approved registries only');
    expect(await page.getByRole('textbox', { name: 'Definition name' }).inputValue()).toBe(
      'approved-registries-only',
    );
    await page.getByRole('combobox', { name: 'Resource' }).click();
    await page.getByRole('combobox', { name: 'Resource' }).fill('code assistant');
    const blue = page.getByRole('option', { name: /code-assistant \/ blue/ });
    await blue.click();
    await page.getByText(/'allowedRegistries'/).waitFor();
    const resource = page.getByRole('combobox', { name: 'Resource' });
    await resource.focus();
    await page.keyboard.press('Control+a');
    await resource.pressSequentially('support chat');
    await page
      .getByRole('option', { name: /support-chat/ })
      .first()
      .click();
    expect(await resource.inputValue()).toContain('support-chat');
    await resource.fill('code assistant');
    await blue.click();
    expect(await resource.inputValue()).toContain('code-assistant');
    await page.getByRole('textbox', { name: 'Allowed registries' }).fill('azureml');
    await page.getByText('Reports it as non-compliant').waitFor();
    await page.getByRole('combobox', { name: 'Effect' }).selectOption('Deny');
    await page.getByText('Refuses it').waitFor();
    await page
      .getByRole('list', { name: /Condition of/ })
      .first()
      .waitFor();
    await checkAccessible(page);
    await page.getByRole('button', { name: 'Keep as a test' }).click();
    await page.getByRole('tab', { name: 'Tests (1)' }).click();
    await page.getByRole('button', { name: 'Run all tests' }).click();
    await page.getByText('1 of 1 passed').waitFor();
    await page.getByRole('combobox', { name: /^Expected of/ }).selectOption('compliant');
    await page.getByText(/Failed: refuses it/).waitFor();
    await checkAccessible(page);
    const steps = await page.evaluate('history.length');
    await page.getByRole('button', { name: 'Create definition' }).click();
    await page.getByRole('heading', { level: 1, name: 'Approved registries only' }).waitFor();
    // In the place of the editor: there is no way back into it.
    expect(await page.evaluate('history.length')).toBe(steps);
    await page.getByRole('link', { name: 'Edit definition' }).click();
    await page.getByRole('tab', { name: 'Tests (1)' }).waitFor();
    const id = idOf(
      'approved-registries-only',
      new URL(page.url()).searchParams.get('id')?.split('/providers/Microsoft.Auth')[0],
    );
    expect((await world.as.owner('GET', id)).body.properties).toMatchObject({
      displayName: 'Approved registries only',
      mode: 'Microsoft.MachineLearningServices.v2.Data',
      metadata: { category: 'Model deployment' },
    });
  });

  it('shows what the server does not take where it is', async () => {
    const page = await opened(EDIT);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wrong version');
    await page.getByRole('textbox', { name: 'Version' }).fill('one');
    await page.getByRole('button', { name: 'Create definition' }).click();
    await page.getByText("'one' is not a version such as 1.0.0 or 1.0.0-preview.").last().waitFor();
    expect(await page.getByRole('textbox', { name: 'Version' }).getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('');
    await page.getByRole('button', { name: 'Create definition' }).click();
    await page.getByText('Needed to save.').first().waitFor();
  });

  it('takes a whole definition that is pasted apart', async () => {
    const page = await opened(EDIT);
    await editor(page).waitFor();
    await paste(page, JSON.stringify({ name: 'x', properties: ruleOf() }));
    await page.getByText(/the fields above were filled from it/).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('No disks');
    expect(await page.getByRole('combobox', { name: 'Mode' }).inputValue()).toBe('All');
    await expect.poll(() => editor(page).innerText()).not.toContain('displayName');
  });

  it('keeps the draft over a reload, and asks before it is left', async () => {
    const page = await opened(EDIT);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Not saved yet');
    await page.reload();
    await page.getByText(/This is your draft, which was not saved/).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Not saved yet');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Assignments' }).click();
    await page.getByRole('button', { name: 'Stay on this page' }).click();
    expect(page.url()).toContain(EDIT);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Assignments' }).click();
    await checkAccessible(page);
    await page.getByRole('button', { name: 'Discard the draft and leave' }).click();
    await page.waitForURL(/policy\/assignments/);
    await goTo(page, EDIT);
    await editor(page).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('');
  });

  it('overwrites nobody', async () => {
    const id = await stored('contended');
    const page = await opened(`${EDIT}?id=${encodeURIComponent(id)}`);
    await page.getByRole('textbox', { name: 'Description' }).fill('Mine');
    await world.as.owner('PUT', id, { body: { properties: { ...ruleOf(), description: 'Theirs' } } });
    await page.getByRole('button', { name: 'Save definition' }).click();
    await page.getByText(/Somebody has changed it since you began/).waitFor();
    expect((await world.as.owner('GET', id)).body.properties.description).toBe('Theirs');
    await page.getByRole('button', { name: 'Save anyway' }).click();
    await page.getByRole('heading', { level: 1, name: 'No disks', exact: true }).waitFor();
    expect((await world.as.owner('GET', id)).body.properties.description).toBe('Mine');
  });

  it('begins with a copy of a built-in one, which itself cannot be changed', async () => {
    const page = await opened(`${EDIT}?id=${encodeURIComponent(ALLOWED_REGISTRY)}`);
    await page.getByText('What is built in cannot be changed').waitFor();
    await page.getByRole('link', { name: 'Duplicate' }).click();
    await editor(page).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toMatch(
      /^Copy of \[Preview\]/,
    );
    await settled(page);
    await checkAccessible(page);
  });

  it('tells whoever may not save before the work begins', async () => {
    const page = await opened(EDIT, 'ML engineer');
    const alert = page.getByRole('alert').filter({ hasText: /You may not save policy definitions at/ });
    await alert.getByText(/Ask an owner of .* Microsoft\.Authorization\/policyDefinitions\/write/).waitFor();
    expect(await page.getByRole('button', { name: 'Create definition' }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Not mine to write');
    expect(await page.getByRole('button', { name: 'Create definition' }).isDisabled()).toBe(true);
  });

  it('fits a narrow screen, dark', async () => {
    const page = await opened(EDIT, 'Owner', { width: 360, height: 740, theme: 'dark' });
    await editor(page).waitFor();
    await checkAccessible(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });
});

it('nothing went wrong meanwhile: no script failed, none was refused', () => {
  expect(world.problems).toEqual([]);
});
