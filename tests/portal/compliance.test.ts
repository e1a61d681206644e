// How compliant things are, since when and why: overview, assignments, resources, in a browser on a real server.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt, chatDeployment, deploymentOf, onlyRegistry, PHI4 } from '../server/harness.ts';
import { manyStates, saidBy } from '../server/many-states.ts';
import {
  checkAccessible,
  goTo,
  openPortal,
  type Person,
  type PortalWorld,
  settled,
  type View,
} from './harness.ts';

const OVERVIEW = '/policy';
const COMPLIANCE = '/policy/compliance';
const DEFINITIONS = '/providers/Microsoft.Authorization/policyDefinitions';
const REQUIRED_TAGS = `${DEFINITIONS}/37c70e10-4f5b-4ce4-8324-beef3388e451`;
const OF_THE_CATALOG = `${DEFINITIONS}/c156eebe-4853-406c-9d4b-f38503f32ea6`;
/** As long as a display name may nearly be. */
const LONG =
  'Deployments carry the tags owner and cost-center, so that whoever runs a model can be found and its costs told'.padEnd(
    120,
    '.',
  );
/** Rows of the resource group with many: more than three pages. */
const MANY = 350;

let world: PortalWorld;
let hygiene: string;
let registries: string;
let pilot: string;

beforeAll(async () => {
  world = await openPortal();
  const { owner, mlEngineer } = world.as;
  const put = async (path: string, body: object, apiVersion?: string) => {
    const answer = await owner('PUT', path, { body, ...(apiVersion === undefined ? {} : { apiVersion }) });
    expect([answer.status, answer.body?.error]).toEqual([expect.toBeOneOf([200, 201]), undefined]);
  };
  const { production, root } = world;
  const set = `${root}/providers/Microsoft.Authorization/policySetDefinitions/hygiene`;
  await put(set, {
    properties: {
      displayName: 'Model hygiene',
      policyDefinitionGroups: [{ name: 'ownership' }, { name: 'supply-chain' }],
      policyDefinitions: [
        {
          policyDefinitionReferenceId: 'tags',
          policyDefinitionId: REQUIRED_TAGS,
          parameters: { tagNames: { value: ['owner'] }, effect: { value: 'Audit' } },
          groupNames: ['ownership'],
        },
        {
          policyDefinitionReferenceId: 'catalog',
          policyDefinitionId: OF_THE_CATALOG,
          parameters: { effect: { value: 'Audit' } },
          groupNames: ['supply-chain'],
        },
      ],
    },
  });
  hygiene = assignmentAt(production, 'hygiene');
  await put(hygiene, { properties: { displayName: 'Model hygiene', policyDefinitionId: set } });
  registries = assignmentAt(production, 'registries');
  await put(registries, onlyRegistry('azureml-meta', { displayName: 'Only Meta models' }));
  await put(assignmentAt(production, 'watched'), {
    properties: {
      displayName: LONG,
      policyDefinitionId: REQUIRED_TAGS,
      enforcementMode: 'DoNotEnforce',
      parameters: { tagNames: { value: ['cost-center'] }, effect: { value: 'Audit' } },
    },
  });
  pilot = chatDeployment(world, 'blue');
  await put(`${pilot}/providers/Microsoft.Authorization/policyExemptions/pilot`, {
    properties: { displayName: 'Pilot', policyAssignmentId: registries, exemptionCategory: 'Waiver' },
  });
  const refused = await mlEngineer('PUT', chatDeployment(world, 'refused'), { body: deploymentOf(PHI4) });
  expect(refused.status).toBe(403);
  const many = `${world.sandbox}/resourceGroups/rg-many`;
  await put(many, { location: 'westeurope' });
  await manyStates(world, many, {
    to: MANY,
    at: new Date().toISOString(),
    results: [saidBy(0, 'NonCompliant')],
  });
});
afterAll(() => world.close());

async function opened(path: string, person: Person = 'Owner', view: View = {}): Promise<Page> {
  const page = await world.signIn(person, path, view);
  await settled(page);
  return page;
}

/** The page once more, by its address alone. */
async function reloaded(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
}

const rows = (page: Page, name: string) =>
  page.getByRole('table', { name, exact: true }).locator('tbody tr:not([aria-hidden])');
const assignments = (page: Page) => rows(page, 'Assignments by compliance');
const results = (page: Page) => rows(page, 'Results of the assignment');
const parameters = (page: Page) => new URL(page.url()).searchParams;
const at = (path: string, id: string, more = '') => `${path}?id=${encodeURIComponent(id)}${more}`;

async function choose(page: Page, filter: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${filter}: .*Change filter$`) }).click();
  await page.getByRole('dialog', { name: filter }).getByRole('checkbox', { name: option }).check();
  await page.keyboard.press('Escape');
  await settled(page);
}

/** Has the server fail at what a path names, until `mend`. */
async function failing(page: Page, path: string, status = 400): Promise<{ mend(): Promise<void> }> {
  await page.route(path, route =>
    route.fulfill({
      status,
      contentType: 'application/json',
      headers: { 'x-ms-correlation-request-id': 'c0ffee' },
      body: JSON.stringify({ error: { code: 'Broken', message: 'The disk is full.' } }),
    }),
  );
  return { mend: () => page.unroute(path) };
}

async function savedBy(page: Page, act: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFileSync(await download.path(), 'utf8');
}

describe('the overview', () => {
  it('says how compliant the scope is, as a chart, a sentence and a table', async () => {
    const page = await opened(`${OVERVIEW}?scope=${encodeURIComponent(world.production)}`);
    const { body } = await world.as.owner(
      'POST',
      `${world.production}/providers/Microsoft.PolicyInsights/policyStates/latest/summarize`,
    );
    const [{ results: totals }] = body.value;
    const all = totals.resourceDetails.reduce((sum: number, each: { count: number }) => sum + each.count, 0);
    const donut = page.getByRole('figure', { name: 'Overall resource compliance' });
    const sentence = `${totals.nonCompliantResources} of ${all} judged resources are non-compliant.`;
    await donut.getByRole('img', { name: sentence }).waitFor();
    await donut.getByRole('button', { name: 'Overall resource compliance: As a table' }).click();
    expect(await donut.getByRole('row', { name: /^Non-compliant/ }).textContent()).toContain(
      String(totals.nonCompliantResources),
    );
    await donut.getByRole('button', { name: 'Overall resource compliance: As a chart' }).click();
    await donut.getByRole('img', { name: sentence }).waitFor();
  });

  it('shows 30 days, with gaps where nothing was judged', async () => {
    const page = await opened(OVERVIEW);
    const trend = page.getByRole('figure', { name: 'Compliance over the last 30 days' });
    await trend.getByRole('img', { name: /On 29 days nothing was judged\./ }).waitFor();
    await trend.getByRole('button', { name: /As a table/ }).click();
    expect(await trend.getByRole('row').count()).toBe(31);
    expect(await trend.getByRole('row').last().textContent()).toContain('Nothing was judged');
    expect(await trend.getByRole('row').nth(1).textContent()).toMatch(/\d %$/);
  });

  it('leads to the worst assignments and to why something was refused', async () => {
    const page = await opened(`${OVERVIEW}?scope=${encodeURIComponent(world.production)}`);
    const worst = page.getByRole('figure', { name: 'Assignments with most non-compliant resources' });
    const bars = await worst.getByRole('listitem').allTextContents();
    expect(bars).toHaveLength(3);
    await worst.getByText(/ has most: \d+ of \d+ resources are non-compliant\.$/).waitFor();
    await worst.getByRole('button', { name: /As a table$/ }).click();
    expect((await worst.getByRole('row').allTextContents()).slice(1)).toEqual(bars);
    await worst.getByRole('button', { name: /As a chart$/ }).click();
    const refusals = page.getByRole('region', { name: 'Newest refusals' });
    await refusals.getByText(/Refused by 'Only Meta models'/).waitFor();
    expect(await refusals.getByRole('link', { name: 'support-chat / refused' }).getAttribute('href')).toMatch(
      /\/portal\/audit\/decision\?id=[0-9a-f-]{36}/,
    );
    await worst.getByRole('link', { name: 'Model hygiene' }).click();
    await page.getByRole('heading', { level: 1, name: 'Model hygiene' }).waitFor();
  });

  it('says what would be here where nothing is judged, and where to begin', async () => {
    const group = `${world.production}/resourceGroups/rg-empty`;
    expect((await world.as.owner('PUT', group, { body: { location: 'westeurope' } })).status).toBe(201);
    const page = await opened(`${OVERVIEW}?scope=${encodeURIComponent(group)}`);
    await page.getByText('Nothing is judged here').waitFor();
    await page.getByText('Nothing was refused here').waitFor();
    expect(await page.getByRole('link', { name: 'Assign policy' }).getAttribute('href')).toContain(
      '/portal/policy/assign',
    );
  });

  it('has the server’s reason for what it cannot show, and tries again', async () => {
    const page = await opened('/manage/about');
    const broken = await failing(page, '**/complianceTrend?**');
    await page.getByRole('link', { name: 'Overview' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The trend could not be read').waitFor();
    for (const text of ['The disk is full.', 'c0ffee']) expect(await alert.textContent()).toContain(text);
    await broken.mend();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('figure', { name: 'Compliance over the last 30 days' }).waitFor();
  });
});

describe('the list of compliance', () => {
  const here = () => `${COMPLIANCE}?scope=${encodeURIComponent(world.production)}`;

  it('has every assignment, worst first, with how many of how many', async () => {
    const page = await opened(here());
    expect(await assignments(page).count()).toBe(3);
    const numbers = (await assignments(page).allTextContents()).map(text =>
      Number(/(\d+) of \d+/.exec(text)?.[1]),
    );
    expect(numbers).toEqual(numbers.toSorted((one, other) => other - one));
    const { body } = await world.as.owner(
      'POST',
      `${registries}/providers/Microsoft.PolicyInsights/policyStates/latest/summarize`,
    );
    const { nonCompliantResources, resourceDetails } = body.value[0].results;
    const all = resourceDetails.reduce((sum: number, each: { count: number }) => sum + each.count, 0);
    expect(await assignments(page).filter({ hasText: 'Only Meta models' }).textContent()).toContain(
      `${nonCompliantResources} of ${all}`,
    );
    expect(await assignments(page).filter({ hasText: LONG }).getByText('Not enforced').count()).toBe(1);
  });

  it('says how the percentage is computed, with the numbers of here', async () => {
    const page = await opened(here());
    await page
      .getByRole('button', { name: /information/i })
      .first()
      .click();
    await page.getByText(/Here: \d+ ÷ \d+\./).waitFor();
  });

  it('is narrowed and ordered by its address, which a reload keeps', async () => {
    const page = await opened(here());
    await choose(page, 'Type', 'Initiative');
    expect(await assignments(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('searchbox', { name: /Search assignments/ }).fill('META only');
    await page.waitForURL(/q=META/);
    expect(await assignments(page).count()).toBe(1);
    await reloaded(page);
    expect(await assignments(page).allTextContents()).toEqual([expect.stringContaining('Only Meta models')]);
    await page.getByRole('searchbox', { name: /Search assignments/ }).fill('nothing of the kind');
    await page.getByText('Nothing matches the filters').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
    await settled(page);
    await page.getByRole('button', { name: 'Name' }).click();
    await page.waitForURL(/sort=name/);
    expect(await page.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    expect((await assignments(page).allTextContents())[0]).toContain('Deployments carry the tags');
  });

  it('counts by the type of resources that is chosen', async () => {
    const page = await opened(here());
    await choose(
      page,
      'Resource type',
      'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments',
    );
    const { body } = await world.as.owner(
      'POST',
      `${world.production}/providers/Microsoft.PolicyInsights/policyStates/latest/summarize?$filter=${encodeURIComponent(
        "resourceType eq 'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments'",
      )}`,
    );
    const judged = body.value[0].policyAssignments.length;
    expect(judged).toBeGreaterThan(0);
    expect(await assignments(page).count()).toBe(judged);
  });

  it('is shown as of a time, and says so', async () => {
    const page = await opened(here());
    await page.getByRole('button', { name: 'As of now' }).click();
    const picker = page.getByRole('dialog', { name: 'As of' });
    await picker.getByRole('button', { name: 'Show that time' }).click();
    await picker.getByText('Choose a day and a time.').waitFor();
    await picker.getByLabel(/Show what held at/).fill('2020-02-01T12:00');
    await picker.getByRole('button', { name: 'Show that time' }).click();
    await page.getByText('Nothing was judged at that time').waitFor();
    expect(parameters(page).get('at')).toMatch(/^2020-02-01T/);
    await page.getByText(/You see what held on/).waitFor();
    await page.reload();
    await page.getByText('Nothing was judged at that time').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).first().click();
    await settled(page);
    expect(await assignments(page).count()).toBe(3);
    expect(parameters(page).get('at')).toBeNull();
  });

  it('says of a time that is none that it shows now', async () => {
    const page = await opened(`${here()}&at=garbage`);
    await page.getByText('“garbage” is no time that can be read: you see what holds now.').waitFor();
    await settled(page);
    await checkAccessible(page);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByText(/is no time that can be read/).waitFor({ state: 'detached' });
    expect(parameters(page).get('at')).toBeNull();
  });

  it('says of what it cannot name any more that it is gone', async () => {
    const id = assignmentAt(world.production, 'short-lived');
    const body = onlyRegistry('azureml', { displayName: 'Was here for a moment' });
    expect((await world.as.owner('PUT', id, { body })).status).toBe(201);
    const at = new Date().toISOString();
    expect((await world.as.owner('DELETE', id)).status).toBe(200);
    const page = await opened(`${here()}&at=${encodeURIComponent(at)}`);
    const row = assignments(page).filter({ hasText: 'short-lived' });
    await row.getByText('Deleted since').waitFor();
    expect(await assignments(page).filter({ hasText: 'Deleted since' }).count()).toBe(1);
  });

  it('has heads that can be read, and a bar on top that cuts no name', async () => {
    const page = await opened(COMPLIANCE);
    await settled(page);
    const cut = `[...document.querySelectorAll('th, th span, header span')].filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth).length`;
    expect(await page.evaluate(cut)).toBe(0);
  });

  it('is exported as it is narrowed, or with every state behind it', async () => {
    const page = await opened(`${here()}&kind=initiative`);
    const list = await savedBy(page, async () => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'Assignments (CSV)' }).click();
    });
    const [header, ...lines] = list.trim().split('\r\n');
    expect(header).toMatch(/^assignmentId,displayName,scope,/);
    expect(lines).toEqual([expect.stringContaining('Model hygiene')]);
    const states = await savedBy(page, async () => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'Policy states (CSV)' }).click();
    });
    expect(states).toMatch(/^timestamp,complianceState,resourceId,/);
    expect(states.split('\r\n').length).toBeGreaterThan(20);
  });

  it('says what is missing where there is no assignment', async () => {
    const page = await opened(
      `${COMPLIANCE}?scope=${encodeURIComponent(`${world.sandbox}/resourceGroups/rg-experiments`)}`,
    );
    await page.getByText('No policy is assigned here').waitFor();
  });

  it('says who may not see it, with the server’s reason', async () => {
    const page = await opened('/manage/about');
    await failing(page, '**/policyStates/latest/summarize?**', 403);
    await page.getByRole('link', { name: 'Compliance' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('Compliance could not be read').waitFor();
    for (const text of ['You may not see this', 'Ask an owner of', 'The disk is full.', 'c0ffee'])
      expect(await alert.textContent()).toContain(text);
    expect(await alert.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  it.each(['ML engineer', 'Policy contributor'] as const)('is there for the %s as well', async person => {
    const page = await opened(here(), person);
    expect(await assignments(page).count()).toBe(3);
  });
});

describe('the results of an assignment', () => {
  it('show what is not compliant first, and why', async () => {
    const page = await opened(at(`${COMPLIANCE}/assignment`, registries));
    await page.getByRole('heading', { level: 1, name: 'Only Meta models' }).waitFor();
    const texts = await results(page).allTextContents();
    expect(texts[0]).toMatch(/Non-compliant.*The model comes from the registry \S+, not from azureml-meta\./);
    expect(texts.at(-1)).not.toContain('Non-compliant');
    expect(texts.filter(text => text.includes('Exempt'))).toHaveLength(1);
    await page.getByRole('status').getByText(`${texts.length} rows`).waitFor();
  });

  it('are narrowed and ordered by the server, under an address that a reload keeps', async () => {
    const page = await opened(at(`${COMPLIANCE}/assignment`, registries));
    await choose(page, 'State', 'Exempt');
    expect(await results(page).allTextContents()).toEqual([expect.stringContaining('support-chat / blue')]);
    await reloaded(page);
    expect(await results(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('searchbox', { name: 'Search resources by id' }).fill('BLUE rg-chat');
    await page.waitForURL(/q=BLUE/);
    await settled(page);
    for (const text of await results(page).allTextContents()) expect(text).toContain('blue');
    await page.getByRole('button', { name: 'Resource', exact: true }).click();
    await page.waitForURL(/sort=resource/);
    await settled(page);
    const names = await results(page).getByRole('link').allTextContents();
    expect(names).toEqual(names.toSorted());
  });

  it('of an initiative are told policy by policy', async () => {
    const page = await opened(at(`${COMPLIANCE}/assignment`, hygiene));
    await page.getByRole('tab', { name: 'Policies' }).click();
    const policies = rows(page, 'Policies of the initiative');
    expect(await policies.count()).toBe(2);
    const tags = policies.filter({ hasText: 'Model deployments must carry required tags' });
    expect(await tags.textContent()).toContain('ownership');
    await tags.getByRole('button', { name: 'Show resources' }).click();
    await settled(page);
    expect(parameters(page).get('policy')).toBe('tags');
    for (const text of await results(page).allTextContents()) expect(text).toContain('required tags');
  });

  it('come page by page, however many there are', async () => {
    const many = saidBy(0, 'NonCompliant').assignmentId;
    const page = await opened(
      `${at(`${COMPLIANCE}/assignment`, many)}&scope=${encodeURIComponent(world.sandbox)}`,
    );
    await page.getByRole('status').getByText(`1–100 of ${MANY}`).waitFor();
    expect(await results(page).count()).toBeLessThan(60);
    await expect
      .poll(
        async () => {
          await page.evaluate(
            'document.querySelector(\'table[aria-label="Results of the assignment"]\').parentElement.scrollTo(0, 1e9)',
          );
          return page
            .getByRole('status')
            .getByText(/rows|of/)
            .first()
            .textContent();
        },
        { timeout: 20_000, interval: 300 },
      )
      .toBe(`${MANY} rows`);
    await page.getByRole('link', { name: `ws-${String(MANY - 1).padStart(5, '0')}` }).waitFor();
    expect(await results(page).count()).toBeLessThan(60);
    const csv = await savedBy(page, async () => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'Policy states (CSV)' }).click();
    });
    expect(new Set(csv.match(/workspaces\/ws-\d{5}/g)).size).toBe(MANY);
  });

  it('say so when there are none, and without an id', async () => {
    const page = await opened(at(`${COMPLIANCE}/assignment`, assignmentAt(world.production, 'nobody')));
    await page.getByText('This assignment has judged nothing here').waitFor();
    await goTo(page, `${COMPLIANCE}/assignment`);
    await page.getByText('The address names no assignment').waitFor();
  });

  it('have the server’s reason for what cannot be read', async () => {
    const page = await opened(COMPLIANCE);
    const broken = await failing(page, '**/policyStates/latest/queryResults?**');
    await page.getByRole('link', { name: 'Only Meta models' }).click();
    await page.getByRole('alert').getByText('The results could not be read').waitFor();
    await broken.mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await settled(page);
    expect(await results(page).count()).toBeGreaterThan(3);
  });

  it('are there without their numbers, with the reason, when these cannot be read', async () => {
    const page = await opened('/manage/about');
    const broken = await failing(page, '**/policyStates/latest/summarize?**');
    await goTo(page, at(`${COMPLIANCE}/assignment`, registries));
    const alert = page.getByRole('alert');
    await alert.getByText('The numbers could not be read').waitFor();
    expect(await results(page).count()).toBeGreaterThan(3);
    await broken.mend();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    await page.getByText('Non-compliant resources', { exact: true }).waitFor();
  });
});

describe('the results of a resource', () => {
  it('say why, with the conditions that were evaluated', async () => {
    const resource = chatDeployment(world, 'green').replace(
      'support-chat/deployments/green',
      'code-assistant/deployments/blue',
    );
    const page = await opened(at(`${COMPLIANCE}/resource`, resource));
    await page.getByRole('heading', { level: 1, name: 'code-assistant / blue' }).waitFor();
    const conditions = page.getByRole('list', { name: /^Conditions of Only Meta models/ });
    expect(await conditions.textContent()).toContain('azureml://registries/huggingface/');
    await page.getByText(/of \d+ results are non-compliant\./).waitFor();
    const rule = page.getByRole('link', { name: /Model Registry Deployments are restricted/ });
    expect(await rule.getAttribute('href')).toContain('/portal/policy/definitions/details?');
    expect(await page.getByRole('link', { name: 'Create exemption' }).first().getAttribute('href')).toContain(
      '/portal/policy/exemptions/edit?',
    );
  });

  it('of one assignment can be widened to all of them', async () => {
    const page = await opened(
      at(`${COMPLIANCE}/resource`, pilot, `&assignment=${encodeURIComponent(registries)}`),
    );
    await page.getByText('Results of Only Meta models only.').waitFor();
    await page.getByRole('link', { name: 'Pilot' }).waitFor();
    await page.reload();
    await page.getByText('Results of Only Meta models only.').waitFor();
    await page.getByRole('button', { name: 'Show results of all assignments' }).click();
    await settled(page);
    await page.getByRole('button', { name: /Model hygiene.*required tags/ }).waitFor();
  });

  it('say so when there are none', async () => {
    const page = await opened(at(`${COMPLIANCE}/resource`, `${world.production}/resourceGroups/rg-chat`));
    await page.getByText('No policy judges this resource').waitFor();
    await goTo(page, `${COMPLIANCE}/resource`);
    await page.getByText('The address names no resource').waitFor();
  });

  it('of what is not there say so', async () => {
    const page = await opened(at(`${COMPLIANCE}/resource`, chatDeployment(world, 'nothing')));
    await page.getByRole('alert').getByText('The results could not be read').waitFor();
  });
});

describe('everybody can read them', () => {
  const pages = () => [
    OVERVIEW,
    COMPLIANCE,
    at(`${COMPLIANCE}/assignment`, hygiene),
    at(`${COMPLIANCE}/assignment`, hygiene, '&tab=policies'),
    at(`${COMPLIANCE}/resource`, pilot),
  ];

  it.each(['light', 'dark'] as const)('by what axe finds, %s', async theme => {
    const page = await opened(OVERVIEW, 'Owner', { theme });
    for (const path of pages()) {
      await goTo(page, path);
      await settled(page);
      await checkAccessible(page);
    }
  });

  it('on a narrow screen, without scrolling sideways', async () => {
    const page = await opened(OVERVIEW, 'Owner', { width: 360, height: 740 });
    for (const path of pages()) {
      await goTo(page, path);
      await settled(page);
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 360]);
      expect([path, await page.evaluate('document.querySelector("main").scrollWidth')]).toEqual([path, 360]);
      await checkAccessible(page);
    }
  });
});

it('nothing went wrong meanwhile: no script failed, none was refused', () =>
  expect(world.problems).toEqual([]));
