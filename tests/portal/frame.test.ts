import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled, watch } from './harness.ts';

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

/** Everything that scripts could leave behind in a browser, as one text. */
const KEPT = `(async () => {
  const databases = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      databases[name + ' ' + store] = await asked(database.transaction(store).objectStore(store).getAll());
    database.close();
  }
  function asked(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
  const caches_ = await Promise.all((await caches.keys()).map(async name =>
    (await (await caches.open(name)).keys()).map(({ url }) => url)));
  return JSON.stringify({
    localStorage: { ...localStorage },
    sessionStorage: { ...sessionStorage },
    databases,
    caches: caches_,
    cookies: document.cookie,
    address: location.href,
    state: history.state,
    name,
  });
})()`;

test('tokens are in memory only', async () => {
  const page = await world.signIn('Owner');
  // A reload asks for tokens again.
  const answer = page.waitForResponse(response => response.url().endsWith('/oauth2/v2.0/token'));
  await page.reload();
  const tokens = await (await answer).json();
  await page.getByRole('button', { name: 'Signed in as Owner' }).waitFor();
  await settled(page);
  const secrets: readonly string[] = [tokens.access_token, tokens.refresh_token];
  for (const secret of secrets) expect(secret).toMatch(/^[\w.-]{40,}$/);
  const kept = String(await page.evaluate(KEPT));
  for (const secret of secrets) expect(kept).not.toContain(secret);
  expect(kept).not.toMatch(/eyJ/);
});

test.each([
  ['localStorage', 'localStorage.setItem("a", SECRET)'],
  ['sessionStorage', 'sessionStorage.setItem("a", SECRET)'],
  ['a cookie', 'document.cookie = "a=" + SECRET'],
  ['the address', 'history.replaceState(null, "", "?a=" + SECRET)'],
  [
    'IndexedDB',
    `new Promise(resolve => {
      const opening = indexedDB.open('a', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('s');
      opening.onsuccess = () => {
        const put = opening.result.transaction('s', 'readwrite').objectStore('s').put({ a: [SECRET] }, 1);
        put.onsuccess = () => { opening.result.close(); resolve(); };
      };
    })`,
  ],
])('one in %s would have been found', async (_, leave) => {
  const page = await world.signIn('Owner', '/manage/about');
  await page.evaluate(leave.replace('SECRET', '"a-secret-of-mine"'));
  expect(await page.evaluate(KEPT)).toContain('a-secret-of-mine');
});

test('a request to anybody else would have been a problem', async () => {
  const page = await world.browser.newPage();
  const problems: string[] = [];
  watch(page, world.server.endpoint, problems);
  // Where no security policy of ours forbids it before it is one.
  await page.goto('about:blank');
  await page.evaluate('fetch("https://127.0.0.1:9/x").catch(() => undefined)');
  await page.close();
  expect(problems).toContain('request to another origin: https://127.0.0.1:9/x');
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
