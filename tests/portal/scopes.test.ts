import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignmentAt, onlyRegistry } from '../server/harness.ts';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled } from './harness.ts';

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
  const put = async (scope: string, name: string, properties: object) => {
    const body = onlyRegistry('azureml', properties);
    const { status } = await world.as.policyContributor('PUT', assignmentAt(scope, name), { body });
    expect(status).toBe(201);
  };
  await put(world.production, 'inherited', { displayName: 'From the subscription' });
  await put(group('rg-chat'), 'direct', { displayName: 'Of the group', enforcementMode: 'DoNotEnforce' });
  await put(world.production, 'excluding', {
    displayName: 'Not for the group',
    notScopes: [group('rg-chat')],
  });
});
afterAll(() => world.close());

const group = (name: string) => `${world.production}/resourceGroups/${name}`;
const scopePage = (id: string, more = '') => `/scope?id=${encodeURIComponent(id)}${more}`;
const table = (page: Page, name: string) => page.getByRole('table', { name });

describe('the page of a scope', () => {
  test('shows what is in it, and leads down and up', async () => {
    const page = await world.signIn('ML engineer', scopePage(world.production));
    await page.getByRole('heading', { level: 1, name: 'Production' }).waitFor();
    await table(page, 'In Production').getByRole('link', { name: 'rg-chat' }).click();
    await page.getByRole('heading', { level: 1, name: 'rg-chat' }).waitFor();
    await table(page, 'In rg-chat').getByRole('link', { name: 'ws-chat', exact: true }).waitFor();
    const crumbs = page
      .getByRole('navigation', { name: 'Breadcrumb' })
      .getByRole('link', { name: 'Production' });
    await crumbs.last().click();
    await page.getByRole('heading', { level: 1, name: 'Production' }).waitFor();
  });

  test('shows what holds there, from where, and what leaves it out', async () => {
    const page = await world.signIn('Policy contributor', scopePage(group('rg-chat'), '&tab=assignments'));
    const row = (name: string) => table(page, 'Assignments').getByRole('row').filter({ hasText: name });
    await row('Of the group')
      .filter({ hasText: 'At this scope' })
      .filter({ hasText: 'Not enforced' })
      .waitFor();
    await row('From the subscription')
      .filter({ hasText: 'Inherited from Production' })
      .filter({ hasText: 'In force' })
      .waitFor();
    await row('Not for the group').filter({ hasText: 'Excluded' }).waitFor();
    await page.reload();
    await row('Of the group').getByRole('link', { name: 'Of the group' }).click();
    await page.waitForURL(/\/portal\/policy\/assignments\/details\?id=/);
  });

  test('says where nothing is exempt, and who has which role', async () => {
    const page = await world.signIn('Owner', scopePage(world.sandbox, '&tab=exemptions'));
    await page.getByText('Nothing is exempt here').waitFor();
    await page.getByRole('tab', { name: 'Access' }).click();
    await page.waitForURL(/tab=access/);
    await table(page, 'Role assignments')
      .getByRole('row')
      .filter({ hasText: 'AzureML Data Scientist' })
      .filter({ hasText: 'At this scope' })
      .waitFor();
  });

  test('becomes the scope that the portal is at', async () => {
    const page = await world.signIn('Owner', scopePage(world.sandbox));
    await page.getByRole('button', { name: 'Work at this scope' }).click();
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Scope: Sandbox/ })
      .waitFor();
    expect(await page.getByRole('button', { name: 'Work at this scope' }).count()).toBe(0);
  });

  test('says what is no scope, and what is none that one may see', async () => {
    const page = await world.signIn('Owner', '/scope?id=nonsense');
    await page.getByText('“nonsense” is no id of a scope').waitFor();
    await goTo(page, scopePage('/subscriptions/00000000-0000-0000-0000-000000000000', '&tab=assignments'));
    const failure = page.getByRole('alert');
    await failure.waitFor();
    expect(await failure.innerText()).toContain('The assignments could not be read');
  });

  test('is accessible on every tab', async () => {
    const page = await world.signIn('Owner', scopePage(group('rg-chat')));
    for (const tab of ['', '&tab=assignments', '&tab=exemptions', '&tab=access']) {
      await goTo(page, scopePage(group('rg-chat'), tab));
      await settled(page);
      await checkAccessible(page);
    }
  });

  test('met no problem meanwhile', () => {
    expect(world.problems).toEqual([]);
  });
});

describe('a scope that is gone', () => {
  test.each([
    '/policy',
    '/policy/compliance',
    '/policy/assignments',
    '/policy/assign',
    '/policy/definitions/edit',
    '/deployments',
    '/manage/access',
    '/scope',
    '/',
  ])('is no other scope on %s', async path => {
    const page = await world.signIn('Policy contributor', `${path}?scope=${group('rg-gone')}`);
    await page
      .getByRole('heading', { level: 1, name: 'This scope is gone, or you may not read it' })
      .waitFor();
    await settled(page);
    expect(await page.getByRole('main').innerText()).toContain('rg-gone');
    await checkAccessible(page);
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Show this page for / })
      .click();
    await page.getByRole('heading', { name: 'This scope is gone' }).waitFor({ state: 'detached' });
    const { pathname, searchParams } = new URL(page.url());
    expect(pathname.replace(/\/$/, '')).toBe(`/portal${path}`.replace(/\/$/, ''));
    expect(searchParams.get('scope')).toMatch(/managementGroups/);
    await page.context().close();
  });

  test('keeps nobody from what has an id of its own', async () => {
    const page = await world.signIn(
      'Policy contributor',
      `${scopePage(world.production)}&scope=${group('rg-gone')}`,
    );
    await page.getByRole('heading', { level: 1, name: 'Production' }).waitFor();
    await page.getByRole('button', { name: 'Scope: No scope. Change' }).waitFor();
  });
});
