// What runs: the lists of deployments and endpoints and the page of each, in a browser on a real server.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt, onlyRegistry } from '../server/harness.ts';
import { checkAccessible, goTo, grant, openPortal, type PortalWorld, settled } from './harness.ts';

const ML = 'providers/Microsoft.MachineLearningServices';

let world: PortalWorld;
let chat: string;
let documents: string;
let owner: Page;
beforeAll(async () => {
  world = await openPortal();
  chat = `${world.production}/resourceGroups/rg-chat/${ML}/workspaces/ws-chat`;
  documents = `${world.production}/resourceGroups/rg-documents/${ML}/workspaces/ws-documents`;
  const body = onlyRegistry('azureml', { displayName: 'Only approved registries' });
  const at = assignmentAt(world.production, 'only-approved');
  expect((await world.as.policyContributor('PUT', at, { body })).status).toBe(201);
  owner = await world.signIn('Owner', '/deployments');
  await settled(owner);
});
afterAll(() => world.close());

/** The rows of a table of that name, of those that are seen. */
const rows = (page: Page, table: string) =>
  page.getByRole('table', { name: table, exact: true }).locator('tbody tr:not([aria-hidden])');

async function opened(path: string): Promise<Page> {
  await goTo(owner, path);
  await settled(owner);
  return owner;
}

/** The lines of the file that the list on the page is saved as. */
async function exported(page: Page): Promise<readonly string[]> {
  const downloads = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).first().click();
  return readFileSync(await (await downloads).path(), 'utf8')
    .trim()
    .split(/\r?\n/);
}

/** Names of the deployments listed, each with its endpoint. */
async function listed(page: Page): Promise<readonly string[]> {
  const cells = await rows(page, 'Deployments').all();
  return Promise.all(
    cells.map(async row => (await row.getByRole('cell').allTextContents()).slice(0, 2).join(' of ')),
  );
}

describe('the list', () => {
  it('has every kind of deployment with its model and what policy says of it', async () => {
    const page = await opened('/deployments');
    expect(await rows(page, 'Deployments').count()).toBe(11);
    const llama = rows(page, 'Deployments').filter({ hasText: 'meta-llama-3.1-8b-instruct' });
    expect(await llama.getByRole('cell').allTextContents()).toMatchObject([
      'green',
      'support-chat',
      'ws-chat',
      'meta-llama-3.1-8b-instruct',
      'azureml-meta',
      'Non-compliant',
      'Online',
      expect.any(String),
    ]);
    const kinds = await rows(page, 'Deployments').getByRole('cell').nth(6).allTextContents();
    expect(kinds.length).toBeGreaterThan(0);
    await checkAccessible(page);
  });

  it('is narrowed by compliance and by words, which the address keeps', async () => {
    const page = await opened('/deployments?complianceState=NonCompliant');
    const refused = await listed(page);
    expect(refused).toContain('green of support-chat');
    expect(refused).not.toContain('blue of support-chat');
    await page.getByRole('searchbox', { name: 'Search deployments' }).fill('starcoder2');
    await rows(page, 'Deployments').nth(1).waitFor({ state: 'detached' });
    expect(await listed(page)).toEqual(['blue of code-assistant']);
    await page.reload();
    await settled(page);
    expect(await listed(page)).toEqual(['blue of code-assistant']);
    await page.getByRole('searchbox', { name: 'Search deployments' }).fill('nothing is called so');
    await page.getByText('Nothing matches the filters').waitFor();
  });

  it('can be of one workspace', async () => {
    const page = await opened(`/deployments?workspace=${documents}`);
    await page.getByText('In ws-documents only.').waitFor();
    expect((await listed(page)).toSorted()).toEqual([
      'blue of search-embeddings',
      'blue of summaries',
      'classify of nightly',
    ]);
  });

  it('of endpoints leads to the page of each', async () => {
    const page = await opened('/deployments?tab=endpoints');
    await page.getByRole('searchbox', { name: 'Search endpoints' }).fill('support');
    const row = rows(page, 'Endpoints');
    await row.nth(1).waitFor({ state: 'detached' });
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      'support-chat',
      'ws-chat',
      'Online',
      'No policy applies',
      'Non-compliant',
      'westeurope',
    ]);
    await checkAccessible(page);
    await row.getByRole('link', { name: 'support-chat' }).click();
    await page.getByRole('heading', { level: 1, name: 'support-chat' }).waitFor();
  });

  it('of endpoints is sorted by what a reader clicks on, which the address keeps, and saved so', async () => {
    const page = await opened('/deployments?tab=endpoints');
    const names = () => rows(page, 'Endpoints').locator('td:first-child').allTextContents();
    const all = await names();
    expect(all.length).toBeGreaterThan(3);
    const head = page.getByRole('columnheader', { name: 'Endpoint', exact: true });
    await head.getByRole('button').click();
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await names()).toEqual(all.toSorted().toReversed());
    await page.reload();
    await settled(page);
    expect(await names()).toEqual(all.toSorted().toReversed());
    const lines = await exported(page);
    expect(lines[0]).toBe('Endpoint,Workspace or account,Kind,Compliance,Its deployments,Location,Id');
    expect(lines.slice(1).map(line => line.split(',')[0])).toEqual(await names());
    await page.getByRole('tab', { name: 'Deployments' }).click();
    await rows(page, 'Deployments').first().waitFor();
    expect(new URL(page.url()).searchParams.has('sort')).toBe(false);
  });

  it('is exported as it is narrowed', async () => {
    const page = await opened('/deployments?complianceState=NonCompliant&q=support-chat');
    const [head = '', ...lines] = await exported(page);
    expect(head).toMatch(/^Deployment,Endpoint,Workspace or account,Model,Registry,Compliance,/);
    expect(lines.map(line => line.split(',').slice(0, 2))).toEqual([['green', 'support-chat']]);
  });

  it('is exported with all that it lists', async () => {
    const page = await opened(`/deployments?workspace=${chat}`);
    const lines = await exported(page);
    expect(lines).toHaveLength(1 + (await rows(page, 'Deployments').count()));
    expect(lines.join('\n')).toContain(
      'azureml://registries/azureml-meta/models/meta-llama-3.1-8b-instruct/versions/4',
    );
  });
});

describe('an endpoint', () => {
  const path = () => `/endpoints/details?id=${chat}/onlineEndpoints/support-chat`;

  it('shows its deployments, its traffic and where it answers', async () => {
    const page = await opened(path());
    expect((await listed(page)).toSorted()).toEqual(['blue of support-chat', 'green of support-chat']);
    await page.getByText('blue 90 %, green 10 %').waitFor();
    await checkAccessible(page);
  });

  it('that is not there is said to be not there', async () => {
    await goTo(owner, `/endpoints/details?id=${chat}/onlineEndpoints/none`);
    await owner.getByText('It could not be read').waitFor();
    await owner.getByText('This is not here').waitFor();
  });
});

describe('a deployment', () => {
  const path = (name: string) =>
    `/deployments/details?id=${chat}/onlineEndpoints/support-chat/deployments/${name}`;

  it('shows its model, what each rule says of it and why', async () => {
    const page = await opened(path('green'));
    await page.getByRole('link', { name: 'meta-llama-3.1-8b-instruct' }).first().waitFor();
    const results = rows(page, 'Compliance');
    expect(await results.count()).toBe(1);
    expect(await results.textContent()).toMatch(
      /Non-compliant.*Deny.*The model comes from the registry azureml-meta, not from azureml\./,
    );
    await checkAccessible(page);
    const [head, line] = await exported(page);
    expect(head).toBe('State,Effect,Since,Reason,Definition id,Assignment id,Resource id');
    expect(line).toMatch(
      /^Non-compliant,Deny,.*The model comes from the registry 'azureml-meta', not from 'azureml'\./,
    );
    await page.getByRole('link', { name: 'See the results with their conditions' }).click();
    await page.getByRole('heading', { level: 1, name: 'green' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/portal/policy/compliance/resource');
  });

  it('shows the decisions about it, each leading to its explanation', async () => {
    const id = `${chat}/onlineEndpoints/support-chat/deployments/green`;
    const { body: stored } = await world.as.owner('GET', id, { apiVersion: '2024-10-01' });
    const { location, properties, sku } = stored as Record<string, unknown>;
    const again = { apiVersion: '2024-10-01', body: { location, properties, sku } };
    expect((await world.as.mlEngineer('PUT', id, again)).status).toBe(403);
    const page = await opened(path('green'));
    await rows(page, 'Decisions').first().getByRole('link', { name: 'Refused' }).click();
    await page.getByRole('heading', { level: 1, name: 'Refused: green' }).waitFor();
  });

  it('is deleted after a question that a reader can say no to', async () => {
    const page = await opened(path('green'));
    await page.getByRole('button', { name: 'Delete deployment' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete green?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete deployment' }).click();
    await dialog.getByRole('button', { name: 'Delete deployment' }).click();
    await page.getByRole('heading', { level: 1, name: 'Deployments' }).waitFor();
    await settled(page);
    expect(await listed(page)).not.toContain('green of support-chat');
    const gone = await world.as.owner('GET', `${chat}/onlineEndpoints/support-chat/deployments/green`, {
      apiVersion: '2024-10-01',
    });
    expect(gone.status).toBe(404);
  });

  it('is not deleted for somebody who may do so elsewhere alone, who is told so', async () => {
    await grant(world, 'policyContributor', 'f6c7c914-8db3-469d-8ca1-694a8f32e121', world.sandbox);
    const page = await world.signIn('Policy contributor', path('blue'));
    await settled(page);
    await page.getByRole('button', { name: 'Delete deployment' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete blue?' });
    await dialog.getByRole('button', { name: 'Delete deployment' }).click();
    await dialog.getByText(/does not have authorization to perform action/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.context().close();
  });
});

it('an endpoint is deleted with its deployments once its name was typed', async () => {
  const page = await opened(`/endpoints/details?id=${chat}/onlineEndpoints/code-assistant`);
  await page.getByRole('button', { name: 'Delete endpoint' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete code-assistant?' });
  const confirm = dialog.getByRole('button', { name: 'Delete endpoint' });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('code-assistant');
  await confirm.click();
  await page.getByRole('heading', { level: 1, name: 'Deployments' }).waitFor();
  await settled(page);
  expect(await listed(page)).not.toContain('blue of code-assistant');
});

it('nothing went wrong unseen', () => {
  expect(world.problems).toEqual([]);
});
