import type { Page } from 'playwright-core';
import type { Person, PortalWorld } from '../tests/portal/harness.ts';
import {
  ALLOWED_REGISTRY,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  onlyRegistry,
  PHI4,
} from '../tests/server/harness.ts';

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
  { name: 'definition', path: `/policy/definitions/details?id=${ALLOWED_REGISTRY}` },
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
      await page.getByRole('textbox', { name: 'Allowed registries' }).fill('azureml');
      await page.getByText('Reports it as non-compliant').waitFor();
    },
  },
  {
    name: 'initiatives',
    path: '/policy/initiatives',
    before: async world => {
      await baseline(world);
      return '';
    },
  },
  {
    name: 'initiative-edit',
    path: '/policy/initiatives/edit?id=',
    before: baseline,
    act: page =>
      page
        .getByRole('button', { name: /^Edit .* in the initiative$/ })
        .first()
        .click(),
  },
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

/** An initiative of two policies; its id. */
async function baseline(world: PortalWorld): Promise<string> {
  const definitions = '/providers/Microsoft.Authorization/policyDefinitions';
  const id = `${world.root}/providers/Microsoft.Authorization/policySetDefinitions/baseline`;
  await world.as.owner('PUT', id, {
    body: {
      properties: {
        displayName: 'Model baseline',
        parameters: { registries: { type: 'Array', defaultValue: ['azureml'] } },
        policyDefinitions: [
          {
            policyDefinitionId: `${definitions}/145e7dc6-c886-45a7-bc11-0b3d23ec357d`,
            policyDefinitionReferenceId: 'registries',
            parameters: { allowedRegistries: { value: "[parameters('registries')]" } },
          },
          {
            policyDefinitionId: `${definitions}/c156eebe-4853-406c-9d4b-f38503f32ea6`,
            policyDefinitionReferenceId: 'catalog',
          },
        ],
      },
    },
  });
  return encodeURIComponent(id);
}

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
