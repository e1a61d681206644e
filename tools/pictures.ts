import type { Page } from 'playwright-core';
import type { Person } from '../tests/portal/harness.ts';
import { type Query, REFUSED_MODEL, type Shown } from '../tests/portal/something-to-show.ts';
import { PHI4 } from '../tests/server/harness.ts';

/** A picture of a page of the portal. */
export type Picture = {
  readonly name: string;
  /** A path of the router's table. What the page is about comes from the world. */
  readonly path: string;
  /** More of the query. */
  query?(shown: Shown): Query;
  /** Default: the owner. */
  readonly person?: Person;
  /** What the reader does before the picture is taken. */
  act?(page: Page): Promise<void>;
};

const WIZARD = ['basics', 'parameters', 'messages', 'selectors', 'impact', 'review'];
const inChat = ({ workspace }: Shown): Query => ({ workspace });

/** Every page once, and states of it that are worth a look. */
export const PICTURES: readonly Picture[] = [
  { name: 'home', path: '/' },
  { name: 'search', path: '/search' },
  {
    name: 'search-palette',
    path: '/',
    act: async page => {
      await page.keyboard.press('/');
      await page.getByRole('dialog').getByRole('combobox').fill('registry');
      await page.getByRole('dialog').getByRole('option').first().waitFor();
    },
  },
  { name: 'scope', path: '/scope' },
  { name: 'catalog', path: '/models' },
  { name: 'catalog-workspace', path: '/models', person: 'ML engineer', query: inChat },
  {
    name: 'catalog-table',
    path: '/models',
    query: shown => ({ ...inChat(shown), view: 'table', task: 'chat-completion' }),
  },
  { name: 'model', path: '/models/details', person: 'ML engineer', query: inChat },
  { name: 'deploy', path: '/deploy', person: 'ML engineer' },
  {
    name: 'deploy-refused',
    path: '/deploy',
    person: 'ML engineer',
    query: shown => ({ ...inChat(shown), model: REFUSED_MODEL, endpoint: 'support-chat', name: 'red' }),
    act: page => page.getByText('Policy refuses this deployment.').waitFor(),
  },
  {
    name: 'deploy-allowed',
    path: '/deploy',
    person: 'ML engineer',
    query: shown => ({ ...inChat(shown), model: PHI4, endpoint: 'support-chat', name: 'red' }),
    act: page => page.getByText('Policy allows this deployment.').waitFor(),
  },
  { name: 'decision', path: '/audit/decision', person: 'ML engineer' },
  { name: 'deployments', path: '/deployments' },
  { name: 'deployment', path: '/deployments/details' },
  { name: 'endpoint', path: '/endpoints/details' },
  { name: 'overview', path: '/policy' },
  { name: 'compliance', path: '/policy/compliance' },
  { name: 'compliance-assignment', path: '/policy/compliance/assignment' },
  { name: 'compliance-resource', path: '/policy/compliance/resource' },
  { name: 'assignments', path: '/policy/assignments' },
  { name: 'assignment', path: '/policy/assignments/details' },
  ...WIZARD.map(
    (tab): Picture => ({
      name: `assign-${tab}`,
      path: '/policy/assign',
      person: 'Policy contributor',
      query: () => ({ tab: 'parameters' }),
      act: page => fillIn(page, tab),
    }),
  ),
  { name: 'definitions', path: '/policy/definitions' },
  { name: 'definition', path: '/policy/definitions/details' },
  {
    name: 'definition-edit',
    path: '/policy/definitions/edit',
    person: 'Policy contributor',
    act: async page => {
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Only approved registries');
      await page.getByRole('combobox', { name: 'Resource' }).click();
      await page
        .getByRole('option', { name: /code-assistant/ })
        .first()
        .click();
    },
  },
  { name: 'initiatives', path: '/policy/initiatives' },
  { name: 'initiative', path: '/policy/initiatives/details' },
  {
    name: 'initiative-edit',
    path: '/policy/initiatives/edit',
    act: page =>
      page
        .getByRole('button', { name: /^Edit .* in the initiative$/ })
        .first()
        .click(),
  },
  { name: 'exemptions', path: '/policy/exemptions' },
  { name: 'exemption', path: '/policy/exemptions/details' },
  { name: 'exemption-edit', path: '/policy/exemptions/edit' },
  { name: 'remediation', path: '/policy/remediation' },
  { name: 'remediation-task', path: '/policy/remediation/details' },
  { name: 'activity-log', path: '/audit/activity-log' },
  {
    name: 'activity-log-denied',
    path: '/audit/activity-log',
    query: () => ({ category: 'Policy', status: 'Failed', span: '24h' }),
    act: page => page.getByRole('button', { name: 'Policy: deny' }).first().click(),
  },
  { name: 'events', path: '/audit/events', query: () => ({ state: 'NonCompliant' }) },
  {
    name: 'events-details',
    path: '/audit/events',
    query: () => ({ action: 'deny' }),
    act: page => page.getByRole('button', { name: 'Deny: ' }).first().click(),
  },
  { name: 'access', path: '/manage/access' },
  { name: 'settings', path: '/manage/settings' },
  { name: 'about', path: '/manage/about' },
];

/** A tab of the wizard, with the parameters given. */
async function fillIn(page: Page, tab: string): Promise<void> {
  const registry = page.getByRole('combobox', { name: 'Allowed Registry Name' });
  await registry.fill('azureml-meta');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Effect', exact: true }).click();
  await page.getByRole('option', { name: 'Deny' }).click();
  await page.getByRole('tablist', { name: 'Steps' }).getByRole('tab').nth(WIZARD.indexOf(tab)).click();
}
