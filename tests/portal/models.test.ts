// Which models are there, and which may be deployed where: the catalog and a model's page, in a browser on a real server.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt, onlyRegistry, replaceRights } from '../server/harness.ts';
import {
  checkAccessible,
  goTo,
  openPortal,
  type Person,
  type PortalWorld,
  settled,
  type View,
} from './harness.ts';

const PHI3 = 'azureml://registries/azureml/models/phi-3-mini-4k-instruct';
const FALCON = 'azureml://registries/huggingface/models/tiiuae-falcon-7b-instruct';

let world: PortalWorld;
let workspace: string;
beforeAll(async () => {
  world = await openPortal();
  workspace = `${world.production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat`;
  const body = onlyRegistry('azureml', { displayName: 'Only approved registries' });
  const at = assignmentAt(world.production, 'only-approved');
  expect((await world.as.policyContributor('PUT', at, { body })).status).toBe(201);
});
afterAll(() => world.close());

async function opened(path: string, person: Person = 'ML engineer', view: View = {}): Promise<Page> {
  const page = await world.signIn(person, path, view);
  await settled(page);
  return page;
}

const cards = (page: Page) => page.getByRole('list', { name: 'Models' }).getByRole('listitem');
const found = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

async function chooseWorkspace(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: /^Showing what may be deployed in/ }).click();
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  await settled(page);
}

describe('the catalog', () => {
  it('shows every model that the reader may read, with no verdict before a workspace is chosen', async () => {
    const page = await opened('/models');
    await found(page, '76 models');
    expect(await page.getByText('Deployable here').count()).toBe(0);
    const card = cards(page).filter({
      has: page.getByRole('link', { name: 'bert-base-uncased', exact: true }),
    });
    expect(await card.textContent()).toMatch(/Google.*fill-mask.*220 MB.*Apache-2\.0.*azureml.*Version 16/);
  });

  it('says of each model whether it may be deployed in the chosen workspace, what may be first', async () => {
    const page = await opened('/models');
    await chooseWorkspace(page, 'ws-chat');
    await found(page, '76 models: 27 deployable, 49 refused');
    expect(parameter(page, 'workspace')).toBe(workspace);
    await cards(page).first().getByText('Deployable here').waitFor();
    await page.reload();
    await found(page, '76 models: 27 deployable, 49 refused');
    await page.getByRole('checkbox', { name: 'Refused' }).check();
    await settled(page);
    await cards(page).first().getByText('Refused: Only approved registries').waitFor();
    expect(await page.getByText('Deployable here', { exact: true }).count()).toBe(1); // The facet alone.
  });

  it('finds another workspace, or any, by what is typed over the chosen one', async () => {
    const page = await opened('/models');
    const field = page.getByRole('combobox', { name: /^Showing what may be deployed in/ });
    const type = async (text: string) => {
      await field.click();
      await page.keyboard.press('Control+a');
      await field.pressSequentially(text);
    };
    await type('research');
    await expect
      .poll(() => page.getByRole('option').allTextContents())
      .toEqual([expect.stringMatching(/^ws-research/)]);
    await page.keyboard.press('Enter');
    await expect.poll(() => parameter(page, 'workspace')).toMatch(/ws-research$/);
    await type('chat');
    expect(parameter(page, 'workspace')).toMatch(/ws-research$/);
    await page.getByRole('option', { name: /^ws-chat/ }).click();
    await expect.poll(() => parameter(page, 'workspace')).toBe(workspace);
    await type('any');
    await page.keyboard.press('Enter');
    await expect.poll(() => parameter(page, 'workspace')).toBeNull();
    expect(await field.inputValue()).toBe('Any workspace (no verdict)');
  });

  it('in a workspace without the policy all may be deployed', async () => {
    const page = await opened('/models');
    await chooseWorkspace(page, 'ws-research');
    await found(page, '76 models: 76 deployable, 0 refused');
  });

  it('is narrowed by facets, which the address keeps and chips take off', async () => {
    const page = await opened('/models');
    await page.getByRole('group', { name: 'Publisher' }).getByRole('checkbox', { name: 'Meta' }).check();
    await found(page, '14 models');
    await page
      .getByRole('group', { name: 'Registry' })
      .getByRole('checkbox', { name: 'azureml-meta' })
      .check();
    await found(page, '12 models');
    expect([parameter(page, 'publisher'), parameter(page, 'registry')]).toEqual(['Meta', 'azureml-meta']);
    await page.reload();
    await found(page, '12 models');
    await page.getByRole('button', { name: 'Publisher: Meta, remove filter' }).click();
    await page.getByRole('radio', { name: 'Over 100 GB' }).check();
    await settled(page);
    expect(parameter(page, 'size')).toBe('huge');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await found(page, '76 models');
    expect([...new URL(page.url()).searchParams.keys()]).toEqual([]);
    await page.goBack();
    await page.getByRole('button', { name: 'Registry: azureml-meta, remove filter' }).waitFor();
  });

  it('is searched by words, and says when nothing fits', async () => {
    const page = await opened('/models');
    const search = page.getByRole('searchbox', { name: 'Search models' });
    await search.fill('BART large');
    await found(page, '1 model');
    await cards(page).getByRole('link', { name: 'facebook-bart-large-cnn' }).waitFor();
    await search.fill('nothing is called so');
    await page.getByText('Nothing matches the filters').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
    await found(page, '76 models');
    expect(await search.inputValue()).toBe('');
  });

  it('is sorted, shown as a table, and exported whole', async () => {
    const page = await opened(`/models?workspace=${workspace}&view=table&task=chat-completion`);
    await page.getByRole('combobox', { name: 'Sort by' }).click();
    await page.getByRole('option', { name: 'Largest' }).click();
    await settled(page);
    const first = page.getByRole('table', { name: 'Models' }).locator('tbody tr:not([aria-hidden])').first();
    await first.filter({ hasText: 'TB' }).waitFor();
    const downloads = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const file = readFileSync(await (await downloads).path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(file[0]).toBe(
      'Name,Registry,Version,Publisher,Task,Licence,Size in bytes,Deployments,Asset id,Deployable,Reason',
    );
    expect(file.filter(line => line.includes('chat-completion'))).toHaveLength(39);
    expect(
      file.some(line => /deny,"?Only approved registries: The model comes from the registry/.test(line)),
    ).toBe(true);
  });

  it('says why it cannot be shown, and tries again', async () => {
    const page = await opened('/manage/about');
    await page.route('**/providers/Sluice.Governance/catalog*', route =>
      route.fulfill({
        status: 400,
        contentType: 'application/json',
        headers: { 'x-ms-correlation-request-id': 'c0ffee' },
        body: JSON.stringify({ error: { code: 'Broken', message: 'The disk is full.' } }),
      }),
    );
    await page.getByRole('link', { name: 'Model catalog' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The models could not be read' });
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/The disk is full\..*c0ffee/);
    await page.unroute('**/providers/Sluice.Governance/catalog*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await found(page, '76 models');
  });

  it('on a narrow screen has its filters behind a button, and nothing beside the page', async () => {
    const page = await opened(`/models?workspace=${workspace}`, 'ML engineer', { width: 360, height: 740 });
    expect(await page.getByRole('checkbox', { name: 'Meta', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('checkbox', { name: 'Meta', exact: true }).check();
    await page.getByRole('button', { name: 'Hide filters' }).click();
    await page.getByRole('button', { name: 'Filters (1)' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await page.evaluate('document.querySelector("#content").scrollWidth')).toBeLessThanOrEqual(360);
  });

  it.each([{ theme: 'light' }, { theme: 'dark' }, { width: 360, height: 740 }] as const)(
    'is accessible: %j',
    async view => {
      const page = await opened(`/models?workspace=${workspace}&registry=azureml`, 'ML engineer', view);
      await checkAccessible(page);
      await goTo(page, `/models?workspace=${workspace}&view=table`);
      await settled(page);
      await checkAccessible(page);
    },
  );
});

describe('a model', () => {
  it('is shown with its facts, its versions, and where it runs', async () => {
    const page = await opened('/models?q=phi-3-mini-4k');
    await cards(page).getByRole('link', { name: 'Phi-3-mini-4k-instruct' }).click();
    await page.getByRole('heading', { level: 1, name: 'Phi-3-mini-4k-instruct' }).waitFor();
    await settled(page);
    const main = page.getByRole('main');
    expect(await main.textContent()).toMatch(
      /PublisherMicrosoft.*TaskChat|PublisherMicrosoft.*chat-completion/i,
    );
    await main.getByText(`${PHI3}/versions/13`).waitFor();
    await page.getByRole('button', { name: 'Copy Asset id', exact: true }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${PHI3}/versions/13`);
    const runs = page.getByRole('table', { name: 'Deployments' });
    await runs.getByRole('link', { name: 'playground / green' }).waitFor();
  });

  it('has a page for each version, by its link and by its address', async () => {
    const page = await opened(`/models/details?id=${PHI3}`);
    await page.getByRole('link', { name: 'Version 12' }).click();
    await page.getByText('Version 12, in every workspace that you may see').waitFor();
    expect(parameter(page, 'id')).toBe(`${PHI3}/versions/12`);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await page.reload();
    await page.getByText(`${PHI3}/versions/12`).waitFor();
  });

  it('is looked up by its resource id too, in any letter case', async () => {
    const registry = `${world.production}/resourceGroups/rg-models/providers/Microsoft.MachineLearningServices/registries/AzureML`;
    const page = await opened(`/models/details?id=${registry}/models/PHI-4/versions/8`);
    await page.getByRole('heading', { level: 1, name: 'Phi-4' }).waitFor();
  });

  it('has a verdict for every workspace', async () => {
    const page = await opened(`/models/details?id=${FALCON}`);
    const matrix = page.getByRole('table', { name: 'Verdicts by workspace and kind of endpoint' });
    const row = (name: string) =>
      matrix.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });
    await row('ws-chat').getByText('Refused: Only approved registries').nth(2).waitFor();
    await row('ws-research').getByText('Deployable here').nth(2).waitFor();
    const deploy = row('ws-research').getByRole('link', { name: 'Deploy in ws-research' });
    expect(await deploy.getAttribute('href')).toContain(encodeURIComponent(`${FALCON}/versions/5`));
  });

  it('says for the workspace that the reader came from why not, and what instead', async () => {
    const page = await opened(`/models?workspace=${workspace}&q=falcon-7b-instruct`);
    await cards(page).getByRole('link', { name: 'tiiuae-falcon-7b-instruct' }).click();
    const box = page.getByRole('region', { name: 'In ws-chat' });
    await box.getByText('huggingface').waitFor();
    expect(await box.textContent()).toContain(
      'Refused by Only approved registries (assigned at Production): The model comes from the registry huggingface, not from azureml.',
    );
    await box.getByRole('link', { name: 'distilgpt2' }).click();
    await page.getByRole('heading', { level: 1, name: 'distilgpt2' }).waitFor();
  });

  it.each([
    ['/models/details', 'No model of a registry is named'],
    ['/models/details?id=https://example.org/model', 'No model of a registry is named'],
    [
      '/models/details?id=azureml://registries/azureml/models/nothing',
      'There is no such model that you may read',
    ],
  ])('%s: %s', async (path, words) => {
    const page = await opened(path);
    await page.getByText(words).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Open model catalog' }).click();
    await page.getByRole('heading', { level: 1, name: 'Model catalog' }).waitFor();
  });

  it.each([{ theme: 'light' }, { theme: 'dark' }, { width: 360, height: 740 }] as const)(
    'is accessible: %j',
    async view => {
      const page = await opened(`/models/details?id=${FALCON}&workspace=${workspace}`, 'ML engineer', view);
      await checkAccessible(page);
    },
  );
});

it('whoever may read no registry is told what would be there', async () => {
  await replaceRights(world, 'mlEngineer', [
    { scope: world.production, actions: ['Microsoft.Resources/subscriptions/read'] },
  ]);
  const page = await opened('/models');
  await page.getByText('There are no models that you may read').waitFor();
});

it('nothing went wrong meanwhile: no script failed, none was refused', () =>
  expect(world.problems).toEqual([]));
