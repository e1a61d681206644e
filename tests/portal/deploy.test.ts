// Deploying a model with the verdict in sight, in a browser on a real server.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt, chatDeployment, onlyRegistry } from '../server/harness.ts';
import { checkAccessible, openPortal, type Person, type PortalWorld, settled, type View } from './harness.ts';

const PHI4 = 'azureml://registries/azureml/models/phi-4/versions/8';
const FALCON = 'azureml://registries/huggingface/models/tiiuae-falcon-7b-instruct/versions/5';

let world: PortalWorld;
let workspace: string;
let assignment: string;
beforeAll(async () => {
  world = await openPortal();
  workspace = `${world.production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat`;
  assignment = assignmentAt(world.production, 'only-approved');
  const body = onlyRegistry('azureml', { displayName: 'Only approved registries' });
  expect((await world.as.policyContributor('PUT', assignment, { body })).status).toBe(201);
});
afterAll(() => world.close());

async function opened(
  search: Readonly<Record<string, string>> = {},
  person: Person = 'ML engineer',
  view: View = {},
): Promise<Page> {
  const query = new URLSearchParams(search).toString();
  const page = await world.signIn(person, `/deploy${query === '' ? '' : `?${query}`}`, view);
  await settled(page);
  return page;
}

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });
const deployButton = (page: Page) =>
  page.getByRole('form').getByRole('button', { name: 'Deploy', exact: true });
const get = (id: string) => world.as.owner('GET', id, { apiVersion: '2025-09-01' });

async function choose(page: Page, field: string, typed: string, option: RegExp): Promise<void> {
  const combobox = page.getByRole('combobox', { name: field });
  await combobox.click();
  await combobox.fill(typed);
  await page.getByRole('option', { name: option }).first().click();
}

it('fields are filled in, the verdict follows, an alternative is taken, and the model is deployed', async () => {
  const page = await opened();
  await verdict(page).getByText('Still needed').waitFor();
  expect(await verdict(page).getByRole('listitem').allTextContents()).toEqual([
    'Model',
    'Workspace',
    'Endpoint',
  ]);
  await choose(page, 'Workspace', 'chat', /^ws-chat/);
  await choose(page, 'Model', 'falcon 7b instruct', /tiiuae-falcon-7b-instruct.*Refused/);
  await choose(page, 'Endpoint', 'code', /^code-assistant/);
  await page.getByRole('textbox', { name: 'Deployment name' }).fill('tried');
  await verdict(page).getByText('Policy refuses this deployment.').waitFor();
  expect(await verdict(page).textContent()).toContain(
    'Refused by Only approved registries (assigned at Production): The model comes from the registry huggingface, not from azureml.',
  );
  await verdict(page).getByRole('button', { name: 'Use this model: gpt2-large' }).click();
  await verdict(page).getByText('Policy allows this deployment.').waitFor();

  const before = page.url();
  await page.reload();
  expect(page.url()).toBe(before);
  await verdict(page).getByText('Policy allows this deployment.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Deployment name' }).inputValue()).toBe('tried');

  await deployButton(page).click();
  await page.getByText('tried is deployed').first().waitFor();
  const { body } = await get(`${workspace}/onlineEndpoints/code-assistant/deployments/tried`);
  expect(body.properties).toMatchObject({
    model: 'azureml://registries/azureml/models/gpt2-large/versions/12',
    instanceType: 'Standard_DS3_v2',
  });
  await page.getByRole('link', { name: 'Open deployment' }).click();
  await page.getByRole('heading', { level: 1, name: 'tried' }).waitFor();
});

describe('what is chosen', () => {
  const field = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
  const chosen = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

  it('is replaced by typing over it, with and without the mouse, and stays while nothing else is chosen', async () => {
    const page = await opened({ model: PHI4, workspace });
    const model = field(page, 'Model');
    await model.click();
    await page.keyboard.press('Control+a');
    await model.pressSequentially('falcon');
    expect(await model.inputValue()).toBe('falcon');
    expect(chosen(page, 'model')).toBe(PHI4);
    await page.keyboard.press('Escape');
    expect(await model.inputValue()).toBe('phi-4');

    await model.focus();
    await page.keyboard.press('Control+a');
    await model.pressSequentially('falcon 7b', { delay: 30 });
    // At once: what is still shown is what was found before.
    await page.keyboard.press('Enter');
    await page
      .getByRole('option', { name: /tiiuae-falcon-7b/ })
      .first()
      .waitFor();
    expect(chosen(page, 'model')).toBe(PHI4);
    // What was found for `falcon` may be shown still: none of it is gone to before what was found for all of it.
    await expect.poll(() => model.getAttribute('aria-activedescendant')).toBeTruthy();
    await page.keyboard.press('Enter');
    await expect.poll(() => chosen(page, 'model')).toContain('/models/tiiuae-falcon-7b');

    const place = field(page, 'Workspace');
    await place.focus();
    await page.keyboard.press('Control+a');
    await place.pressSequentially('docum', { delay: 30 });
    expect(await place.inputValue()).toBe('docum');
    expect(chosen(page, 'workspace')).toBe(workspace);
    await page.keyboard.press('Enter');
    await expect.poll(() => chosen(page, 'workspace')).toContain('/workspaces/ws-documents');
    expect(await place.inputValue()).toBe('ws-documents');
  });

  it('is replaced by an id that is pasted over it', async () => {
    const page = await opened({ model: PHI4, workspace });
    const model = field(page, 'Model');
    for (const [id, leave] of [
      [FALCON, 'Tab'],
      [PHI4, 'Enter'],
    ] as const) {
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(id)})`);
      await model.focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+v');
      await page.keyboard.press(leave);
      await expect.poll(() => chosen(page, 'model')).toBe(id);
    }
    expect(await model.inputValue()).toBe('phi-4');
  });

  it('stays when the field is entered and left, and a text that comes at once opens the list', async () => {
    const page = await opened({ model: PHI4, workspace });
    await field(page, 'Model').click();
    await page.getByRole('option').nth(3).waitFor();
    await page.keyboard.press('Tab');
    expect(chosen(page, 'model')).toBe(PHI4);
    await field(page, 'Model').fill('falcon');
    await page
      .getByRole('option', { name: /falcon/ })
      .first()
      .click();
    await expect.poll(() => chosen(page, 'model')).toContain('falcon');
  });
});

it('the name of a new endpoint stays as it is typed, also where another begins or ends like that', async () => {
  const page = await opened({ workspace });
  const endpoint = page.getByRole('combobox', { name: 'Endpoint' });
  for (const typed of ['support', 'chat']) {
    await endpoint.fill('');
    await endpoint.pressSequentially(typed);
    await page.getByRole('option', { name: 'support-chat' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await endpoint.inputValue()).toBe(typed);
  }
});

describe('a denial of the real request', () => {
  it('is explained below the form, with an exemption to ask for, and stays after a reload', async () => {
    const page = await opened({ model: FALCON, workspace, endpoint: 'code-assistant', name: 'denied' });
    await verdict(page).getByText('Policy refuses this deployment.').waitFor();
    await deployButton(page).click();
    const told = page.getByRole('heading', { level: 2, name: 'denied was refused by policy' });
    await told.waitFor();
    expect((await get(`${workspace}/onlineEndpoints/code-assistant/deployments/denied`)).status).toBe(404);
    await expect.poll(async () => (await told.boundingBox())?.y).toBeLessThan(300);
    for (const again of [false, true]) {
      if (again) await page.reload();
      const exemption = page.getByRole('link', {
        name: 'Request an exemption from Only approved registries',
      });
      await exemption.waitFor();
      const { searchParams } = new URL((await exemption.getAttribute('href')) ?? '', page.url());
      expect([searchParams.get('assignment'), searchParams.get('resource')]).toEqual([
        assignment,
        `${workspace}/onlineEndpoints/code-assistant/deployments/denied`,
      ]);
    }
    await page.getByRole('list', { name: 'Condition of Only approved registries' }).waitFor();
    await page.getByRole('link', { name: 'Open the decision' }).click();
    await page.getByRole('heading', { level: 1, name: 'Refused: denied' }).waitFor();
  });

  it('is told behind the bell too', async () => {
    const page = await opened({ model: FALCON, workspace, endpoint: 'code-assistant', name: 'denied' });
    await verdict(page).getByText('Policy refuses this deployment.').waitFor();
    await deployButton(page).click();
    await page.getByRole('heading', { level: 2, name: 'denied was refused by policy' }).waitFor();
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await page.getByRole('link', { name: 'denied was refused by policy' }).click();
    await page.getByRole('heading', { level: 1, name: 'Refused: denied' }).waitFor();
  });
});

describe('a new endpoint', () => {
  it('is made with its deployment, its tags and its traffic', async () => {
    const page = await opened({ model: PHI4, workspace, endpoint: 'brand-new', traffic: '100' });
    await page.getByText('A new endpoint, brand-new, is made first.').waitFor();
    await page.getByText('Afterwards: blue 100 %.').waitFor();
    await page.getByRole('textbox', { name: 'Tags' }).fill('owner=chat');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove tag owner=chat' }).waitFor();
    await verdict(page).getByText('Policy allows this deployment.').waitFor();
    await deployButton(page).click();
    await page.getByText('blue is deployed').first().waitFor();
    const endpoint = `${workspace}/onlineEndpoints/brand-new`;
    expect((await get(endpoint)).body.properties.traffic).toEqual({ blue: 100 });
    expect((await get(`${endpoint}/deployments/blue`)).body.tags).toEqual({ owner: 'chat' });
  });

  it('is not made for what policy refuses', async () => {
    const page = await opened({ model: FALCON, workspace, endpoint: 'never-made' });
    await verdict(page).getByText('Policy refuses this deployment.').waitFor();
    await page.getByText('would leave an empty endpoint behind').waitFor();
    expect(await deployButton(page).isDisabled()).toBe(true);
    expect((await get(`${workspace}/onlineEndpoints/never-made`)).status).toBe(404);
  });

  it.each(['batch', 'serverless'] as const)('of the kind %s', async kind => {
    const page = await opened({ model: PHI4, workspace, kind, endpoint: `new-${kind}` });
    expect(await page.getByRole('spinbutton', { name: 'Traffic' }).count()).toBe(0);
    await verdict(page).getByText('Policy allows this deployment.').waitFor();
    await deployButton(page).click();
    await page
      .getByText(`${kind === 'batch' ? 'blue' : 'new-serverless'} is deployed`)
      .first()
      .waitFor();
  });
});

describe('what is wrong', () => {
  it('is said at its field, before the server is asked', async () => {
    const page = await opened({ model: 'azureml://registries/azureml', workspace, endpoint: 'a/b c' });
    await page.getByText('The reference has no form that a model reference can have.').waitFor();
    await verdict(page).getByText('Shown as soon as the fields are right.').waitFor();
    expect(await deployButton(page).isDisabled()).toBe(true);
    await page.getByRole('combobox', { name: 'Endpoint' }).fill('-');
    await page.getByText('Use up to 255 letters, digits').waitFor();
  });

  it('a deployment that is there would get another model', async () => {
    const page = await opened({ model: PHI4, workspace, endpoint: 'support-chat', name: 'green' });
    await page.getByText('There is a deployment of this name').waitFor();
  });

  it('whoever may not deploy is told so', async () => {
    const page = await opened({ model: PHI4, workspace, endpoint: 'code-assistant' }, 'Policy contributor');
    await verdict(page).getByText('You may not deploy here').waitFor();
    expect(await verdict(page).textContent()).toContain('does not have authorization');
  });

  it('a server that fails is asked again by the next change', async () => {
    const page = await opened({ model: PHI4, workspace, endpoint: 'code-assistant' });
    await verdict(page).getByText('Policy allows this deployment.').waitFor();
    await page.route('**/rehearse*', route =>
      route.fulfill({
        status: 400,
        contentType: 'application/json',
        headers: { 'x-ms-correlation-request-id': 'c0ffee' },
        body: JSON.stringify({ error: { code: 'Broken', message: 'The disk is full.' } }),
      }),
    );
    await page.getByRole('textbox', { name: 'Deployment name' }).fill('other');
    await verdict(page).getByText('The disk is full.').waitFor();
    await page.unroute('**/rehearse*');
    await page.getByRole('textbox', { name: 'Deployment name' }).fill('another');
    await verdict(page).getByText('Policy allows this deployment.').waitFor();
    expect((await get(chatDeployment(world, 'another'))).status).toBe(404);
  });
});

it.each([{ theme: 'light' }, { theme: 'dark' }, { width: 360, height: 740 }] as const)(
  'is accessible: %j',
  async view => {
    const page = await opened({}, 'ML engineer', view);
    await checkAccessible(page);
    const filled = { model: FALCON, workspace, endpoint: 'code-assistant', name: 'seen', tags: 'owner=chat' };
    await page.goto(`/portal/deploy?${new URLSearchParams(filled)}`);
    await verdict(page).getByText('Policy refuses this deployment.').waitFor();
    await deployButton(page).click();
    await page.getByRole('heading', { level: 2, name: 'seen was refused by policy' }).waitFor();
    await settled(page);
    await checkAccessible(page);
    if (view.width !== undefined)
      expect(await page.evaluate('document.querySelector("#content").scrollWidth')).toBeLessThanOrEqual(
        view.width,
      );
  },
);

it('nothing went wrong meanwhile: no script failed, none was refused', () =>
  expect(world.problems).toEqual([]));
