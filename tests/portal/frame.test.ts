import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled } from './harness.ts';

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
});
afterAll(() => world.close());

test('whoever opens the portal signs in, and is where they wanted to be', async () => {
  const page = await world.signIn('Owner', '/policy/definitions?q=registry');
  expect(new URL(page.url()).pathname).toBe('/portal/policy/definitions');
  expect(new URL(page.url()).searchParams.get('q')).toBe('registry');
  await page.getByRole('button', { name: 'Signed in as Owner' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Signed in as Owner' }).waitFor();
  expect(page.url()).toContain('/portal/policy/definitions?q=registry');
});

test('tokens are in memory only', async () => {
  const page = await world.signIn('Owner');
  const kept = await page.evaluate(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
  );
  expect(kept).not.toMatch(/eyJ/);
});

test('signing out ends the session', async () => {
  const page = await world.signIn('ML engineer');
  await page.getByRole('button', { name: 'Signed in as ML engineer' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in as Owner' }).waitFor();
});

test('an address that is no page says so', async () => {
  const page = await world.signIn('Owner', '/nothing/here');
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Home' }).click();
  await page.waitForURL(/\/portal\/$/);
});

test.each(['light', 'dark'] as const)('the frame is accessible, %s', async theme => {
  const page = await world.signIn('Owner', '/', { theme });
  await settled(page);
  await checkAccessible(page);
});

test('on a narrow screen the navigation is a drawer', async () => {
  const page = await world.signIn('Owner', '/', { width: 360, height: 740 });
  expect(await page.getByRole('navigation', { name: 'Main' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Open navigation' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Assignments' }).click();
  await page.waitForURL(/policy\/assignments/);
  expect(await page.getByRole('navigation', { name: 'Main' }).count()).toBe(0);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
});

test('nothing went wrong meanwhile: no script failed, none was refused', async () => {
  await goTo(await world.signIn('Owner'), '/manage/about');
  expect(world.problems).toEqual([]);
});
