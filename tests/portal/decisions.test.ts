// Why was I refused, and what now: the page of a decision, in a browser on a real server.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt, chatDeployment, deploymentOf, onlyRegistry, PHI4 } from '../server/harness.ts';
import { checkAccessible, openPortal, type Person, type PortalWorld, settled, type View } from './harness.ts';

const FALCON = 'azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5';

let world: PortalWorld;
let assignment: string;
/** Ids of decisions. */
let denied: string;
let allowed: string;
beforeAll(async () => {
  world = await openPortal();
  assignment = assignmentAt(world.production, 'only-approved');
  const only = onlyRegistry('azureml', { displayName: 'Only approved registries' });
  expect((await world.as.policyContributor('PUT', assignment, { body: only })).status).toBe(201);
  const watched = onlyRegistry('azureml-meta', {
    displayName: 'Only watched',
    enforcementMode: 'DoNotEnforce',
  });
  const other = assignmentAt(world.production, 'watched');
  expect((await world.as.policyContributor('PUT', other, { body: watched })).status).toBe(201);
  denied = await decisionOf('green', FALCON);
  allowed = await decisionOf('red', PHI4);
});
afterAll(() => world.close());

async function decisionOf(name: string, model: string): Promise<string> {
  const { headers } = await world.as.mlEngineer('PUT', chatDeployment(world, name), {
    body: deploymentOf(model),
  });
  return String(headers['x-sluice-decision-id']);
}

async function opened(id: string, person: Person = 'ML engineer', view: View = {}): Promise<Page> {
  const page = await world.signIn(person, `/audit/decision${id === '' ? '' : `?id=${id}`}`, view);
  await settled(page);
  return page;
}

const considered = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });

describe('a denial', () => {
  it('says in a sentence who refused it and why, and what would have passed', async () => {
    const page = await opened(denied);
    await page.getByRole('heading', { level: 1, name: 'Refused: green' }).waitFor();
    const main = page.getByRole('main');
    expect(await main.textContent()).toMatch(/WhoML engineerWhen.*Revision of the policies\d+Resourcegreen/);
    await main.getByText('Refused by Only approved registries (assigned at Production):').waitFor();
    expect(await main.textContent()).toContain(
      'The model comes from the registry huggingface, not from azureml.',
    );
    const pass = page.getByRole('region', { name: 'What would pass' });
    await pass.getByRole('link', { name: 'gpt2-large' }).waitFor();
    expect(await pass.textContent()).toMatch(/OpenAI · text-generation · azureml · version 12 · MIT/);
  });

  it('leads to an exemption, filled in', async () => {
    const page = await opened(denied);
    const link = page.getByRole('link', { name: 'Request an exemption from Only approved registries' });
    const { pathname, searchParams } = new URL((await link.getAttribute('href')) ?? '', page.url());
    expect(pathname).toBe('/portal/policy/exemptions/edit');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      assignment,
      resource: chatDeployment(world, 'green'),
      reason: "The model comes from the registry 'huggingface', not from 'azureml'.",
    });
  });

  it('shows the conditions with what they found, those that did not matter folded', async () => {
    const page = await opened(denied);
    const tree = page.getByRole('region', { name: 'Why' }).getByRole('list', {
      name: 'Condition of Only approved registries',
    });
    await tree.getByRole('button', { name: 'At least one of these' }).waitFor();
    expect(await tree.textContent()).toMatch(
      /Not met\s*model\.assetId is like azureml:\/\/registries\/azureml\/\*Actual: azureml:\/\/registries\/huggingface\//,
    );
    expect(await tree.textContent()).not.toContain('is one of');
    await tree.getByRole('button', { name: '1 condition that did not matter' }).press('Enter');
    await tree.getByText('is one of nothing (an empty list)').waitFor();
    await tree.getByRole('button', { name: 'All of these' }).first().press(' ');
    expect(await tree.getByText('model.assetId').count()).toBe(0);
    await page
      .getByRole('region', { name: 'Why' })
      .getByRole('button', { name: 'Show all conditions' })
      .click();
    await tree.getByText('is one of nothing (an empty list)').waitFor();
  });

  it('tells of every assignment why it did not apply', async () => {
    const page = await opened(denied);
    await page.getByText('of 2 rules applied to the request').waitFor();
    const watched = considered(page, 'Only watched');
    expect(await watched.textContent()).toMatch(/Not enforced.*it reports and does not act/);
    await watched.getByRole('button', { name: 'Show condition: Only watched' }).click();
    await page.getByRole('list', { name: 'Condition of Only watched' }).waitFor();
  });

  it('keeps the request, and the ids for whoever has to look further', async () => {
    const page = await opened(denied);
    await page.getByRole('button', { name: 'Request', exact: true }).click();
    expect(await page.getByRole('region', { name: 'Request', exact: true }).textContent()).toContain(
      '"Standard_DS3_v2"',
    );
    await page.getByRole('button', { name: 'Ids and versions' }).click();
    await page.getByRole('button', { name: 'Copy Decision id' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(denied);
  });
});

it('what was allowed says so, and leads to what it made', async () => {
  const page = await opened(`/providers/Sluice.Governance/decisions/${allowed}`);
  await page.getByRole('heading', { level: 1, name: 'Allowed: red' }).waitFor();
  expect(await page.getByRole('region', { name: 'What would pass' }).count()).toBe(0);
  await page.getByRole('main').getByRole('link', { name: 'red', exact: true }).click();
  await page.waitForURL(/deployments\/details/);
});

it.each([
  ['', 'No decision is named'],
  ['00000000-0000-4000-8000-000000000000', 'The decision could not be read'],
])('%j: %s', async (id, words) => {
  const page = await opened(id);
  await page.getByText(words).first().waitFor();
});

it.each([{ theme: 'light' }, { theme: 'dark' }, { width: 360, height: 740 }] as const)(
  'is accessible: %j',
  async view => {
    const page = await opened(denied, 'Policy contributor', view);
    await page.getByRole('button', { name: 'Show condition: Only watched' }).click();
    await page.getByRole('button', { name: 'Request', exact: true }).click();
    await checkAccessible(page);
    if (view.width !== undefined)
      expect(await page.evaluate('document.querySelector("#content").scrollWidth')).toBeLessThanOrEqual(
        view.width,
      );
  },
);

it('is recomputed by the policies of today, which the address keeps', async () => {
  const page = await opened(denied);
  await page.getByRole('switch', { name: "Recompute with today's policies" }).check();
  await page.getByText("By today's policies the answer is the same: refused").waitFor();
  expect((await world.as.policyContributor('DELETE', assignment)).status).toBe(200);
  await page.reload();
  await page.getByText("By today's policies the answer is another one: allowed").waitFor();
  expect(new URL(page.url()).searchParams.get('recompute')).toBe('current');
  await page.getByRole('heading', { level: 1, name: 'Refused: green' }).waitFor();
  await page.getByRole('switch', { name: "Recompute with today's policies" }).uncheck();
  await page.getByText('Refused by Only approved registries').waitFor();
});

it('nothing went wrong meanwhile: no script failed, none was refused', () =>
  expect(world.problems).toEqual([]));
