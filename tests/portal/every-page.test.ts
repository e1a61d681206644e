import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAccessible, goTo, openPortal, type Person, type PortalWorld, settled } from './harness.ts';

// Every page of the router's table, with something to show: it has a heading, says nothing went wrong, fits a phone, and axe finds nothing.

const ROUTER = readFileSync(join(import.meta.dirname, '../../packages/portal/src/app/router.tsx'), 'utf8');
const PATHS = [...ROUTER.matchAll(/^ {2}'(\/[^']*)': \(\) =>/gm)].map(([, path = '']) => path);

const BUILT_IN = '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';
const MODEL = 'azureml://registries/azureml/models/phi-4';

/** What each page that is about one thing is about. */
type Things = Readonly<Record<string, Readonly<Record<string, string>>>>;

let world: PortalWorld;
let things: Things;
const pages = new Map<string, Page>();
beforeAll(async () => {
  world = await openPortal();
  things = await somethingToShow(world);
});
afterAll(() => world.close());

/** An assignment that does not suit what runs, a refusal, an exemption, an initiative and a remediation. */
async function somethingToShow({ as, production }: PortalWorld): Promise<Things> {
  const policy = `${production}/providers/Microsoft.Authorization`;
  const assignment = `${policy}/policyAssignments/every-page`;
  const initiative = `${policy}/policySetDefinitions/every-page`;
  const workspace = `${production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat`;
  const endpoint = `${workspace}/onlineEndpoints/support-chat`;
  const exemption = `${endpoint}/deployments/green/providers/Microsoft.Authorization/policyExemptions/every-page`;
  const remediation = `${production}/providers/Microsoft.PolicyInsights/remediations/every-page`;
  const written = async (id: string, properties: object, apiVersion: string) => {
    const { status, body } = await as.owner('PUT', id, { apiVersion, body: { properties } });
    if (status >= 300) throw new Error(`${id}: ${status} ${JSON.stringify(body)}`);
  };
  await written(
    assignment,
    {
      displayName: 'Only models of azureml',
      policyDefinitionId: BUILT_IN,
      parameters: { allowedRegistryName: { value: 'azureml' }, effect: { value: 'Deny' } },
    },
    '2025-03-01',
  );
  await written(
    initiative,
    {
      displayName: 'Every page',
      policyDefinitions: [
        {
          policyDefinitionId: BUILT_IN,
          policyDefinitionReferenceId: 'registry',
          parameters: { effect: { value: 'Deny' } },
        },
      ],
    },
    '2025-03-01',
  );
  await written(
    exemption,
    {
      policyAssignmentId: assignment,
      exemptionCategory: 'Waiver',
      displayName: 'A trial',
      description: 'Agreed',
    },
    '2022-07-01-preview',
  );
  const refused = await as.mlEngineer('PUT', `${endpoint}/deployments/refused`, {
    apiVersion: '2025-09-01',
    body: {
      location: 'westeurope',
      sku: { name: 'Default', capacity: 1 },
      properties: {
        model: 'azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5',
        instanceType: 'Standard_NC24ads_A100_v4',
      },
    },
  });
  expect(refused.status).toBe(403);
  const decision = String(refused.headers['x-sluice-decision-id']);
  await as.owner('PUT', remediation, {
    apiVersion: '2021-10-01',
    body: { properties: { policyAssignmentId: assignment } },
  });
  const deployment = `${endpoint}/deployments/blue`;
  return {
    '/search': { q: 'registry' },
    '/scope': { id: production },
    '/models/details': { id: MODEL },
    '/deploy': { workspace, model: `${MODEL}/versions/8` },
    '/deployments/details': { id: deployment },
    '/endpoints/details': { id: endpoint },
    '/policy/compliance/assignment': { id: assignment },
    '/policy/compliance/resource': { id: `${endpoint}/deployments/green`, assignment },
    '/policy/assignments/details': { id: assignment },
    '/policy/definitions/details': { id: BUILT_IN },
    '/policy/definitions/edit': { from: BUILT_IN },
    '/policy/initiatives/details': { id: initiative },
    '/policy/initiatives/edit': { id: initiative },
    '/policy/exemptions/details': { id: exemption },
    '/policy/exemptions/edit': { id: exemption },
    '/policy/remediation/details': { id: remediation },
    '/audit/decision': { id: decision },
  };
}

/** One signed-in page for each person and look. */
async function pageOf(person: Person, theme: 'light' | 'dark', width: number): Promise<Page> {
  const key = `${person} ${theme} ${width}`;
  const page = pages.get(key) ?? (await world.signIn(person, '/', { theme, width }));
  pages.set(key, page);
  return page;
}

const addressOf = (path: string) => {
  const query = new URLSearchParams(things[path] ?? {}).toString();
  return query === '' ? path : `${path}?${query}`;
};

test('the table of pages was read', () => {
  expect(PATHS.length).toBeGreaterThan(30);
  for (const path of Object.keys(things)) expect(PATHS).toContain(path);
});

describe.each(PATHS)('%s', path => {
  test('is accessible, light and wide', async () => {
    const page = await pageOf('Owner', 'light', 1440);
    await goTo(page, addressOf(path));
    await settled(page);
    expect(await page.getByRole('alert').allTextContents()).toEqual([]);
    await checkAccessible(page);
  });

  test('is accessible, dark and narrow, without scrolling sideways', async () => {
    const page = await pageOf('Owner', 'dark', 360);
    await goTo(page, addressOf(path));
    await settled(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await checkAccessible(page);
  });

  test('shows itself or says why not to the ML engineer', async () => {
    const page = await pageOf('ML engineer', 'light', 1024);
    await goTo(page, addressOf(path));
    await settled(page);
    const text = await page.getByRole('main').innerText();
    expect(text.length).toBeGreaterThan(20);
    expect(text).not.toContain('undefined');
  });
});

test('nothing went wrong on any page', () => {
  expect([...new Set(world.problems)]).toEqual([]);
});
