// Initiatives listed, read and written: in a browser on a real server.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt } from '../server/harness.ts';
import {
  checkAccessible,
  goTo,
  openPortal,
  type Person,
  type PortalWorld,
  settled,
  type View,
} from './harness.ts';

const LIST = '/policy/initiatives';
const EDIT = '/policy/initiatives/edit';
const REGISTRIES = 'Model deployments may only use models of allowed registries';
const DENIED = 'Model deployments must not use denied models';
const BUILT_IN = '/providers/Microsoft.Authorization/policyDefinitions';

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

const idOf = (name: string) => `${world.root}/providers/Microsoft.Authorization/policySetDefinitions/${name}`;

async function stored(name: string): Promise<string> {
  const properties = {
    displayName: 'Stored baseline',
    parameters: { registries: { type: 'Array', defaultValue: ['azureml'] } },
    policyDefinitionGroups: [{ name: 'origin', displayName: 'Where models come from' }],
    policyDefinitions: [
      {
        policyDefinitionId: `${BUILT_IN}/145e7dc6-c886-45a7-bc11-0b3d23ec357d`,
        policyDefinitionReferenceId: 'registries',
        groupNames: ['origin'],
        parameters: {
          allowedRegistries: { value: "[parameters('registries')]" },
          effect: { value: 'Audit' },
        },
      },
    ],
  };
  expect((await world.as.owner('PUT', idOf(name), { body: { properties } })).status).toBeLessThan(300);
  return idOf(name);
}

it('where there are none the list says what would be here, and how to make one', async () => {
  const page = await opened(LIST);
  await page.getByText('There are no initiatives here').waitFor();
  await checkAccessible(page);
  await page.getByRole('main').getByRole('link', { name: 'New initiative' }).last().click();
  await page.getByRole('heading', { level: 1, name: 'New initiative' }).waitFor();
});

describe('an initiative', () => {
  it('shows its policies with what they are given, its groups, and who uses it', async () => {
    const id = await stored('shown');
    const body = { properties: { displayName: 'Baseline everywhere', policyDefinitionId: id } };
    await world.as.owner('PUT', assignmentAt(world.production, 'baseline'), { body });
    const page = await opened(`${LIST}/details?id=${encodeURIComponent(id)}`);
    await page.getByRole('button', { name: `Parameters of ${REGISTRIES}` }).click();
    const panel = page.getByRole('complementary', { name: REGISTRIES });
    await panel.getByText('Parameter registries of the initiative').waitFor();
    await panel.getByText('Audit', { exact: true }).waitFor();
    await checkAccessible(page);
    expect(new URL(page.url()).searchParams.get('member')).toBe('registries');
    await page.reload();
    await panel.getByText('Parameter registries of the initiative').waitFor();
    await panel.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('tab', { name: 'Groups (1)' }).click();
    await page.getByText('Where models come from').waitFor();
    await page.getByRole('tab', { name: 'Used by' }).click();
    await page.getByRole('link', { name: 'Baseline everywhere', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Show compliance of Baseline everywhere' }).waitFor();
    await settled(page);
    await checkAccessible(page);
  });

  it('is found at the policies that it holds', async () => {
    await stored('holder');
    const member = encodeURIComponent(`${BUILT_IN}/145e7dc6-c886-45a7-bc11-0b3d23ec357d`);
    const page = await opened(`/policy/definitions/details?id=${member}&tab=usage`);
    await page.getByRole('link', { name: 'Stored baseline' }).first().waitFor();
  });
});

describe('writing an initiative', () => {
  it('adds policies from the picker, wires what they take, and saves', async () => {
    const page = await opened(EDIT, 'Policy contributor');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Model baseline');
    await page.getByRole('button', { name: 'Add policies' }).first().click();
    const found = page.getByRole('listbox', { name: 'Definitions' });
    await page.getByRole('searchbox', { name: /Search definitions/ }).fill('model deployments models');
    await found.getByRole('option', { name: REGISTRIES }).click();
    await found.getByRole('option', { name: DENIED }).click();
    await checkAccessible(page);
    await page.getByRole('button', { name: 'Add 2' }).click();
    await page.getByRole('button', { name: `Edit ${REGISTRIES} in the initiative` }).click();
    const panel = page.getByRole('complementary', { name: REGISTRIES });
    await panel.getByRole('textbox', { name: 'Reference id' }).fill('registries');
    expect(await panel.getByRole('combobox', { name: 'Value from' }).first().inputValue()).toBe(
      'parameter allowedregistries',
    );
    await panel
      .getByRole('combobox', { name: 'Value from' })
      .last()
      .selectOption({ label: 'A value given here' });
    await panel.getByRole('combobox', { name: 'Value', exact: true }).selectOption('Audit');
    await checkAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Parameters (2)' }).click();
    await page.getByRole('textbox', { name: 'Default as JSON' }).first().fill('["azureml"]');
    await checkAccessible(page);
    await page.getByRole('tab', { name: 'Groups (0)' }).click();
    await page.getByRole('textbox', { name: 'Group name' }).fill('Origin');
    await page.getByRole('button', { name: 'Add group' }).click();
    await checkAccessible(page);
    await page.getByRole('button', { name: 'Create initiative' }).click();
    await page.getByRole('heading', { level: 1, name: 'Model baseline' }).waitFor();
    const id = new URL(page.url()).searchParams.get('id') ?? '';
    expect((await world.as.owner('GET', id)).body.properties).toMatchObject({
      displayName: 'Model baseline',
      parameters: {
        allowedRegistries: { type: 'Array', defaultValue: ['azureml'] },
        models: { type: 'Array' },
      },
      policyDefinitionGroups: [{ name: 'Origin' }],
      policyDefinitions: [
        {
          policyDefinitionReferenceId: 'registries',
          parameters: {
            allowedRegistries: { value: "[parameters('allowedRegistries')]" },
            effect: { value: 'Audit' },
          },
        },
        { policyDefinitionReferenceId: 'model-deployments-must-not-use-denied-models' },
      ],
    });
  });

  it('can be done in JSON, and keeps the draft over a reload', async () => {
    const id = await stored('in-json');
    const page = await opened(`${EDIT}?id=${encodeURIComponent(id)}&tab=json`);
    const json = page.getByRole('textbox', { name: 'Initiative as JSON' });
    await json.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('broken');
    await page.getByRole('tab', { name: /^Policies/ }).click();
    await page.getByText('The JSON cannot be read').waitFor();
    await page.reload();
    await page.getByText(/This is your draft/).waitFor();
    await page.getByRole('button', { name: 'Discard draft' }).last().click();
    await page.getByRole('button', { name: `Edit ${REGISTRIES} in the initiative` }).waitFor();
  });

  it('shows what the server does not take', async () => {
    const page = await opened(EDIT);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Nothing in it');
    await page.getByRole('tab', { name: 'JSON' }).click();
    const json = page.getByRole('textbox', { name: 'Initiative as JSON' });
    await json.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(
      JSON.stringify({ policyDefinitions: [{ policyDefinitionId: `${BUILT_IN}/nobody`, parameters: {} }] }),
    );
    await page.getByRole('button', { name: 'Create initiative' }).click();
    await page.getByText('The initiative was not saved').waitFor();
    await checkAccessible(page);
  });

  it('fits a narrow screen, dark', async () => {
    const id = await stored('narrow');
    const page = await opened(`${EDIT}?id=${encodeURIComponent(id)}`, 'Owner', {
      width: 360,
      height: 740,
      theme: 'dark',
    });
    await checkAccessible(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await goTo(page, `${LIST}/details?id=${encodeURIComponent(id)}`);
    await settled(page);
    await checkAccessible(page);
  });
});

it('nothing went wrong meanwhile: no script failed, none was refused', () => {
  expect(world.problems).toEqual([]);
});
