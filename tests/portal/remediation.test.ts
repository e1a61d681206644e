// What exists is set right by a policy: found, asked for, followed and ended, in a browser on a real server.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt } from '../server/harness.ts';
import {
  checkAccessible,
  goTo,
  openPortal,
  type Person,
  type PortalWorld,
  settled,
  type View,
} from './harness.ts';

const REMEDIATION = '/policy/remediation';
const CONTRIBUTOR = '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c';
const ENDPOINT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints';

let world: PortalWorld;
let assignment: string;

beforeAll(async () => {
  world = await openPortal();
  const { production } = world;
  const definition = `${production}/providers/Microsoft.Authorization/policyDefinitions/team`;
  await put(definition, {
    properties: {
      displayName: 'Endpoints carry the tag team',
      mode: 'Indexed',
      policyRule: {
        if: {
          allOf: [
            { field: 'type', equals: ENDPOINT },
            { field: 'tags.team', notEquals: 'ml' },
          ],
        },
        then: {
          effect: 'modify',
          details: {
            roleDefinitionIds: [CONTRIBUTOR],
            operations: [{ operation: 'addOrReplace', field: 'tags.team', value: 'ml' }],
          },
        },
      },
    },
  });
  assignment = assignmentAt(production, 'team');
  const { identity } = await put(assignment, {
    identity: { type: 'SystemAssigned' },
    location: 'westeurope',
    properties: { displayName: 'Team tags', policyDefinitionId: definition },
  });
  // It may change what is in one of the two groups: the endpoints of the other one fail.
  await put(
    `${production}/resourceGroups/rg-chat/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`,
    { properties: { roleDefinitionId: CONTRIBUTOR, principalId: identity.principalId } },
  );
});
afterAll(() => world.close());

async function put(path: string, body: object) {
  const answer = await world.as.owner('PUT', path, { body });
  expect([answer.status, answer.body?.error]).toEqual([expect.toBeOneOf([200, 201]), undefined]);
  return answer.body;
}

async function opened(path: string, person: Person = 'Owner', view: View = {}): Promise<Page> {
  const page = await world.signIn(person, path, view);
  await settled(page);
  return page;
}

const rows = (page: Page, name: string) =>
  page.getByRole('table', { name, exact: true }).locator('tbody tr:not([aria-hidden])');
const policies = (page: Page) => rows(page, 'Policies to remediate');
const tasks = (page: Page) => rows(page, 'Remediation tasks');
const deployments = (page: Page) => rows(page, 'Deployments of the task');
const panel = (page: Page) => page.getByRole('complementary', { name: 'Remediate: Team tags' });
const scoped = (path: string, scope: string) =>
  `${path}${path.includes('?') ? '&' : '?'}scope=${encodeURIComponent(scope)}`;
const inGroup = (name: string) => `${world.production}/resourceGroups/${name}`;
const task = (scope: string, name: string) =>
  `${scope}/providers/Microsoft.PolicyInsights/remediations/${name}`;
const detailsOf = (id: string) => `${REMEDIATION}/details?id=${encodeURIComponent(id)}`;

/** A task that has come to its end. */
async function ended(scope: string, name: string, more: object = {}): Promise<string> {
  const id = task(scope, name);
  await put(id, { properties: { policyAssignmentId: assignment, ...more } });
  await expect
    .poll(async () => (await world.as.owner('GET', id)).body.properties.provisioningState, {
      timeout: 20_000,
    })
    .toBeOneOf(['Succeeded', 'Failed']);
  return id;
}

describe('remediation', () => {
  it('begins with the policies that found something', async () => {
    const page = await opened(scoped(REMEDIATION, inGroup('rg-chat')));
    expect(await policies(page).count()).toBe(1);
    const text = await policies(page).first().textContent();
    for (const part of ['Endpoints carry the tag team', 'Team tags', 'Modify', '2 of 2'])
      expect(text).toContain(part);
    await page.getByRole('searchbox', { name: /Search policies/ }).fill('nothing of the kind');
    await page.getByText('Nothing matches the filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await settled(page);
    expect(await policies(page).count()).toBe(1);
  });

  it('is asked for with what is wrong at its field, and followed to its end', async () => {
    const page = await opened(scoped(REMEDIATION, inGroup('rg-chat')));
    await page.getByRole('button', { name: 'Remediate Endpoints carry the tag team of Team tags' }).click();
    await panel(page).getByLabel('Task name').fill('a/b');
    await panel(page).getByLabel('At the same time').fill('99');
    await panel(page).getByLabel('Failure threshold in percent').fill('half');
    await panel(page).getByLabel('Resources', { exact: true }).fill('blue');
    await panel(page).getByRole('button', { name: 'Create remediation task' }).click();
    for (const problem of [
      'Give the task a name',
      'A whole number from 1 to 30.',
      'A number from 0 to 100.',
      'This is no resource id: blue',
    ])
      await panel(page).getByText(problem).waitFor();
    expect(await page.evaluate('document.activeElement.value')).toBe('a/b');

    await panel(page).getByLabel('Task name').fill('chat-team');
    await panel(page).getByLabel('At the same time').fill('2');
    await panel(page).getByLabel('Failure threshold in percent').fill('10');
    await panel(page).getByLabel('Resources', { exact: true }).fill('');
    await panel(page).getByRole('combobox', { name: 'Locations' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'westeurope' }).click();
    await page.keyboard.press('Escape');
    await panel(page).getByRole('button', { name: 'Create remediation task' }).click();
    await page.getByRole('heading', { level: 1, name: 'chat-team' }).waitFor();
    await page.getByText('Succeeded').first().waitFor();
    await settled(page);
    await expect.poll(() => deployments(page).count()).toBe(2);
    for (const text of await deployments(page).allTextContents()) expect(text).toContain('Succeeded');
    const { properties } = (await world.as.owner('GET', task(inGroup('rg-chat'), 'chat-team'))).body;
    expect(properties).toMatchObject({
      filters: { locations: ['westeurope'] },
      parallelDeployments: 2,
      failureThreshold: { percentage: 0.1 },
      deploymentStatus: { totalDeployments: 2, successfulDeployments: 2 },
    });
    await goTo(page, scoped(REMEDIATION, inGroup('rg-chat')));
    await page.getByText('Nothing needs remediation').waitFor();
  });

  it('says what the server says no to', async () => {
    const page = await opened(scoped(REMEDIATION, world.production));
    await page.getByRole('button', { name: /^Remediate Endpoints/ }).click();
    await page.route('**/Microsoft.PolicyInsights/remediations/**', route =>
      route.request().method() === 'PUT'
        ? route.fulfill({
            status: 400,
            contentType: 'application/json',
            headers: { 'x-ms-correlation-request-id': 'c0ffee' },
            body: JSON.stringify({
              error: { code: 'Broken', message: 'Not so many.', target: '/properties/resourceCount' },
            }),
          })
        : route.continue(),
    );
    await panel(page).getByRole('button', { name: 'Create remediation task' }).click();
    const alert = panel(page).getByRole('alert').filter({ hasText: 'The task was not created' });
    await alert.waitFor();
    expect(await alert.textContent()).toContain('c0ffee');
    expect(await panel(page).getByLabel('Most resources').getAttribute('aria-invalid')).toBe('true');
  });

  it('is for those who may, and says so to others', async () => {
    const page = await opened(scoped(REMEDIATION, world.production), 'ML engineer');
    await page.getByRole('button', { name: /^Remediate Endpoints/ }).click();
    await panel(page).getByRole('button', { name: 'Create remediation task' }).click();
    await panel(page).getByText('You may not do this').waitFor();
    expect(await panel(page).getByRole('alert').last().textContent()).toMatch(
      /Ask an owner of \S+ for a role that allows Microsoft\.PolicyInsights\/remediations\/write\./i,
    );
  });

  it('opens for an assignment under its address, and closes by Esc', async () => {
    const path = `${scoped(REMEDIATION, world.production)}&create=${encodeURIComponent(assignment)}`;
    const page = await opened(path);
    await panel(page).getByLabel('Task name').waitFor();
    await page.reload();
    await panel(page).getByLabel('Task name').waitFor();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('create')).toBeNull();
    const nothing = assignmentAt(world.production, 'nobody');
    await goTo(page, `${REMEDIATION}?create=${encodeURIComponent(nothing)}`);
    await page.getByText('This assignment has nothing to remediate here').waitFor();
  });
});

describe('the tasks', () => {
  it('are those at the scope and below, by their state', async () => {
    await ended(inGroup('rg-documents'), 'failing');
    await ended(inGroup('rg-chat'), 'nothing-to-do');
    const page = await opened(scoped(`${REMEDIATION}?tab=tasks`, world.root));
    const names = await tasks(page)
      .getByRole('link', { name: /failing|nothing-to-do/ })
      .allTextContents();
    expect(names.toSorted()).toEqual(['failing', 'nothing-to-do']);
    await page.getByRole('button', { name: /^State: .*Change filter$/ }).click();
    await page.getByRole('dialog', { name: 'State' }).getByRole('checkbox', { name: 'Failed' }).check();
    await page.keyboard.press('Escape');
    await page.waitForURL(/state=Failed/);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settled(page);
    expect(await tasks(page).allTextContents()).toEqual([
      expect.stringContaining('0 of 2 succeeded, 2 failed'),
    ]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain(',Failed,2,0,2,');
    await goTo(page, scoped(`${REMEDIATION}?tab=tasks`, `${world.sandbox}/resourceGroups/rg-experiments`));
    await page.getByText('No remediation task yet').waitFor();
    await page.getByRole('button', { name: 'Show policies to remediate' }).click();
    await page.getByText('Nothing needs remediation').waitFor();
  });

  it('say of each resource what became of it', async () => {
    const id = await ended(inGroup('rg-documents'), 'failing');
    const page = await opened(detailsOf(id));
    expect(await deployments(page).count()).toBe(2);
    for (const text of await deployments(page).allTextContents()) {
      expect(text).toContain('Failed');
      expect(text).toContain('AuthorizationFailed');
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8').match(/AuthorizationFailed/g)?.length).toBe(2);
    expect(
      await page.getByRole('link', { name: 'Entries of the activity log' }).getAttribute('href'),
    ).toContain('correlation=');
  });

  it('run again, and are deleted after a question', async () => {
    const id = await ended(inGroup('rg-documents'), 'once-more');
    const before = (await world.as.owner('GET', id)).body.properties.correlationId;
    const page = await opened(detailsOf(id));
    await page.getByRole('button', { name: 'Run again' }).click();
    await expect
      .poll(async () => (await world.as.owner('GET', id)).body.properties, { timeout: 20_000 })
      .toMatchObject({ correlationId: expect.not.stringMatching(before), provisioningState: 'Failed' });
    await page.getByRole('button', { name: 'Run again' }).waitFor();
    await page.getByRole('button', { name: 'Delete task' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete task once-more?' });
    await dialog.getByText('What it has changed stays changed.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete task' }).click();
    await dialog.getByRole('button', { name: 'Delete task' }).click();
    await page.waitForURL(/remediation\?.*tab=tasks/);
    await settled(page);
    expect((await world.as.owner('GET', id)).status).toBe(404);
    expect(await page.getByRole('main').getByRole('link', { name: 'once-more' }).count()).toBe(0);
  });

  it('are cancelled while they run', async () => {
    const id = task(world.production, 'running');
    const running = {
      id,
      name: 'running',
      properties: {
        policyAssignmentId: assignment,
        provisioningState: 'Running',
        correlationId: 'run',
        deploymentStatus: { totalDeployments: 4, successfulDeployments: 1, failedDeployments: 0 },
      },
    };
    const page = await opened('/manage/about');
    // One that never ends by itself: those of the demo are over before anybody could cancel them.
    let state = 'Running';
    await page.route('**/remediations/running**', route => {
      const isCancel = route.request().url().includes('/cancel');
      if (isCancel) state = 'Canceled';
      const isList = route.request().url().includes('/listDeployments');
      const properties = { ...running.properties, provisioningState: state };
      return route.fulfill({ json: isList ? { value: [] } : { ...running, properties } });
    });
    await page.evaluate(`history.pushState(null, '', '/portal${detailsOf(id)}')`);
    await page.evaluate("dispatchEvent(new PopStateEvent('popstate'))");
    await page.getByText('25 % done').waitFor();
    expect(await page.getByRole('progressbar', { name: 'Deployments' }).getAttribute('aria-valuenow')).toBe(
      '0.25',
    );
    await page.getByRole('button', { name: 'Cancel task' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Cancel task running?' });
    await dialog.getByRole('button', { name: 'Cancel task' }).click();
    await page.getByText('Canceled').first().waitFor();
    await page.getByRole('button', { name: 'Run again' }).waitFor();
  });

  it('that are not there say so', async () => {
    const page = await opened(detailsOf(task(world.production, 'nobody')));
    const alert = page.getByRole('alert');
    await alert.getByText('The task could not be read').waitFor();
    expect(await alert.textContent()).toContain('This is not here');
    await goTo(page, `${REMEDIATION}/details`);
    await page.getByText('The address names no task').waitFor();
  });
});

describe('everybody can read them', () => {
  const paths = async () => [
    scoped(REMEDIATION, world.production),
    `${scoped(REMEDIATION, world.production)}&create=${encodeURIComponent(assignment)}`,
    `${REMEDIATION}?tab=tasks`,
    detailsOf(await ended(inGroup('rg-documents'), 'failing')),
  ];

  it.each<[string, View]>([
    ['light', {}],
    ['dark', { theme: 'dark' }],
    ['narrow', { width: 360, height: 740 }],
  ])('by what axe finds, %s', async (_, view) => {
    const page = await opened(REMEDIATION, 'Owner', view);
    for (const path of await paths()) {
      await goTo(page, path);
      await settled(page);
      await checkAccessible(page);
      const widest = await page.evaluate('document.querySelector("main").scrollWidth - innerWidth');
      expect([path, Number(widest) <= 0]).toEqual([path, true]);
    }
  });
});

it('nothing went wrong meanwhile: no script failed, none was refused', () =>
  expect(world.problems).toEqual([]));
