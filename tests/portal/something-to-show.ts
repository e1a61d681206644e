import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ALLOWED_REGISTRY,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  onlyRegistry,
  type World,
} from '../server/harness.ts';

const ROUTER = readFileSync(join(import.meta.dirname, '../../packages/portal/src/app/router.tsx'), 'utf8');

/** Every path of the portal's pages, as its router's table has them. */
export const PATHS: readonly string[] = [...ROUTER.matchAll(/^ {2}'(\/[^']*)': \(\) =>/gm)].map(
  ([, path = '']) => path,
);

const MODEL = 'azureml://registries/azureml/models/phi-4';
/** Of a registry that is not the allowed one. */
export const REFUSED_MODEL = 'azureml://registries/huggingface/models/tiiuae-falcon-7b-instruct/versions/5';

const CONTRIBUTOR = '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c';

/** A definition that changes what exists, so that there is something to remediate. */
const TAGGING = {
  properties: {
    displayName: 'Endpoints name their team',
    mode: 'Indexed',
    policyRule: {
      if: {
        allOf: [
          { field: 'type', equals: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints' },
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
};

/** The query of an address. */
export type Query = Readonly<Record<string, string>>;

/** A world in which every page has something to show. */
export type Shown = {
  /** What each page that is about one thing is about, by its path. */
  readonly things: Readonly<Record<string, Query>>;
  /** Of the chat team, where only models of azureml may be deployed. */
  readonly workspace: string;
};

/** Brings about an assignment that does not suit what runs, a refusal, an exemption, an initiative and a remediation. */
export async function somethingToShow({
  as,
  root,
  production,
}: Pick<World, 'as' | 'root' | 'production'>): Promise<Shown> {
  const put = async (id: string, body: object) => {
    const answer = await as.owner('PUT', id, { body });
    if (answer.status >= 300) throw new Error(`${id}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const policy = 'providers/Microsoft.Authorization';
  const assignment = assignmentAt(production, 'only-approved');
  const initiative = `${root}/${policy}/policySetDefinitions/baseline`;
  const running = chatDeployment({ production }, 'green');
  const endpoint = running.slice(0, running.indexOf('/deployments/'));
  const workspace = endpoint.slice(0, endpoint.indexOf('/onlineEndpoints/'));
  const exemption = `${running}/${policy}/policyExemptions/trial`;
  const tagging = assignmentAt(production, 'team-tags');
  const remediation = `${production}/providers/Microsoft.PolicyInsights/remediations/team-tags`;

  await put(assignment, onlyRegistry('azureml', { displayName: 'Only approved registries' }));
  await put(initiative, {
    properties: {
      displayName: 'Model baseline',
      parameters: { registries: { type: 'Array', defaultValue: ['azureml'] } },
      policyDefinitions: [
        {
          policyDefinitionId: `/${policy}/policyDefinitions/145e7dc6-c886-45a7-bc11-0b3d23ec357d`,
          policyDefinitionReferenceId: 'registries',
          parameters: { allowedRegistries: { value: "[parameters('registries')]" } },
        },
        {
          policyDefinitionId: `/${policy}/policyDefinitions/c156eebe-4853-406c-9d4b-f38503f32ea6`,
          policyDefinitionReferenceId: 'catalog',
        },
      ],
    },
  });
  await put(exemption, {
    properties: {
      policyAssignmentId: assignment,
      exemptionCategory: 'Waiver',
      displayName: 'Llama trial',
      description: 'Agreed with the platform team until the trial ends.',
    },
  });
  await put(`${production}/${policy}/policyDefinitions/team-tags`, TAGGING);
  const { identity } = await put(tagging, {
    identity: { type: 'SystemAssigned' },
    location: 'westeurope',
    properties: {
      displayName: 'Endpoints name their team',
      policyDefinitionId: `${production}/${policy}/policyDefinitions/team-tags`,
    },
  });
  await put(`${production}/${policy}/roleAssignments/5e1f0a52-6a5c-4d2b-9d53-6f1d0c9b7a11`, {
    properties: { roleDefinitionId: CONTRIBUTOR, principalId: identity.principalId },
  });
  await put(remediation, { properties: { policyAssignmentId: tagging } });
  const refused = await as.mlEngineer('PUT', chatDeployment({ production }, 'red'), {
    body: deploymentOf(REFUSED_MODEL),
  });
  if (refused.status !== 403) throw new Error(`It was not refused: ${refused.status}`);
  return {
    workspace,
    things: {
      '/search': { q: 'registry' },
      '/scope': { id: production },
      '/models/details': { id: MODEL },
      '/deploy': { workspace, model: `${MODEL}/versions/8` },
      '/deployments/details': { id: running },
      '/endpoints/details': { id: endpoint },
      '/policy/compliance/assignment': { id: assignment },
      // Of a registry that is not the allowed one, and so with the conditions that say why.
      '/policy/compliance/resource': {
        id: `${workspace}/onlineEndpoints/code-assistant/deployments/blue`,
        assignment,
      },
      '/policy/assign': { scope: production, definition: ALLOWED_REGISTRY },
      '/policy/assignments/details': { id: assignment },
      '/policy/definitions/details': { id: ALLOWED_REGISTRY },
      '/policy/definitions/edit': { from: ALLOWED_REGISTRY },
      '/policy/initiatives/details': { id: initiative },
      '/policy/initiatives/edit': { id: initiative },
      '/policy/exemptions/details': { id: exemption },
      '/policy/exemptions/edit': { id: exemption },
      '/policy/remediation/details': { id: remediation },
      '/audit/decision': { id: String(refused.headers['x-sluice-decision-id']) },
    },
  };
}

/** A page's address below `/portal`, with what it is about and whatever else the query has. */
export function addressOf({ things }: Pick<Shown, 'things'>, path: string, more: Query = {}): string {
  const query = new URLSearchParams({ ...things[path], ...more }).toString();
  return query === '' ? path : `${path}?${query}`;
}
