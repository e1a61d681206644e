import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled } from './harness.ts';

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
});
afterAll(() => world.close());

const TUTORIAL =
  '[Preview] Azure Machine Learning Model Registry Deployments are restricted except for allowed registry';
const BUILT_IN = /\[Preview\]: Azure Machine Learning Model Registry Deployments are restricted/;

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search everything' });
const field = (page: Page) => page.getByRole('combobox', { name: 'Search everything' });
const options = (page: Page) => page.getByRole('listbox', { name: 'Search results' }).getByRole('option');

/** The suggestion that Enter would take. */
async function chosen(page: Page): Promise<string> {
  const id = await field(page).getAttribute('aria-activedescendant');
  return page.locator(`[id="${id}"]`).innerText();
}

describe('the search of everything', () => {
  test('typing Policy finds the page of policy', async () => {
    const page = await world.signIn('Owner', '/manage/about');
    await page.keyboard.press('/');
    await palette(page).waitFor();
    await page.keyboard.type('Policy');
    await options(page).filter({ hasText: 'Policy Overview' }).waitFor();
    expect(await chosen(page)).toBe('Policy Overview');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/portal\/policy$/);
    await palette(page).waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
  });

  for (const delayMs of [0, 1500])
    test(`loses no key of a reader who types on, its code ${delayMs} ms away`, async () => {
      const page = await world.signIn('Owner', '/manage/about');
      await page.route(/assets\/command-palette/, async route => {
        await new Promise(resolve => setTimeout(resolve, delayMs));
        await route.continue();
      });
      const again = async () => {
        await page.reload();
        await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
      };
      for (const delay of [0, 40]) {
        await again();
        await page.keyboard.press('/');
        await page.keyboard.type('Policy', { delay });
        await options(page).filter({ hasText: 'Policy Overview' }).waitFor();
        expect(await field(page).inputValue()).toBe('Policy');
        await page.keyboard.type('/x');
        expect(await field(page).inputValue()).toBe('Policy/x');
      }
      await again();
      await page.keyboard.type('/falcom');
      await page.keyboard.press('Backspace');
      await page.keyboard.type('n');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/portal\/search\?q=falcon$/);
      await palette(page).waitFor({ state: 'detached' });
      // It is here now, and closed.
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.type('/assign');
      await field(page).last().waitFor();
      await expect.poll(() => palette(page).getByRole('combobox').inputValue()).toBe('assign');
    });

  test('finds a definition by words, whatever stands between them, on Home too', async () => {
    const page = await world.signIn('Policy contributor');
    await field(page).fill(TUTORIAL);
    await options(page).filter({ hasText: BUILT_IN }).click();
    await page.waitForURL(/\/portal\/policy\/definitions\/details\?id=.*19539b54/);
  });

  test('is used by keyboard alone, and gives the focus back', async () => {
    const page = await world.signIn('ML engineer', '/manage/about');
    const opener = page.getByRole('banner').getByRole('button', { name: 'Search everything' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await field(page).waitFor();
    await page.keyboard.type('phi4');
    await options(page).filter({ hasText: 'Model' }).first().waitFor();
    const first = await chosen(page);
    await page.keyboard.press('ArrowDown');
    expect(await chosen(page)).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    expect(await chosen(page)).toBe(first);
    await page.keyboard.press('ArrowUp');
    expect(await chosen(page)).toBe('All results for “phi4”');
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'detached' });
    expect(await opener.evaluate(element => element === element.ownerDocument.activeElement)).toBe(true);
  });

  test('opens by Ctrl+K in a field too, where / is a letter like others', async () => {
    const page = await world.signIn('Owner', '/search');
    const input = page.getByRole('searchbox', { name: 'Search everything' });
    await input.click();
    await page.keyboard.type('a/b');
    expect(await input.inputValue()).toBe('a/b');
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
  });

  test('offers what one may do', async () => {
    const offered = async (person: 'Owner' | 'ML engineer') => {
      const page = await world.signIn(person);
      await field(page).fill('assign');
      await options(page).filter({ hasText: 'Assignments' }).first().waitFor();
      await settled(page);
      const texts = await options(page).allInnerTexts();
      await page.close();
      return texts;
    };
    expect(await offered('Owner')).toContain('Assign policy');
    expect(await offered('ML engineer')).not.toContain('Assign policy');
  });

  test('says when nothing fits, and when it fails', async () => {
    const page = await world.signIn('Owner');
    await field(page).fill('zzzzqqqq');
    await page.getByRole('option', { name: 'All results for “zzzzqqqq”' }).waitFor();
    expect(await options(page).count()).toBe(1);
    await page.route(/Sluice\.Governance\/search/, route =>
      route.fulfill({ status: 400, json: { error: { code: 'Broken', message: 'The disk is full.' } } }),
    );
    await field(page).fill('registry');
    await page.getByRole('alert').getByText('The disk is full.').waitFor();
  });

  test('is accessible', async () => {
    const page = await world.signIn('Owner');
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
    await page.keyboard.type('registry');
    await options(page).filter({ hasText: 'Definition' }).first().waitFor();
    await checkAccessible(page);
  });
});

describe('the page of all results', () => {
  test('narrows by kind, in the address, and leads on', async () => {
    const page = await world.signIn('ML engineer', '/search?q=chat');
    await page.getByRole('button', { name: /^Deployments \d+$/ }).click();
    await page.waitForURL(/kind=deployment/);
    await page.reload();
    const table = page.getByRole('table', { name: 'Search results' });
    await table.getByRole('link').first().waitFor();
    const kinds = await table.locator('tbody tr td:nth-child(2)').allInnerTexts();
    expect(new Set(kinds)).toEqual(new Set(['Deployment']));
    await table.getByRole('link').first().click();
    await page.waitForURL(/\/portal\/deployments\/details\?id=/);
  });

  test('says what to do when there is nothing to search for, and nothing found', async () => {
    const page = await world.signIn('Owner', '/search');
    await page.getByText('What are you looking for?').waitFor();
    await goTo(page, '/search?q=zzzzqqqq');
    await page.getByText('Nothing has the words of “zzzzqqqq”').waitFor();
  });

  test('is accessible', async () => {
    const page = await world.signIn('Owner', '/search?q=registry');
    await settled(page);
    await checkAccessible(page);
  });

  test('met no problem meanwhile', () => {
    expect(world.problems).toEqual([]);
  });
});
