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
const FALCON = 'tiiuae-falcon-7b-instruct';

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

test('the tutorial: a policy is assigned, a deployment is refused and explained, the assignment is deleted', async () => {
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
  await goTo(engineer, `/models?q=${FALCON}`);
  await settled(engineer);
  const { body } = await world.as.mlEngineer(
    'PUT',
    `${world.production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/onlineEndpoints/support-chat/deployments/tutorial`,
    {
      apiVersion: '2025-09-01',
      body: {
        location: 'westeurope',
        properties: {
          model: `azureml://registries/HuggingFace/models/${FALCON}/versions/5`,
          instanceType: 'Standard_NC24ads_A100_v4',
        },
        sku: { name: 'Default', capacity: 1 },
      },
    },
  );
  expect(body.error.code).toBe('RequestDisallowedByPolicy');

  await goTo(engineer, '/');
  await engineer
    .getByRole('main')
    .getByText(/Refused by/)
    .first()
    .waitFor();

  await goTo(contributor, '/policy/assignments');
  await settled(contributor);
  await contributor
    .getByRole('button', { name: /More actions for/ })
    .first()
    .click();
  await contributor.getByRole('menuitem', { name: 'Delete assignment' }).click();
  const dialog = contributor.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Delete assignment' }).click();
  await dialog.waitFor({ state: 'detached' });
  await contributor.getByText('Nothing is assigned here').waitFor();
});
