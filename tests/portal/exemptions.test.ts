import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled } from './harness.ts';

// Exemptions: made, listed with what they exempt, edited, deleted; and asked for by somebody who may not make them.

const ONLY_REGISTRY =
  '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';

let world: PortalWorld;
let page: Page;
let assignment: string;
let deployment: string;
beforeAll(async () => {
  world = await openPortal();
  assignment = `${world.production}/providers/Microsoft.Authorization/policyAssignments/only-azureml`;
  deployment = `${world.production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/onlineEndpoints/support-chat/deployments/green`;
  const { status, body } = await world.as.owner('PUT', assignment, {
    apiVersion: '2026-06-01',
    body: {
      properties: {
        displayName: 'Only azureml',
        policyDefinitionId: ONLY_REGISTRY,
        parameters: { allowedRegistryName: { value: 'azureml' }, effect: { value: 'Deny' } },
      },
    },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  page = await world.signIn('Policy contributor', `/policy/exemptions?scope=${world.production}`);
});
afterAll(() => world.close());

const field = (name: string) => page.getByRole('textbox', { name, exact: true });

test('a scope without any says what would be here', async () => {
  await page.getByText('Nothing is exempt here').waitFor();
  await settled(page);
  await checkAccessible(page);
  await page.getByRole('main').getByRole('button', { name: 'Create exemption' }).last().click();
  await page.getByRole('heading', { level: 1, name: 'Create exemption' }).waitFor();
});

describe('the form', () => {
  test('says at each field what is missing', async () => {
    await page.getByRole('button', { name: 'Create exemption' }).click();
    for (const problem of ['Choose an assignment.', 'Choose what is exempt.', 'Give the exemption a name.'])
      await page.getByText(problem).waitFor();
    await page.getByText('What it exempts is shown here once the form is filled in.').waitFor();
    await settled(page);
    await checkAccessible(page);
  });

  test('offers what does not comply, and shows what it would exempt', async () => {
    await page.getByRole('combobox', { name: 'Assignment' }).click();
    await page.getByRole('option', { name: 'Only azureml, Production' }).click();
    await page.getByRole('combobox', { name: 'What is exempt' }).fill('green');
    await page.getByRole('option', { name: /support-chat \/ green/ }).click();
    await page.getByText('Exempts support-chat / green in ws-chat.').waitFor();
    await field('Exemption name').fill('Green <b>trial</b>');
    await field('Description').fill('Until the new model is there.');
    await page.getByRole('button', { name: 'In 7 days' }).click();
    await page.getByText('1 result no longer counts as non-compliant.').waitFor();
    await page.getByRole('table', { name: 'What changes' }).getByText('Exempt').waitFor();
    expect(await field('Exemption ID').inputValue()).toBe('green-b-trial-b');
    await settled(page);
    await checkAccessible(page);
  });

  test('is in its address, and outlasts a reload', async () => {
    await page.waitForURL(/title=Green/);
    await page.reload();
    await field('Exemption name').waitFor();
    expect(await field('Exemption name').inputValue()).toBe('Green <b>trial</b>');
    expect(await page.getByRole('combobox', { name: 'What is exempt' }).inputValue()).toBe(deployment);
    expect(await field('Description').inputValue()).toBe('Until the new model is there.');
  });

  test('refuses an end that is past', async () => {
    await page.getByLabel('End of the exemption').fill('2020-01-01T00:00');
    await page.getByRole('button', { name: 'Create exemption' }).click();
    await page.getByText('This is past: the exemption would never hold.').waitFor();
    await page.getByRole('button', { name: 'In 7 days' }).click();
  });

  test('is not left without a question', async () => {
    await field('Description').fill('Until the new model is here.');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Definitions' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Stay on this page' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('makes the exemption, in force at once', async () => {
    await page.getByRole('button', { name: 'Create exemption' }).click();
    await page.getByRole('heading', { level: 1, name: 'Green <b>trial</b>' }).waitFor();
    await page
      .getByText(/In force since revision \d+/)
      .first()
      .waitFor();
    const usage = page.getByRole('table', { name: 'What it exempts today' });
    await usage.getByRole('link', { name: 'support-chat / green' }).waitFor();
    await page
      .getByText(/^Soon:/)
      .first()
      .waitFor();
    await settled(page);
    await checkAccessible(page);
    // Back is the list that the form was opened from, not a form that would make another one.
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Exemptions', exact: true }).waitFor();
  });
});

test('the list says when each ends and what it exempts', async () => {
  await goTo(page, `/policy/exemptions?scope=${world.production}`);
  const row = page.getByRole('row').filter({ hasText: 'Green' });
  await row.getByText('in 7 days').waitFor();
  await row.getByRole('cell', { name: '1', exact: true }).waitFor();
  await row.getByRole('link', { name: 'Only azureml' }).waitFor();
  await page.getByRole('button', { name: /^Ends: All/ }).click();
  await page.getByRole('checkbox', { name: 'Never' }).check();
  await page.keyboard.press('Escape');
  await page.getByText('Nothing matches the filters').waitFor();
  await page.reload();
  await page.getByText('Nothing matches the filters').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
  await row.waitFor();
  await settled(page);
  await checkAccessible(page);
});

test('it is edited: it stays where it is, and may never end', async () => {
  await page.getByRole('button', { name: /More actions for Green/ }).click();
  await page.getByRole('menuitem', { name: 'Edit exemption' }).click();
  await page.getByRole('heading', { level: 1, name: /Edit exemption Green/ }).waitFor();
  expect(await page.getByRole('combobox', { name: 'Assignment' }).isDisabled()).toBe(true);
  await page.getByRole('radio', { name: 'Mitigated' }).click();
  await page.getByRole('radio', { name: 'Never' }).click();
  await page.getByRole('button', { name: 'Save exemption' }).click();
  await page
    .getByText(/In force since revision \d+/)
    .first()
    .waitFor();
  await page.getByText('Mitigated. What the policy wants is reached in another way.').waitFor();
});

test('the question before deleting gives the focus back to the menu that it was asked from', async () => {
  const here = page.url();
  await goTo(page, `/policy/exemptions?scope=${world.production}`);
  await page.getByRole('button', { name: /^More actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Delete exemption' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")'))
    .toMatch(/^More actions for/);
  await page.goto(here);
});

test('what somebody else has changed meanwhile is not undone unseen', async () => {
  const { searchParams } = new URL(page.url());
  const id = searchParams.get('id') ?? '';
  const description = async () => (await world.as.owner('GET', id)).body.properties.description;
  await page.getByRole('button', { name: 'Edit exemption' }).click();
  await page.getByRole('heading', { level: 1, name: /Edit exemption Green/ }).waitFor();
  await field('Description').fill('Mine');
  const { body } = await world.as.owner('GET', id);
  const { policyAssignmentInstanceId: _, ...properties } = body.properties;
  const theirs = await world.as.owner('PUT', id, {
    body: { properties: { ...properties, description: 'Theirs' } },
  });
  expect(theirs.status).toBe(200);
  await page.getByRole('button', { name: 'Save exemption' }).click();
  await page.getByText(/Somebody has changed it since you began/).waitFor();
  expect(await description()).toBe('Theirs');
  await page.getByRole('button', { name: 'Discard mine and show theirs' }).click();
  await expect.poll(() => field('Description').inputValue()).toBe('Theirs');
  await field('Description').fill('Both');
  await page.getByRole('button', { name: 'Save exemption' }).click();
  // Exact: the editor's own heading has the name in it too.
  await page.getByRole('heading', { level: 1, name: 'Green <b>trial</b>', exact: true }).waitFor();
  expect(await description()).toBe('Both');
});

test('it is deleted, with what that means', async () => {
  await page.getByRole('button', { name: 'Delete exemption' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText('1 deployment becomes non-compliant. It keeps running').waitFor();
  await checkAccessible(page);
  await dialog.getByRole('button', { name: 'Delete exemption' }).click();
  await page.getByRole('heading', { level: 1, name: 'Exemptions' }).waitFor();
  await page.getByText('Nothing is exempt here').waitFor();
});

test('somebody who may not make one gets the request to send, and the one it is sent to the form', async () => {
  const engineer = await world.signIn(
    'ML engineer',
    `/policy/exemptions/edit?scope=${world.production}&assignment=${encodeURIComponent(assignment)}&resource=${encodeURIComponent(deployment)}&reason=Customers%20wait`,
  );
  await engineer.getByRole('textbox', { name: 'Exemption name', exact: true }).fill('For the customers');
  const request = engineer.getByRole('region', { name: 'Request exemption' });
  await request.getByText('Sluice sends nothing').waitFor();
  await request.getByText("'Microsoft.Authorization/policyExemptions/write'").waitFor();
  expect(await engineer.getByRole('button', { name: 'Create exemption' }).isDisabled()).toBe(true);
  await engineer.waitForURL(/title=For/);
  await settled(engineer);
  await checkAccessible(engineer);
  await request.getByRole('button', { name: 'Copy request' }).click();
  const text = String(await engineer.evaluate('navigator.clipboard.readText()'));
  expect(text).toContain(`What: ${deployment}`);
  expect(text).toContain('Why: Customers wait');
  expect(text).toContain('Asked for by: ML engineer');
  const link = /https:\S+/.exec(text.slice(text.indexOf('The form')))?.[0] ?? '';
  await page.goto(link);
  await field('Exemption name').waitFor();
  expect(await field('Exemption name').inputValue()).toBe('For the customers');
  await page.getByText('1 result no longer counts as non-compliant.').waitFor();
});

test('an address that leads nowhere says so', async () => {
  await goTo(page, '/policy/exemptions/details');
  await page.getByText('No exemption is chosen').waitFor();
  await goTo(
    page,
    `/policy/exemptions/details?id=${encodeURIComponent(`${world.production}/providers/Microsoft.Authorization/policyExemptions/gone`)}`,
  );
  await page.getByRole('alert').waitFor();
});

test('on a narrow screen nothing is wider than the screen', async () => {
  const narrow = await world.signIn('Owner', `/policy/exemptions/edit?scope=${world.production}`, {
    width: 360,
    height: 740,
    theme: 'dark',
  });
  await narrow.getByRole('combobox', { name: 'What is exempt' }).waitFor();
  await settled(narrow);
  expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await checkAccessible(narrow);
});

test('nothing went wrong meanwhile', () => {
  expect(world.problems).toEqual([]);
});
