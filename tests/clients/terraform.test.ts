// The requests of Terraform's azurerm provider, as they were recorded, from apply to destroy. `terraform init` fetches the provider from
// registry.terraform.io, which a test cannot count on: what runs here behaves as the provider does.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Azurerm, createAzurerm, type Resource } from './azurerm.ts';
import {
  POLICY_ASSIGNMENT,
  POLICY_DEFINITION,
  POLICY_EXEMPTION,
  POLICY_REMEDIATION,
  POLICY_SET_DEFINITION,
  RESOURCE_GROUP,
} from './azurerm-kinds.ts';
import { type Demo, type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';

let folder: string;
let server: DemoServer;
let terraform: Azurerm;
let config: readonly Resource[];

beforeAll(async () => {
  folder = dataFolder();
  server = await startDemo(folder, await freePort());
  terraform = await createAzurerm(server.demo, 'owner');
  config = configOf(server.demo);
});
afterAll(async () => {
  terraform?.close();
  await server?.stop();
  removeFolder(folder);
});

const AUTHORIZATION = 'providers/Microsoft.Authorization';
const ENDPOINT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints';
const CONTRIBUTOR = `/${AUTHORIZATION}/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c`;

/** A configuration of everything of policy that the provider manages, in the order of its dependencies. */
function configOf({ subscriptionIds }: Demo): readonly Resource[] {
  const subscription = `/subscriptions/${subscriptionIds.production}`;
  const managementGroup = '/providers/Microsoft.Management/managementGroups/production';
  const group = `${subscription}/resourceGroups/rg-terraform`;
  const definition = `${subscription}/${AUTHORIZATION}/policyDefinitions/tf-tag`;
  const above = `${managementGroup}/${AUTHORIZATION}/policyDefinitions/tf-name`;
  const set = `${subscription}/${AUTHORIZATION}/policySetDefinitions/tf-set`;
  const assignment = (scope: string, name: string) => `${scope}/${AUTHORIZATION}/policyAssignments/${name}`;
  const nameRule = {
    policyType: 'Custom',
    mode: 'All',
    displayName: 'Names of endpoints',
    description: 'Endpoints have no forbidden name',
    metadata: { category: 'Machine Learning', version: '1.0.0' },
    parameters: {
      forbidden: { type: 'String', metadata: { displayName: 'Forbidden', description: 'A name' } },
    },
    policyRule: {
      if: {
        allOf: [
          { field: 'type', equals: ENDPOINT },
          { field: 'name', equals: "[parameters('forbidden')]" },
        ],
      },
      then: { effect: 'deny' },
    },
  };
  return [
    {
      kind: RESOURCE_GROUP,
      id: group,
      body: { location: 'westeurope', tags: { environment: 'test', 'Mixed Case': 'Yes' } },
    },
    {
      kind: POLICY_DEFINITION,
      id: definition,
      body: {
        properties: {
          policyType: 'Custom',
          mode: 'Indexed',
          displayName: 'Endpoints have a team',
          description: '',
          metadata: { category: 'Tags' },
          parameters: { team: { type: 'String', defaultValue: 'blue' } },
          policyRule: {
            if: {
              allOf: [
                { field: 'type', equals: ENDPOINT },
                { field: 'tags.team', exists: 'false' },
              ],
            },
            then: {
              effect: 'modify',
              details: {
                roleDefinitionIds: [CONTRIBUTOR],
                operations: [
                  { operation: 'addOrReplace', field: 'tags.team', value: "[parameters('team')]" },
                ],
              },
            },
          },
        },
      },
    },
    { kind: POLICY_DEFINITION, id: above, body: { properties: nameRule } },
    {
      kind: POLICY_SET_DEFINITION,
      id: set,
      body: {
        properties: {
          policyType: 'Custom',
          displayName: 'Endpoints',
          description: 'What holds for endpoints',
          metadata: { category: 'Machine Learning' },
          parameters: { name: { type: 'String' } },
          policyDefinitionGroups: [{ name: 'names', displayName: 'Names' }],
          policyDefinitions: [
            {
              policyDefinitionId: above,
              policyDefinitionReferenceId: 'forbidden-name',
              parameters: { forbidden: { value: "[parameters('name')]" } },
              groupNames: ['names'],
            },
            {
              policyDefinitionId: definition,
              policyDefinitionReferenceId: 'team',
              parameters: {},
              groupNames: [],
            },
          ],
        },
      },
    },
    {
      kind: POLICY_ASSIGNMENT,
      id: assignment(managementGroup, 'tf-above'),
      body: {
        properties: {
          displayName: 'Nothing is called forbidden',
          description: '',
          enforcementMode: 'DoNotEnforce',
          metadata: {},
          nonComplianceMessages: [],
          notScopes: [`${subscription}/resourceGroups/rg-documents`],
          parameters: { forbidden: { value: 'forbidden' } },
          policyDefinitionId: above,
        },
      },
    },
    {
      kind: POLICY_ASSIGNMENT,
      id: assignment(subscription, 'tf-subscription'),
      body: {
        properties: {
          displayName: '',
          description: '',
          enforcementMode: 'Default',
          metadata: { assignedBy: 'Terraform' },
          nonComplianceMessages: [{ message: 'Find another name.' }],
          notScopes: [],
          parameters: { forbidden: { value: 'never' } },
          policyDefinitionId: above,
        },
      },
    },
    {
      kind: POLICY_ASSIGNMENT,
      id: assignment(group, 'tf-group'),
      body: {
        location: 'westeurope',
        identity: { type: 'SystemAssigned' },
        properties: {
          displayName: 'Endpoints of the group',
          description: 'Names and teams',
          enforcementMode: 'Default',
          metadata: {},
          nonComplianceMessages: [
            { message: 'Not here.' },
            { message: 'Another name, please.', policyDefinitionReferenceId: 'forbidden-name' },
          ],
          notScopes: [],
          parameters: { name: { value: 'forbidden' } },
          policyDefinitionId: set,
          resourceSelectors: [
            { name: 'here', selectors: [{ kind: 'resourceLocation', in: ['westeurope', 'northeurope'] }] },
          ],
          overrides: [
            {
              kind: 'policyEffect',
              value: 'Audit',
              selectors: [{ kind: 'policyDefinitionReferenceId', in: ['forbidden-name'] }],
            },
          ],
        },
      },
    },
    {
      kind: POLICY_EXEMPTION,
      id: `${group}/${AUTHORIZATION}/policyExemptions/tf-exempt`,
      body: {
        properties: {
          policyAssignmentId: assignment(group, 'tf-group'),
          exemptionCategory: 'Mitigated',
          displayName: 'Let off',
          description: 'For a while',
          expiresOn: '2099-01-01T00:00:00Z',
          policyDefinitionReferenceIds: ['forbidden-name'],
          metadata: { ticket: 'T-17' },
        },
      },
    },
    {
      kind: POLICY_REMEDIATION,
      id: `${group}/providers/Microsoft.PolicyInsights/remediations/tf-remediate`,
      body: {
        properties: {
          policyAssignmentId: assignment(group, 'tf-group'),
          policyDefinitionReferenceId: 'team',
          resourceDiscoveryMode: 'ExistingNonCompliant',
          filters: { locations: ['westeurope'] },
          resourceCount: 100,
          parallelDeployments: 5,
          failureThreshold: { percentage: 0.5 },
        },
      },
    },
    {
      kind: POLICY_REMEDIATION,
      id: `${group}/providers/Microsoft.PolicyInsights/remediations/tf-minimal`,
      body: {
        properties: {
          policyAssignmentId: assignment(group, 'tf-group'),
          policyDefinitionReferenceId: 'team',
          // What the provider fills in itself.
          resourceDiscoveryMode: 'ExistingNonCompliant',
          filters: { locations: [] },
        },
      },
    },
  ];
}

const named = () => config.map((resource, index) => [`${resource.kind.name} ${index}`, resource] as const);

/** A step for every resource: which of them fails is to be seen. */
async function each(step: (resource: Resource) => Promise<unknown>): Promise<void> {
  for (const [name, resource] of named()) {
    try {
      await step(resource);
    } catch (error) {
      throw new Error(`${name} ${resource.id}`, { cause: error });
    }
  }
}

describe('terraform', () => {
  it('finds the cloud and signs in, by the double slash it sends', () => {
    expect(terraform.claims).toMatchObject({
      tid: server.demo.tenantId,
      appid: server.demo.principals.owner.clientId,
      oid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('plan before apply: everything is to be created', async () => {
    await each(async resource => expect(await terraform.plan(resource)).toEqual(['(to be created)']));
  });

  it('apply: what is not there is made, and read until it is believed', async () => {
    await each(resource => terraform.create(resource));
    expect(terraform.requests.filter(line => line.includes('//subscriptions/')).length).toBeGreaterThan(10);
  });

  it('apply of what is there already asks for an import', async () => {
    await each(async resource =>
      expect(terraform.create(resource)).rejects.toThrow('already exists - to be managed via Terraform'),
    );
  });

  it('plan after apply is empty', async () => {
    await each(async resource => expect(await terraform.plan(resource)).toEqual([]));
  });

  it('import by id gives the same state', async () => {
    await each(async ({ kind, id, body }) => {
      const state = await terraform.import(kind, id);
      const wanted = kind.read({ id, ...body });
      expect(state).toMatchObject(JSON.parse(JSON.stringify(wanted)));
    });
    await expect(terraform.import(RESOURCE_GROUP, `${config[0]?.id}-none`)).rejects.toThrow('non-existent');
  });

  it('a change is planned, applied, and planned no more', async () => {
    const changed = config.map(resource => ({ ...resource, body: changedBody(resource) }));
    for (const resource of changed.filter(({ kind }) => kind !== POLICY_REMEDIATION)) {
      expect(await terraform.plan(resource), resource.id).toHaveLength(1);
      await terraform.update(resource);
      expect(await terraform.plan(resource), resource.id).toEqual([]);
    }
    await each(async resource =>
      resource.kind === POLICY_REMEDIATION ? undefined : terraform.update(resource),
    );
  });

  it('what somebody else changed shows in the plan', async () => {
    const exemption = config.find(({ kind }) => kind === POLICY_EXEMPTION) as Resource;
    await terraform.send('PATCH', `${exemption.id}?api-version=2022-07-01-preview`, { properties: {} });
    const { body } = await terraform.send('GET', `${exemption.id}?api-version=2022-07-01-preview`);
    const properties = { ...(body['properties'] as object), displayName: 'By hand' };
    const put = await terraform.send('PUT', `${exemption.id}?api-version=2022-07-01-preview`, { properties });
    expect(put.status).toBe(200);
    expect(await terraform.plan(exemption)).toEqual(['displayName']);
    await terraform.update(exemption);
  });

  it('a denial is an error of the apply, in the words of the policy', async () => {
    const { production } = server.demo.subscriptionIds;
    const workspace = `/subscriptions/${production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat`;
    const endpoint = {
      kind: {
        name: 'azapi_resource',
        apiVersion: '2024-10-01',
        id: /./,
        read: () => ({}),
      },
      id: `${workspace}/onlineEndpoints/never`,
      body: { location: 'westeurope', properties: { authMode: 'Key' } },
    };
    await expect(terraform.create(endpoint)).rejects.toThrow(
      /unexpected status 403 with error: RequestDisallowedByPolicy: .*Find another name\./,
    );
    expect(await terraform.plan(endpoint)).toEqual(['(to be created)']);
  });

  it('a denial is an error of the plan where the provider asks beforehand', async () => {
    const { production } = server.demo.subscriptionIds;
    const asked = (name: string) =>
      terraform.send('POST', '/providers/Microsoft.Resources/validateResources?api-version=2020-10-01', {
        provider: 'Microsoft.MachineLearningServices',
        type: 'workspaces/onlineEndpoints',
        location: 'westeurope',
        scope: `/subscriptions/${production}/resourceGroups/rg-chat`,
        resources: [{ name: `ws-chat/${name}`, apiVersion: '2024-10-01', properties: { authMode: 'Key' } }],
      });
    expect((await asked('allowed')).status).toBe(200);
    const { status, body } = await asked('never');
    expect([status, body['error']]).toMatchObject([
      400,
      { details: [{ code: 'RequestDisallowedByPolicy', message: expect.stringContaining('another name') }] },
    ]);
  });

  it('a group that is not empty is not deleted', async () => {
    const [group] = config as [Resource];
    const workspace = `${group.id}/providers/Microsoft.MachineLearningServices/workspaces/ws-left`;
    const made = await terraform.send('PUT', `${workspace}?api-version=2024-10-01`, {
      location: 'westeurope',
      properties: {},
    });
    expect(made.status).toBe(201);
    await expect(terraform.destroy(group)).rejects.toThrow('still contains');
    const gone = await terraform.send('DELETE', `${workspace}?api-version=2024-10-01`);
    expect([202, 204]).toContain(gone.status);
  });

  it('destroy takes everything away, in the opposite order', async () => {
    for (const resource of [...config].reverse()) {
      await terraform.destroy(resource);
      // Once more: somebody else was faster. Of a group Azure says so by 404, which the provider takes for gone.
      const { status } = await terraform.send(
        'DELETE',
        `${resource.id}?api-version=${resource.kind.apiVersion}`,
      );
      expect(resource.kind === RESOURCE_GROUP ? [404] : [200, 202, 204]).toContain(status);
    }
    await each(async resource => expect(await terraform.plan(resource)).toEqual(['(to be created)']));
  });
});

/** One change that an author would make. */
function changedBody({ kind, body }: Resource): Resource['body'] {
  if (kind === RESOURCE_GROUP) return { ...body, tags: { environment: 'changed' } };
  return { ...body, properties: { ...(body['properties'] as object), description: 'Changed' } };
}
