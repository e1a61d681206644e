import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt, chatDeployment, onlyRegistry } from '../server/harness.ts';
import { goTo, openPortal, type Person, type PortalWorld, settled } from './harness.ts';

// One page, three people: each is offered what they may do, and nothing else.

const PEOPLE = ['Owner', 'Policy contributor', 'ML engineer'] as const satisfies readonly Person[];
const BUILT_IN = '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';

let world: PortalWorld;
let assignment: string;
let exemption: string;
const pages = new Map<Person, Page>();
beforeAll(async () => {
  world = await openPortal();
  assignment = assignmentAt(world.production, 'seen-by-three');
  exemption = `${chatDeployment(world, 'green')}/providers/Microsoft.Authorization/policyExemptions/seen-by-three`;
  const written = [
    await world.as.owner('PUT', assignment, {
      body: onlyRegistry('azureml', { displayName: 'Seen by three' }),
    }),
    await world.as.owner('PUT', exemption, {
      apiVersion: '2022-07-01-preview',
      body: {
        properties: { policyAssignmentId: assignment, exemptionCategory: 'Waiver', displayName: 'A trial' },
      },
    }),
  ];
  expect(written.map(({ status }) => status)).toEqual([201, 201]);
  for (const person of PEOPLE) pages.set(person, await world.signIn(person));
});
afterAll(() => world.close());

async function seen(person: Person, path: string): Promise<Page> {
  const page = pages.get(person);
  if (page === undefined) throw new Error(`${person} is not signed in`);
  await goTo(page, path);
  await settled(page);
  return page;
}

/** The names of a page's commands, those without words by what they are called. */
async function commands(page: Page): Promise<readonly string[]> {
  const toolbar = page.getByRole('toolbar', { name: 'Commands' });
  if ((await toolbar.count()) === 0) return [];
  const all = await toolbar.locator('button, a').all();
  return Promise.all(
    all.map(async each => (await each.getAttribute('aria-label')) ?? (await each.textContent()) ?? ''),
  );
}

async function menuOf(page: Page, name: string): Promise<readonly string[]> {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menu').waitFor();
  const items = await page.getByRole('menuitem').allTextContents();
  await page.keyboard.press('Escape');
  return items;
}

/** What Owner, Policy contributor and ML engineer are offered, in this order. */
type Offered = readonly [readonly string[], readonly string[], readonly string[]];

const PAGES: readonly (readonly [string, () => string, Offered])[] = [
  [
    'the assignments',
    () => `/policy/assignments?scope=${world.production}`,
    [['Assign policy', 'Export CSV'], ['Assign policy', 'Export CSV'], ['Export CSV']],
  ],
  [
    'an assignment',
    () => `/policy/assignments/details?id=${assignment}`,
    [
      ['Edit assignment', 'Duplicate assignment', 'Create exemption', 'Delete assignment', 'More actions'],
      ['Edit assignment', 'Duplicate assignment', 'Create exemption', 'Delete assignment', 'More actions'],
      ['Request exemption', 'More actions'],
    ],
  ],
  [
    'the exemptions',
    () => `/policy/exemptions?scope=${world.production}`,
    [
      ['Create exemption', 'Export CSV'],
      ['Create exemption', 'Export CSV'],
      ['Request exemption', 'Export CSV'],
    ],
  ],
  [
    'an exemption',
    () => `/policy/exemptions/details?id=${exemption}`,
    [['Edit exemption', 'Delete exemption'], ['Edit exemption', 'Delete exemption'], []],
  ],
  [
    'the deployments',
    () => `/deployments?scope=${world.production}`,
    [['Deploy a model'], [], ['Deploy a model']],
  ],
  [
    'a deployment',
    () => `/deployments/details?id=${chatDeployment(world, 'green')}`,
    [['Deploy a model', 'Delete deployment'], [], ['Deploy a model', 'Delete deployment']],
  ],
  [
    'an endpoint',
    () => `/endpoints/details?id=${chatDeployment(world, 'green').replace(/\/deployments\/.*/, '')}`,
    [['Deploy a model', 'Delete endpoint'], [], ['Deploy a model', 'Delete endpoint']],
  ],
  [
    'a model',
    () => `/models/details?id=${encodeURIComponent('azureml://registries/azureml/models/Phi-4')}`,
    [['Deploy'], [], ['Deploy']],
  ],
  [
    'a definition',
    () => `/policy/definitions/details?id=${BUILT_IN}`,
    [
      ['Assign policy', 'Duplicate', 'Export JSON'],
      ['Assign policy', 'Duplicate', 'Export JSON'],
      ['Export JSON'],
    ],
  ],
];

describe.each(PAGES)('%s', (_, path, offered) =>
  it.each(PEOPLE.map((person, index) => ({ person, theirs: offered[index] })))(
    'offers $person: $theirs',
    async ({ person, theirs }) => expect(await commands(await seen(person, path()))).toEqual(theirs),
  ),
);

describe('the menu of a row', () => {
  it.each<[Person, readonly string[]]>([
    ['Owner', ['View', 'Edit assignment', 'Duplicate assignment', 'Create exemption', 'Delete assignment']],
    [
      'Policy contributor',
      ['View', 'Edit assignment', 'Duplicate assignment', 'Create exemption', 'Delete assignment'],
    ],
    ['ML engineer', ['View', 'Request exemption']],
  ])('of assignments offers %s: %j', async (person, items) => {
    const page = await seen(person, `/policy/assignments?scope=${world.production}`);
    expect(await menuOf(page, 'Seen by three')).toEqual(items);
  });

  it.each<[Person, readonly string[]]>([
    ['Owner', ['View', 'Edit exemption', 'View assignment', 'Delete exemption']],
    ['Policy contributor', ['View', 'Edit exemption', 'View assignment', 'Delete exemption']],
    ['ML engineer', ['View', 'View assignment']],
  ])('of exemptions offers %s: %j', async (person, items) => {
    const page = await seen(person, `/policy/exemptions?scope=${world.production}`);
    expect(await menuOf(page, 'A trial')).toEqual(items);
  });
});

it('nothing went wrong meanwhile', () => expect(world.problems).toEqual([]));
