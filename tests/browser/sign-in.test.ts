import { createHash, randomBytes } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../server/harness.ts';
import { launchBrowser } from './launch.ts';

// The sign-in page as a browser has it: its content security policy, where forms lead, what is focused, what other sites can do.

let world: World;
let browser: Browser;
let base: string;
let clientId: string;

beforeAll(async () => {
  world = await openWorld({ portal: import.meta.dirname });
  browser = await launchBrowser();
  base = world.server.endpoint;
  const config = await world.as.anonymous('GET', '/portal/config.json', { apiVersion: null });
  clientId = config.body.clientId;
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

function parameters(more: Readonly<Record<string, string>> = {}): URLSearchParams {
  return new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: `${base}/signed-in`,
    scope: `${base}/.default`,
    state: 'x',
    code_challenge: createHash('sha256').update(randomBytes(8)).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
}

async function openSignIn(
  more: Readonly<Record<string, string>> = {},
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly violations: readonly string[] }> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  const page = await context.newPage();
  const violations: string[] = [];
  page.on('console', message => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  await page.goto(`${base}/common/oauth2/v2.0/authorize?${parameters(more)}`);
  return { page, violations };
}

/** Waits for the way back to the client. */
async function wayBack(page: Page): Promise<URL> {
  await page.waitForURL(({ pathname }) => pathname === '/signed-in');
  return new URL(page.url());
}

/** What would keep somebody from using the page, by the rules of WCAG 2.2 AA. */
async function barriersOf(page: Page): Promise<readonly string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations, passes } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(passes.length).toBeGreaterThan(10);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const focused = (page: Page) => page.evaluate('document.activeElement?.id');

describe.each([
  ['light', 1440],
  ['dark', 360],
] as const)('the page, %s and %i wide', (colorScheme, width) => {
  const view = { colorScheme, viewport: { width, height: 740 } };

  test('can be used by everybody, before and after a failure', async () => {
    const { page } = await openSignIn({}, view);
    expect(await barriersOf(page)).toEqual([]);
    await page.getByLabel('User name or client id').fill('nobody');
    await page.getByLabel('Password or secret').fill('x');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.goto(`${base}/common/oauth2/v2.0/authorize`);
    expect(await barriersOf(page)).toEqual([]);
    await page.context().close();
  });

  test('is styled, fits, and breaks no rule of its policy', async () => {
    const { page, violations } = await openSignIn({}, view);
    const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    const scrollWidth = await page.evaluate('document.documentElement.scrollWidth');
    expect(background).toBe(colorScheme === 'light' ? 'rgb(245, 245, 245)' : 'rgb(26, 26, 26)');
    expect(scrollWidth).toBe(width);
    expect(violations).toEqual([]);
    await page.context().close();
  });
});

test('a button of the demo signs in; script cannot read the session; the next time nothing is asked', async () => {
  const { page, violations } = await openSignIn();
  await page.getByRole('button', { name: 'Sign in as Policy contributor' }).click();
  expect((await wayBack(page)).searchParams.get('code')).toMatch(/^[\w-]{43}$/);
  expect(await page.evaluate('document.cookie')).toBe('');
  await page.goto(`${base}/common/oauth2/v2.0/authorize?${parameters({ prompt: 'none' })}`);
  expect((await wayBack(page)).searchParams.has('code')).toBe(true);
  await page.goto(`${base}/common/oauth2/v2.0/logout`);
  expect(await page.getByRole('heading').textContent()).toBe('You are signed out');
  await page.goto(`${base}/common/oauth2/v2.0/authorize?${parameters({ prompt: 'none' })}`);
  expect((await wayBack(page)).searchParams.get('error')).toBe('login_required');
  expect(violations).toEqual([]);
  await page.context().close();
});

test('the keyboard is enough, and a wrong secret leads back to its field', async () => {
  const { page } = await openSignIn();
  const { clientId: id, clientSecret } = world.demo.principals.owner;
  for (let stop = 0; stop < 4; stop++) await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('username');
  await page.keyboard.type(id);
  await page.keyboard.press('Tab');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('alert').textContent()).toContain('not right');
  expect(await focused(page)).toBe('password');
  expect(await page.getByLabel('User name or client id').inputValue()).toBe(id);
  expect(await page.getByLabel('Password or secret').inputValue()).toBe('');
  await page.keyboard.type(clientSecret);
  await page.keyboard.press('Enter');
  expect((await wayBack(page)).searchParams.has('code')).toBe(true);
  await page.context().close();
});

test('the form leads to another name of the server, where the client is there', async () => {
  const other = base.replace('localhost', '127.0.0.1');
  const { page, violations } = await openSignIn({ redirect_uri: `${other}/signed-in` });
  await page.getByRole('button', { name: 'Sign in as Owner' }).click();
  expect((await wayBack(page)).origin).toBe(other);
  expect(violations).toEqual([]);
  await page.context().close();
});

test('another site cannot sign a browser in, and cannot show the page inside its own', async () => {
  const fields = [...parameters(), ['demo', 'owner']].map(
    ([name, value]) => `<input name="${name}" value="${value}">`,
  );
  const action = `${base}/common/oauth2/v2.0/authorize`;
  const { page } = await openSignIn();
  await page.route('https://elsewhere.example/**', route =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${action}">${fields.join('')}<button>Win</button></form>
        <iframe src="${action}?${parameters().toString().replaceAll('&', '&amp;')}"></iframe>`,
    }),
  );
  await page.goto('https://elsewhere.example/');
  const framed = page.frames().find(frame => frame !== page.mainFrame());
  expect(await framed?.getByText('Sign in').count()).toBe(0);
  await page.getByRole('button', { name: 'Win' }).click();
  await page.waitForURL(url => url.href.startsWith(base));
  expect(await page.getByRole('heading').textContent()).toBe('Signing in goes no further');
  expect(await page.context().cookies()).toEqual([]);
  await page.context().close();
});
