import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled } from './harness.ts';

// Azure's tutorial "Regulate deployments in Model Catalog using policies", step by step in a browser: by its own words where it has them.

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
});
afterAll(() => world.close());

const TITLE =
  '[Preview] Azure Machine Learning Model Registry Deployments are restricted except for allowed registry';
const FALCON = 'falcon 7b instruct';
/** Of another registry that is not allowed. */
const OTHER = 'codellama 7b instruct';

/** The policy contributor assigns the built-in policy to the production subscription: azureml alone is allowed. */
async function assignPolicy(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.getByRole('dialog').getByRole('combobox', { name: 'Search everything' }).fill('Policy');
  await page
    .getByRole('option', { name: /Overview/ })
    .first()
    .click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Assignments' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Assign policy' }).first().click();

  await page.getByRole('tab', { name: 'Basics', selected: true }).waitFor();
  await page.getByRole('button', { name: /(Choose|Change) scope/ }).click();
  const scopes = page.getByRole('dialog');
  await scopes
    .getByRole('searchbox', { name: /Search scopes/ })
    .or(scopes.getByRole('textbox', { name: /Search scopes/ }))
    .fill('Production');
  await scopes.getByText('Subscription', { exact: true }).click();
  await scopes.getByRole('button', { name: 'Select this scope' }).click();
  await page.getByRole('button', { name: 'Choose policy definition' }).click();
  const picker = page.getByRole('dialog');
  await picker.getByRole('searchbox').fill(TITLE);
  await picker
    .getByRole('option', { name: /Registry Deployments are restricted/ })
    .first()
    .click();
  await picker.getByRole('button', { name: 'Add' }).click();

  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('tab', { name: 'Parameters', selected: true }).waitFor();
  expect(
    await page.getByRole('checkbox', { name: 'Only show parameters that need input or review' }).isChecked(),
  ).toBe(true);
  await page
    .getByRole('combobox', { name: /Allowed.*Registry/i })
    .first()
    .fill('azureml');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: /^Effect/ }).click();
  await page.getByRole('option', { name: 'Deny' }).click();
}

/** Fills in the page Deploy, with the verdict in sight. */
async function fillIn(
  page: Page,
  typed: string,
  model: RegExp,
  name: string,
  endpoint = /^support-chat/,
): Promise<void> {
  await goTo(page, '/deploy');
  await settled(page);
  const choose = async (field: string, text: string, option: RegExp) => {
    await page.getByRole('combobox', { name: field }).click();
    await page.getByRole('combobox', { name: field }).fill(text);
    await page.getByRole('option', { name: option }).first().click();
  };
  await choose('Workspace', 'chat', /^ws-chat/);
  await choose('Model', typed, model);
  await choose('Endpoint', '', endpoint);
  await page.getByRole('textbox', { name: 'Deployment name' }).fill(name);
}

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });

async function deploy(page: Page): Promise<void> {
  await page.getByRole('form').getByRole('button', { name: 'Deploy', exact: true }).click();
}

/** The ML engineer is told before and after the attempt, and reads why on a page of its own. */
async function beRefused(page: Page): Promise<void> {
  await fillIn(page, FALCON, /tiiuae-falcon-7b-instruct.*Refused/, 'tutorial');
  await verdict(page).getByText('Policy refuses this deployment.').waitFor();
  expect(await verdict(page).textContent()).toContain(
    'The model comes from the registry huggingface, not from azureml.',
  );
  await deploy(page);
  await page.getByRole('heading', { level: 2, name: 'tutorial was refused by policy' }).waitFor();
  await page.getByRole('link', { name: 'Open the decision' }).click();
  await page.getByRole('heading', { level: 1, name: 'Refused: tutorial' }).waitFor();
  await page.getByText('The model comes from the registry').first().waitFor();
  await settled(page);
  await checkAccessible(page);
}

/** The refusal stands on Home and in the activity log, which leads to the same explanation. */
async function findInTheLog(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
  await page
    .getByRole('main')
    .getByText(/Refused by/)
    .first()
    .waitFor();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Activity log' }).click();
  const entries = page.getByRole('table', { name: 'Entries of the activity log' });
  await entries.getByRole('button', { name: 'Policy: deny' }).first().click();
  const details = page.getByRole('complementary', { name: 'Policy: deny' });
  await details.getByRole('link', { name: 'support-chat / tutorial' }).waitFor();
  await details.getByRole('link', { name: 'Why: open the decision' }).click();
  await page.getByRole('heading', { level: 1, name: 'Refused: tutorial' }).waitFor();
}

/** The ML engineer may not exempt anything, but gets a request with a link to the form as it was filled in. */
async function requestExemption(page: Page): Promise<string> {
  await page.getByRole('link', { name: /^Request an exemption from/ }).click();
  await page.getByRole('textbox', { name: 'Exemption name', exact: true }).fill('Falcon for the tutorial');
  await page.waitForURL(/title=Falcon/);
  const request = page.getByRole('region', { name: 'Request exemption' });
  await request.getByText("'Microsoft.Authorization/policyExemptions/write'").waitFor();
  expect(await page.getByRole('button', { name: 'Create exemption' }).isDisabled()).toBe(true);
  await request.getByRole('button', { name: 'Copy request' }).click();
  const text = String(await page.evaluate('navigator.clipboard.readText()'));
  expect(text).toContain('Asked for by: ML engineer');
  return /https:\S+/.exec(text.slice(text.indexOf('The form')))?.[0] ?? '';
}

/** Whoever may exempt follows the link of the request. */
async function createExemption(page: Page, link: string): Promise<void> {
  await page.goto(link);
  const name = page.getByRole('textbox', { name: 'Exemption name', exact: true });
  await name.waitFor();
  expect(await name.inputValue()).toBe('Falcon for the tutorial');
  // What was refused was never made: its endpoint is exempt in its place.
  await page.getByText('tutorial does not exist yet').waitFor();
  await settled(page);
  await checkAccessible(page);
  await page.getByRole('button', { name: 'Exempt endpoint support-chat' }).click();
  await page
    .getByText('No existing resource becomes exempt.')
    .or(page.getByText(/no longer count/))
    .waitFor();
  await page.getByRole('button', { name: 'In 7 days' }).click();
  await page.getByRole('button', { name: 'Create exemption' }).click();
  await page.getByRole('heading', { level: 1, name: 'Falcon for the tutorial' }).waitFor();
  await page
    .getByText(/In force since revision \d+/)
    .first()
    .waitFor();
}

async function deleteAssignment(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Assignments' }).click();
  await page
    .getByRole('button', { name: /More actions for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Delete assignment' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Delete assignment' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Nothing is assigned here').waitFor();
}

test('a policy is assigned, a deployment is refused, explained and exempted, and the assignment is deleted', async () => {
  const contributor = await world.signIn('Policy contributor');
  await assignPolicy(contributor);
  await contributor.getByRole('tab', { name: /Impact/ }).click();
  await settled(contributor);
  await contributor
    .getByText(/newly non-compliant/i)
    .first()
    .waitFor();
  await contributor.getByRole('tab', { name: /Review \+ create/ }).click();
  await settled(contributor);
  await checkAccessible(contributor);
  await contributor.getByRole('button', { name: 'Create', exact: true }).click();
  await contributor
    .getByText(/In force since revision \d+/)
    .first()
    .waitFor();

  const engineer = await world.signIn('ML engineer');
  await beRefused(engineer);
  await findInTheLog(engineer);
  await createExemption(contributor, await requestExemption(engineer));

  await fillIn(engineer, FALCON, /tiiuae-falcon-7b-instruct/, 'tutorial');
  await verdict(engineer).getByText('Policy allows this deployment.').waitFor();
  await deploy(engineer);
  await engineer.getByText('tutorial is deployed').first().waitFor();

  // The exemption is of that endpoint alone.
  await fillIn(engineer, OTHER, /CodeLlama-7b-Instruct-hf.*Refused/, 'other', /^code-assistant/);
  await verdict(engineer).getByText('Policy refuses this deployment.').waitFor();
  await deleteAssignment(contributor);
  await fillIn(engineer, OTHER, /CodeLlama-7b-Instruct-hf/, 'other', /^code-assistant/);
  await verdict(engineer).getByText('Policy allows this deployment.').waitFor();
  await deploy(engineer);
  await engineer.getByText('other is deployed').first().waitFor();
});

test('nothing went wrong meanwhile', () => {
  expect(world.problems).toEqual([]);
});
