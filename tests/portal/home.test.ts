import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignmentAt, chatDeployment, deploymentOf, onlyRegistry, PHI4 } from '../server/harness.ts';
import { checkAccessible, openPortal, type Person, type PortalWorld, settled } from './harness.ts';

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
  const body = onlyRegistry('azureml-meta', {
    displayName: 'Only approved registries',
    nonComplianceMessages: [{ message: 'Production runs approved models only.' }],
  });
  const assigned = await world.as.policyContributor('PUT', assignmentAt(world.production, 'only-approved'), {
    body,
  });
  expect(assigned.status).toBe(201);
  const refused = await world.as.mlEngineer('PUT', chatDeployment(world, 'green'), {
    body: deploymentOf(PHI4),
  });
  expect(refused.status).toBe(403);
});
afterAll(() => world.close());

async function opened(person: Person, path = '/', width = 1440): Promise<Page> {
  const page = await world.signIn(person, path, { width });
  await settled(page);
  return page;
}

const tiles = (page: Page) => page.getByRole('list', { name: 'What you can do' });
const part = (page: Page, name: string) => page.getByRole('region', { name });

describe('Home', () => {
  test('offers what the three people may do, each as a link', async () => {
    const offered = async (person: Person) => {
      const page = await opened(person);
      const names = await tiles(page).getByRole('link').allInnerTexts();
      await page.close();
      return names.map(text => text.split('\n')[0]);
    };
    expect(await offered('ML engineer')).toEqual([
      'Deploy a model',
      'Browse models',
      'See compliance',
      'See what runs',
      'Read the activity log',
    ]);
    const contributor = await offered('Policy contributor');
    expect(contributor).toContain('Assign policy');
    expect(contributor).not.toContain('Deploy a model');
    const owner = await offered('Owner');
    expect(owner).toEqual(expect.arrayContaining(['Deploy a model', 'Assign policy', 'Create definition']));
  });

  test('tells what was refused, to whom and why, and leads to the decision', async () => {
    const page = await opened('ML engineer');
    const denials = part(page, 'Recent denials');
    await denials.getByText('Production runs approved models only.').waitFor();
    await denials.getByText('by ML engineer').waitFor();
    await denials.getByRole('link', { name: 'Why it was refused: green' }).click();
    await page.waitForURL(/\/portal\/audit\/decision\?id=[0-9a-f-]{36}/);
  });

  test('shows the compliance of the scope in numbers', async () => {
    const page = await opened('Owner', `/?scope=${world.production}`);
    const glance = part(page, 'Compliance at a glance');
    expect(await glance.innerText()).toMatch(/\d+(\.\d)? %/);
    await glance.getByText('Non-compliant', { exact: true }).waitFor();
    await glance.getByRole('link', { name: 'See compliance' }).click();
    await page.waitForURL(/\/portal\/policy\/compliance\?scope=/);
  });

  test('says where nothing is refused and nothing judged', async () => {
    const page = await opened('Owner', `/?scope=${world.sandbox}`);
    await part(page, 'Recent denials').getByText('Policy has refused nothing here').waitFor();
    await part(page, 'Compliance at a glance').getByText('No policy judges anything here yet').waitFor();
  });

  test('says what could not be read, and tries again', async () => {
    const page = await world.signIn('Owner', '/manage/about');
    const denials = /Sluice\.Governance\/decisions\?/;
    await page.route(denials, route =>
      route.fulfill({
        status: 400,
        headers: { 'x-ms-correlation-request-id': 'c0ffee' },
        json: { error: { code: 'Broken', message: 'The disk is full.' } },
      }),
    );
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
    const failure = part(page, 'Recent denials').getByRole('alert');
    await failure.getByText('The disk is full.').waitFor();
    expect(await failure.innerText()).toContain('c0ffee');
    await page.unroute(denials);
    await failure.getByRole('button', { name: 'Try again' }).click();
    await part(page, 'Recent denials').getByText('Production runs approved models only.').waitFor();
  });

  test.each([1440, 360])('is accessible and as wide as the window, %i pixels', async width => {
    const page = await opened('Owner', '/', width);
    await checkAccessible(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('met no problem meanwhile', () => {
    expect(world.problems).toEqual([]);
  });
});
