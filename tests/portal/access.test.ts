import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled } from './harness.ts';

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
});
afterAll(() => world.close());

const at = (path: string) => `${path}${path.includes('?') ? '&' : '?'}scope=${world.production}`;
const table = (page: Page, name: string) => page.getByRole('table', { name });
const panel = (page: Page, name: string) => page.getByRole('complementary', { name });

describe('who may do what', () => {
  test('is told with where it comes from', async () => {
    const page = await world.signIn('Policy contributor', at('/manage/access'));
    const rows = table(page, 'Role assignments').getByRole('row');
    await rows.filter({ hasText: 'AzureML Data Scientist' }).filter({ hasText: 'At this scope' }).waitFor();
    await rows
      .filter({ hasText: 'Policy contributor (you)' })
      .filter({ hasText: /Inherited from / })
      .waitFor();
    expect(await page.getByRole('button', { name: /^Remove / }).count()).toBe(0);
  });

  test('a role is given and taken back', async () => {
    const page = await world.signIn('Owner', at('/manage/access'));
    await page.getByRole('button', { name: 'Assign role' }).click();
    const dialog = page.getByRole('dialog', { name: 'Assign a role at Production' });
    await dialog.getByRole('button', { name: 'Assign role' }).click();
    await dialog.getByText('Choose who gets the role.').waitFor();
    await dialog.getByRole('combobox', { name: 'Principal' }).pressSequentially('policy');
    await page.getByRole('option', { name: /Policy contributor/ }).click();
    await dialog.getByRole('combobox', { name: 'Role' }).pressSequentially('contrib');
    await page.getByRole('option', { name: /^Contributor/ }).click();
    await checkAccessible(page);
    await dialog.getByRole('button', { name: 'Assign role' }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = table(page, 'Role assignments')
      .getByRole('row')
      .filter({ hasText: 'Policy contributor' })
      .filter({ hasText: 'At this scope' });
    await row.waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: /In force since revision \d+/ })
      .waitFor();

    await row.getByRole('button', { name: 'Remove Contributor from Policy contributor' }).click();
    const asked = page.getByRole('alertdialog');
    await asked.getByText(/loses what Contributor allows at Production and below/).waitFor();
    await asked.getByRole('button', { name: 'Remove role' }).click();
    await row.waitFor({ state: 'detached' });
  });

  test('what the server refuses is said, and nothing is gone', async () => {
    const page = await world.signIn('Owner', `/manage/access?scope=${world.root}`);
    await page.getByRole('button', { name: 'Remove Owner from Owner' }).click();
    const asked = page.getByRole('alertdialog');
    await asked.getByText('This is you').waitFor();
    await asked.getByRole('button', { name: 'Remove role' }).click();
    await asked
      .getByRole('alert')
      .getByText(/makes the last Owner of the tenant/)
      .waitFor();
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Remove Owner from Owner' }).waitFor();
  });

  test('somebody who may not give roles is told so', async () => {
    const page = await world.signIn('ML engineer', at('/manage/access?dialog=assign'));
    const button = page.getByRole('button', { name: 'Assign role' });
    await button.waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('roles and principals open beside their lists, by their addresses', async () => {
    const page = await world.signIn('ML engineer', '/manage/access?tab=roles');
    await table(page, 'Roles').getByRole('link', { name: 'AzureML Registry User' }).click();
    await panel(page, 'AzureML Registry User').getByText('registries/models/*/read').waitFor();
    await page.reload();
    await panel(page, 'AzureML Registry User').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Signed in as/ }).click();
    await page.getByRole('menuitem', { name: 'What I may do' }).click();
    const mine = panel(page, 'ML engineer');
    await mine.getByText('AzureML Data Scientist').first().waitFor();
    await mine.getByRole('button', { name: 'Close' }).click();
    await page.waitForURL(url => !url.searchParams.has('name'));
  });

  test('lists are searched, and exported', async () => {
    const page = await world.signIn('Owner', at('/manage/access'));
    const search = page.getByRole('searchbox', { name: 'Search by principal or role' });
    await search.fill('scientist');
    await page.waitForURL(/q=scientist/);
    await expect.poll(() => table(page, 'Role assignments').locator('tbody tr').count()).toBe(1);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^role-assignments-\d{4}-\d\d-\d\d\.csv$/);
    await search.fill('zzz');
    await page.getByText('Nothing matches the filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => table(page, 'Role assignments').locator('tbody tr').count()).toBeGreaterThan(1);
  });

  test('every tab is accessible', async () => {
    const page = await world.signIn('Owner', at('/manage/access'));
    for (const tab of ['', '?tab=roles', '?tab=principals']) {
      await goTo(page, `/manage/access${tab}`);
      await settled(page);
      await checkAccessible(page);
    }
  });

  test('met no problem meanwhile', () => {
    expect(world.problems).toEqual([]);
  });
});
