import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { StartConfig } from '@sluice/server';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';
import { openWorld, type World } from '../server/harness.ts';

// A real server with the demo world, and a real browser that people sign in with.

/** Of a Debian machine; another one may be named. */
const CHROMIUM = process.env['SLUICE_CHROMIUM'] ?? '/usr/bin/chromium';

/** As little of a browser as runs a page: nothing of it looks for updates or asks the network. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** For one step; a loaded machine takes its time. */
const PATIENCE_MS = 20_000;

/** Longer than a page waits before it asks for what is typed. */
const QUIET_MS = 600;

/**
 * Late answers show what a page, or a test of it, takes for granted: with SLUICE_PORTAL_DELAY_MS each answer of the API comes up to
 * so many milliseconds late, each by another time.
 */
const DELAY_MS = Number(process.env['SLUICE_PORTAL_DELAY_MS'] ?? 0);

/** The people of the demo world, by the words of their sign-in buttons. */
export type Person = 'Owner' | 'Policy contributor' | 'ML engineer';

export type View = {
  /** Pixels. Default: 1440 x 900. */
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  /** The reader's machine asks for more contrast. */
  readonly contrast?: 'more';
  /** The reader's machine takes colours of its own in place of ours, as Windows does in its contrast themes. */
  readonly forcedColors?: 'active';
};

export type PortalWorld = World & {
  readonly browser: Browser;
  /** Signs in by the page's own buttons and goes to a path below `/portal`. A browser context of its own: nobody else's session. */
  signIn(person: Person, path?: string, view?: View): Promise<Page>;
  /** What went wrong in any page so far: script errors, refused scripts and styles, answers of 500, requests to anybody else. */
  readonly problems: readonly string[];
};

/** Opens the demo world with the built portal. Rejects when the portal is not built or there is no Chromium. */
export async function openPortal(more: Partial<StartConfig> = {}): Promise<PortalWorld> {
  if (!existsSync(join(import.meta.dirname, '../../packages/portal/dist/index.html')))
    throw new Error('The portal is not built: npm run build.');
  const world = await openWorld(more);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const problems: string[] = [];
  const contexts: BrowserContext[] = [];
  return {
    ...world,
    browser,
    problems,
    async signIn(person, path = '/', { width = 1440, height = 900, theme = 'light', ...more } = {}) {
      const context = await browser.newContext({
        ignoreHTTPSErrors: true,
        viewport: { width, height },
        colorScheme: theme,
        reducedMotion: 'reduce',
        ...more,
        baseURL: world.server.endpoint,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      contexts.push(context);
      if (DELAY_MS > 0) await delayAnswers(context);
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      watch(page, world.server.endpoint, problems);
      tellIfFailed(page);
      await page.goto(`/portal${path}`);
      await page.getByRole('button', { name: `Sign in as ${person}` }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await world.close();
    },
  };
}

async function delayAnswers(context: BrowserContext): Promise<void> {
  await context.route(
    ({ pathname }) => !pathname.startsWith('/portal'),
    async route => {
      await setTimeout(Math.random() * DELAY_MS);
      // A page that has gone on meanwhile has let go of its request.
      await route.fallback().catch(() => undefined);
    },
  );
}

/** Has a test that fails print what the page showed, and what was typed into it. */
function tellIfFailed(page: Page): void {
  if (expect.getState().currentTestName === undefined) return;
  onTestFailed(async () => {
    if (page.isClosed()) return;
    const fields = await page.locator('input:visible, textarea:visible').all();
    const typed = await Promise.all(fields.map(field => field.inputValue()));
    console.error(
      [page.url(), await page.locator('body').innerText(), `Typed: ${typed.join(' | ')}`].join('\n'),
    );
  });
}

/** What a page needs to be whole. Of its icon and pictures the browser does not always say that they have come. */
const NEEDED: ReadonlySet<string> = new Set(['document', 'script', 'stylesheet', 'fetch', 'xhr']);

/** What a page has asked for and waits for, and when that last changed. */
type Traffic = { readonly open: Set<Request>; changedAt: number };
const traffics = new WeakMap<Page, Traffic>();

function follow(page: Page): void {
  const traffic: Traffic = { open: new Set(), changedAt: Date.now() };
  traffics.set(page, traffic);
  const ended = (request: Request) => {
    traffic.open.delete(request);
    traffic.changedAt = Date.now();
  };
  page.on('request', request => {
    if (!NEEDED.has(request.resourceType())) return;
    // What a document has asked for ends with it, answered or not.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) traffic.open.clear();
    traffic.open.add(request);
    traffic.changedAt = Date.now();
  });
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
}

/** Notes what goes wrong in a page, and what it waits for. */
export function watch(page: Page, endpoint: string, problems: string[]): void {
  const { origin } = new URL(endpoint);
  follow(page);
  page.on('request', request => {
    const url = new URL(request.url());
    // What a page makes itself and names by an address is no request to anybody.
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin)
      problems.push(`request to another origin: ${request.url()}`);
  });
  page.on('pageerror', error => problems.push(`script: ${error.message}`));
  page.on('console', message => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      problems.push(`console: ${message.text()}`);
  });
  page.on('response', response => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`);
  });
}

/** Gives one of the demo's people a role of the built-in ones at one more scope. */
export async function grant(
  { as, demo }: Pick<World, 'as' | 'demo'>,
  who: keyof World['demo']['principals'],
  role: string,
  scope: string,
): Promise<void> {
  const principals = await as.owner('GET', '/providers/Sluice.Governance/principals');
  const { objectId } = principals.body.value
    .map(({ properties }: { properties: { clientId: string; objectId: string } }) => properties)
    .find(({ clientId }: { clientId: string }) => clientId === demo.principals[who].clientId);
  const { status, body } = await as.owner(
    'PUT',
    `${scope}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`,
    {
      body: {
        properties: {
          roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
          principalId: objectId,
        },
      },
    },
  );
  if (status !== 201) throw new Error(JSON.stringify(body));
}

/** Goes to a page of the portal in the signed-in document, as a reader who follows a link does. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(`/portal${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Fails with what axe finds against WCAG 2.2 AA, by rule and place. */
export async function checkAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // What Fluent catches the focus with, to send it on at once: nobody ever stands on it.
    .exclude('[data-tabster-dummy]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    ),
  ).toEqual([]);
}

/** What stands where something is still to come. */
export const UNSETTLED = '.fui-Skeleton, [aria-busy="true"]';

/**
 * Waits until nothing is asked for and no skeleton is shown, for a while: for pictures, for axe, and for what is read once. Not
 * `networkidle`, which a document reaches once and has for good, whatever it asks for later.
 */
export async function settled(page: Page): Promise<void> {
  const traffic = traffics.get(page);
  if (traffic === undefined) throw new Error('Nobody follows what this page asks for: watch it.');
  const end = Date.now() + PATIENCE_MS;
  const isQuiet = () => traffic.open.size === 0 && Date.now() - traffic.changedAt >= QUIET_MS;
  while (!isQuiet() || (await page.locator(UNSETTLED).count()) > 0) {
    if (Date.now() > end)
      throw new Error(`The page does not settle. Open: ${[...traffic.open].map(each => each.url())}`);
    await setTimeout(50);
  }
}
