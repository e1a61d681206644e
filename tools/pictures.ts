import type { Page } from 'playwright-core';
import type { Person, PortalWorld } from '../tests/portal/harness.ts';
import { assignmentAt, chatDeployment, deploymentOf, onlyRegistry, PHI4 } from '../tests/server/harness.ts';

/** A picture of a page of the portal. */
export type Picture = {
  readonly name: string;
  /** Below `/portal`. */
  readonly path: string;
  /** Default: the owner. */
  readonly person?: Person;
  /** Brings the world about that is to be seen; may be called again. Gives what is added to the path. */
  before?(world: PortalWorld): Promise<string>;
  /** What the reader does before the picture is taken. */
  act?(page: Page): Promise<void>;
};

/** Every page once, and states of it that are worth a look. */
export const PICTURES: readonly Picture[] = [
  { name: 'home', path: '/' },
  { name: 'catalog', path: '/models' },
  {
    name: 'catalog-workspace',
    path: '/models',
    person: 'ML engineer',
    before: async world => {
      await refuse(world);
      return `?workspace=${chatWorkspace(world)}`;
    },
  },
  {
    name: 'catalog-table',
    path: '/models?view=table&task=chat-completion',
    before: async world => `&workspace=${chatWorkspace(world)}`,
  },
  {
    name: 'model',
    path: '/models/details?id=azureml://registries/azureml/models/phi-4',
    person: 'ML engineer',
    before: async world => {
      await refuse(world);
      return `&workspace=${chatWorkspace(world)}`;
    },
  },
  { name: 'deploy', path: '/deploy', person: 'ML engineer' },
  {
    name: 'deploy-refused',
    path: `/deploy?model=${PHI4}&endpoint=support-chat&name=red`,
    person: 'ML engineer',
    before: async world => {
      await refuse(world);
      return `&workspace=${chatWorkspace(world)}`;
    },
    act: page => page.getByText('Policy refuses this deployment.').waitFor(),
  },
  {
    name: 'decision',
    path: '/audit/decision?id=',
    person: 'ML engineer',
    before: async world => {
      await refuse(world);
      const answer = await world.as.mlEngineer('PUT', chatDeployment(world, 'green'), {
        body: deploymentOf(PHI4),
      });
      return String(answer.headers['x-sluice-decision-id']);
    },
  },
  { name: 'deployments', path: '/deployments' },
  { name: 'overview', path: '/policy' },
  { name: 'compliance', path: '/policy/compliance' },
  { name: 'assignments', path: '/policy/assignments' },
  { name: 'definitions', path: '/policy/definitions' },
  { name: 'initiatives', path: '/policy/initiatives' },
  { name: 'exemptions', path: '/policy/exemptions' },
  { name: 'remediation', path: '/policy/remediation' },
  { name: 'activity-log', path: '/audit/activity-log' },
  {
    name: 'activity-log-denied',
    path: '/audit/activity-log?category=Policy&status=Failed&span=24h',
    before: refuse,
    act: page => page.getByRole('button', { name: 'Policy: deny' }).first().click(),
  },
  { name: 'events', path: '/audit/events?state=NonCompliant', before: refuse },
  {
    name: 'events-details',
    path: '/audit/events?action=deny',
    before: refuse,
    act: page => page.getByRole('button', { name: 'Deny: ' }).first().click(),
  },
  { name: 'access', path: '/manage/access' },
  { name: 'settings', path: '/manage/settings' },
  { name: 'about', path: '/manage/about' },
];

/** A deployment of the ML engineer that the only allowed registry refuses. */
async function refuse(world: PortalWorld): Promise<string> {
  const body = onlyRegistry('azureml-meta');
  await world.as.policyContributor('PUT', assignmentAt(world.production, 'only-approved'), { body });
  await world.as.mlEngineer('PUT', chatDeployment(world, 'green'), { body: deploymentOf(PHI4) });
  return '';
}

function chatWorkspace({ production }: Pick<PortalWorld, 'production'>): string {
  return `${production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat`;
}
