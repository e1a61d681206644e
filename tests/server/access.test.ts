import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assignmentAt,
  chatDeployment,
  deploymentOf,
  onlyRegistry,
  openWorld,
  PHI4,
  type World,
} from './harness.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Who = keyof World['as'];
type Row = readonly [
  verb: string,
  path: (world: World) => string,
  body: object | undefined,
  answers: Readonly<Record<Who, number>>,
];

const ML = 'providers/Microsoft.MachineLearningServices';
const group = (w: World) => `${w.production}/resourceGroups/rg-chat`;
const workspace = (w: World) => `${group(w)}/${ML}/workspaces/ws-chat`;
const endpoint = (w: World) => `${workspace(w)}/onlineEndpoints/support-chat`;
const registry = (w: World) => `${w.production}/resourceGroups/rg-models/${ML}/registries/azureml`;
const WEBHOOK = '/providers/Sluice.Governance/webhooks/access';
const GRANT = '99999999-9999-4999-8999-999999999999';
const NOBODY = '/subscriptions/00000000-0000-4000-8000-000000000000';

/** Who may do what: 401 without a token, 403 without a role. */
const TABLE: readonly Row[] = [
  [
    'GET',
    w => w.production,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  ['GET', group, undefined, { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 }],
  ['HEAD', group, undefined, { owner: 204, policyContributor: 204, mlEngineer: 204, anonymous: 401 }],
  [
    'PUT',
    group,
    { location: 'westeurope', tags: {} },
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'PATCH',
    group,
    { tags: { a: 'b' } },
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'PUT',
    workspace,
    { location: 'westeurope', properties: {} },
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'PUT',
    w => chatDeployment(w, 'access'),
    deploymentOf(PHI4),
    { owner: 201, policyContributor: 403, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    w => `${chatDeployment(w, 'access')}/providers/Sluice.Governance/rehearse`,
    deploymentOf(PHI4),
    { owner: 200, policyContributor: 403, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    w => `${chatDeployment(w, 'access')}/providers/Sluice.Governance/decisions/current`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    w => `${w.production}/providers/Sluice.Governance/evaluate`,
    { definition: { policyRule: { if: { field: 'name', equals: 'x' }, then: { effect: 'deny' } } } },
    { owner: 200, policyContributor: 200, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'DELETE',
    w => chatDeployment(w, 'absent'),
    undefined,
    { owner: 204, policyContributor: 403, mlEngineer: 204, anonymous: 401 },
  ],
  [
    'POST',
    w => `${endpoint(w)}/listKeys`,
    undefined,
    { owner: 200, policyContributor: 403, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    w => `${endpoint(w)}/regenerateKeys`,
    { keyType: 'Secondary' },
    { owner: 200, policyContributor: 403, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    w => `${registry(w)}/models`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'PUT',
    w => `${registry(w)}/models/x`,
    { properties: {} },
    { owner: 201, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'PUT',
    w => assignmentAt(w.production, 'access'),
    onlyRegistry('azureml', { enforcementMode: 'DoNotEnforce' }),
    { owner: 201, policyContributor: 201, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'DELETE',
    w => assignmentAt(w.production, 'nothing'),
    undefined,
    { owner: 204, policyContributor: 204, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'GET',
    w => `${w.production}/providers/Microsoft.Authorization/policyAssignments`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'PUT',
    w => `${w.production}/providers/Microsoft.Authorization/roleAssignments/${GRANT}`,
    {
      properties: {
        roleDefinitionId:
          '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
        principalId: 'nobody',
      },
    },
    { owner: 400, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'PUT',
    w => `${w.root.replace(w.demo.tenantId, 'team')}`,
    { properties: {} },
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'DELETE',
    w => `${w.root.replace(w.demo.tenantId, 'team')}`,
    undefined,
    { owner: 202, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'PUT',
    w => `${w.root}/subscriptions/${w.demo.subscriptionIds.sandbox}`,
    {},
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Sluice.Governance/settings/default',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'PATCH',
    () => '/providers/Sluice.Governance/settings/default',
    { properties: { webhooks: { allowedHosts: ['hooks.example.com'] } } },
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'PUT',
    () => '/providers/Sluice.Governance/settings/default',
    { properties: { webhooks: { allowedHosts: ['hooks.example.com'] } } },
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'PUT',
    () => WEBHOOK,
    { properties: { endpointUrl: 'https://hooks.example.com/', enabled: false } },
    { owner: 201, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'PATCH',
    () => WEBHOOK,
    { properties: { eventTypes: [] } },
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  ['GET', () => WEBHOOK, undefined, { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 }],
  [
    'GET',
    () => '/providers/Sluice.Governance/webhooks',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    () => `${WEBHOOK}/deadLetters`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    () => `${WEBHOOK}/redeliver`,
    {},
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'POST',
    () => `${WEBHOOK}/rotateSecret`,
    {},
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'DELETE',
    () => WEBHOOK,
    undefined,
    { owner: 200, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Sluice.Governance/principals',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    () => '/tenants',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    w => `${w.production}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    w => `${w.production}/providers/Microsoft.PolicyInsights/policyStates/default/queryResults`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    w => `${w.production}/providers/Microsoft.PolicyInsights/policyStates/latest/summarize`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    w => `${w.production}/providers/Microsoft.PolicyInsights/policyEvents/default/queryResults`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    w => `${w.production}/providers/Microsoft.PolicyInsights/componentPolicyStates/latest/queryResults`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    w => `${w.production}/providers/Microsoft.PolicyInsights/policyTrackedResources/default/queryResults`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    w => `${w.production}/providers/Sluice.Governance/exports/policyStates`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    w => `${w.production}/providers/Sluice.Governance/exports/policyEvents`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    w => `${w.production}/providers/Microsoft.PolicyInsights/policyStates/latest/triggerEvaluation`,
    undefined,
    { owner: 202, policyContributor: 202, mlEngineer: 403, anonymous: 401 },
  ],
  [
    'GET',
    w => `${w.production}/providers/Microsoft.PolicyInsights/asyncOperationResults/none`,
    undefined,
    { owner: 404, policyContributor: 404, mlEngineer: 404, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Sluice.Governance/scans',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Sluice.Governance/scans/none',
    undefined,
    { owner: 404, policyContributor: 404, mlEngineer: 404, anonymous: 401 },
  ],
  [
    'GET',
    w => `${w.production}/providers/Sluice.Governance/exports/activityLog`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Sluice.Governance/checkpoints',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Sluice.Governance/checkpoints/1',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    w => `${w.production}/providers/Sluice.Governance/complianceTrend`,
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Sluice.Governance/search?query=chat',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'POST',
    () => '/providers/Sluice.Governance/catalog',
    {},
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Sluice.Governance/modelDeployments',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    () => '/metrics',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Microsoft.PolicyInsights/policyMetadata',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Microsoft.PolicyInsights/policyMetadata/none',
    undefined,
    { owner: 404, policyContributor: 404, mlEngineer: 404, anonymous: 401 },
  ],
  [
    'GET',
    () => '/providers/Microsoft.PolicyInsights/operations',
    undefined,
    { owner: 200, policyContributor: 200, mlEngineer: 200, anonymous: 401 },
  ],
  ['GET', () => NOBODY, undefined, { owner: 404, policyContributor: 404, mlEngineer: 404, anonymous: 401 }],
  [
    'PUT',
    () => `${NOBODY}/resourceGroups/x`,
    { location: 'westeurope' },
    { owner: 404, policyContributor: 403, mlEngineer: 403, anonymous: 401 },
  ],
];

describe('who may do what', () => {
  // In the order of the table: the owner first, who makes what is not there yet.
  for (const [verb, path, body, answers] of TABLE) {
    it(`${verb} ${path({ production: '{production}', root: '{root}', demo: { tenantId: '{tenant}', subscriptionIds: {} } } as World)}`, async () => {
      for (const who of ['anonymous', 'owner', 'policyContributor', 'mlEngineer'] as const) {
        const { status } = await world.as[who](verb, path(world), body === undefined ? {} : { body });
        expect.soft(status, who).toBe(answers[who]);
      }
    });
  }

  it('the refusal names who, by client id and object id, what and where, in ARM’s words', async () => {
    const { body } = await world.as.policyContributor('PUT', chatDeployment(world, 'named'), {
      body: deploymentOf(PHI4),
    });
    expect(body.error.code).toBe('AuthorizationFailed');
    const { clientId } = world.demo.principals.policyContributor;
    const principals = await world.as.owner('GET', '/providers/Sluice.Governance/principals');
    const principal = principals.body.value.find(
      (each: { properties: { clientId: string } }) => each.properties.clientId === clientId,
    );
    expect(body.error.message).toBe(
      `The client '${clientId}' with object id '${principal.name}' does not have authorization to perform action 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write' over scope '${chatDeployment(world, 'named')}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    );
  });

  it('no token: 401 with where to get one', async () => {
    const { status, headers, body } = await world.as.anonymous('GET', world.production);
    expect(status).toBe(401);
    expect(body.error.code).toBe('AuthenticationFailed');
    expect(headers['www-authenticate']).toContain(
      `authorization_uri="${world.demo.authority}/${world.demo.tenantId}"`,
    );
  });
});

describe('a principal with a role on one group only', () => {
  const DATA_SCIENTIST =
    '/providers/Microsoft.Authorization/roleDefinitions/f6c7c914-8db3-469d-8ca1-694a8f32e121';
  const READER = '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7';

  /** Takes the engineer's roles away and gives back a Reader on one group. */
  beforeAll(async () => {
    const { body } = await world.as.owner(
      'GET',
      `${world.root}/providers/Microsoft.Authorization/roleAssignments`,
    );
    const principals = await world.as.owner(
      'GET',
      `/providers/Sluice.Governance/principals?$filter=${encodeURIComponent(`clientId eq '${world.demo.principals.mlEngineer.clientId}'`)}`,
    );
    const engineer = principals.body.value[0].name;
    const held = body.value.filter(
      (each: { properties: { principalId: string } }) => each.properties.principalId === engineer,
    );
    expect(held.length).toBe(5);
    expect(
      held.some(
        (each: { properties: { roleDefinitionId: string } }) =>
          each.properties.roleDefinitionId === DATA_SCIENTIST,
      ),
    ).toBe(true);
    for (const { id } of held) expect((await world.as.owner('DELETE', id)).status).toBe(200);
    expect((await world.as.mlEngineer('GET', group(world))).status).toBe(403);
    expect((await world.as.mlEngineer('GET', '/subscriptions')).body).toEqual({ value: [] });
    expect(
      (await world.as.mlEngineer('GET', '/providers/Microsoft.Authorization/policyDefinitions')).status,
    ).toBe(403);
    const grant = `${world.production}/resourceGroups/rg-chat/providers/Microsoft.Authorization/roleAssignments/12345678-1234-4234-8234-123456789012`;
    const given = await world.as.owner('PUT', grant, {
      body: { properties: { roleDefinitionId: READER, principalId: engineer } },
    });
    expect(given.status).toBe(201);
  });

  it('reads the group and nothing beside it, whether that exists or not', async () => {
    expect((await world.as.mlEngineer('GET', group(world))).status).toBe(200);
    expect((await world.as.mlEngineer('GET', endpoint(world))).status).toBe(200);
    expect((await world.as.mlEngineer('GET', `${group(world)}/${ML}/workspaces/absent`)).status).toBe(404);
    for (const path of ['rg-documents', 'rg-absent']) {
      const { status, body } = await world.as.mlEngineer('GET', `${world.production}/resourceGroups/${path}`);
      expect([status, body.error.code]).toEqual([403, 'AuthorizationFailed']);
    }
    expect((await world.as.mlEngineer('GET', `${world.sandbox}/resourceGroups`)).status).toBe(403);
    expect((await world.as.mlEngineer('GET', NOBODY)).status).toBe(403);
  });

  it('finds its way there: the subscription and the group are in the lists, nothing else', async () => {
    const subscriptions = await world.as.mlEngineer('GET', '/subscriptions');
    expect(subscriptions.body.value.map(({ id }: { id: string }) => id)).toEqual([world.production]);
    const subscription = await world.as.mlEngineer('GET', world.production.toUpperCase());
    expect([subscription.status, subscription.body]).toEqual([200, subscriptions.body.value[0]]);
    expect((await world.as.mlEngineer('HEAD', world.production)).status).toBe(204);
    expect((await world.as.mlEngineer('GET', `${world.production}/locations`)).status).toBe(200);
    for (const path of [world.sandbox, `${world.sandbox}/locations`, `${NOBODY}/locations`])
      expect.soft([path, (await world.as.mlEngineer('GET', path)).status]).toEqual([path, 403]);
    const groups = await world.as.mlEngineer('GET', `${world.production}/resourceGroups`);
    expect(groups.body.value.map(({ name }: { name: string }) => name)).toEqual(['rg-chat']);
    const workspaces = await world.as.mlEngineer('GET', `${world.production}/${ML}/workspaces`);
    expect(workspaces.body.value.map(({ name }: { name: string }) => name)).toEqual(['ws-chat']);
    const resources = await world.as.mlEngineer('GET', `${world.production}/resources`);
    expect(
      resources.body.value.every(({ id }: { id: string }) =>
        id.toLowerCase().includes('/resourcegroups/rg-chat/'),
      ),
    ).toBe(true);
    expect(resources.body.value.length).toBeGreaterThan(3);
  });

  it('is refused a list of resources elsewhere for want of the list’s own action', async () => {
    const { status, body } = await world.as.mlEngineer('GET', `${world.sandbox}/resources`);
    expect([status, body.error.code]).toEqual([403, 'AuthorizationFailed']);
    expect(body.error.message).toContain(
      `perform action 'Microsoft.Resources/subscriptions/resources/read' over scope '${world.sandbox}'`,
    );
  });

  it('sees no scan of more than it may read, no checkpoint and no metrics', async () => {
    const scans = await world.as.owner('GET', '/providers/Sluice.Governance/scans');
    const [scan] = scans.body.value;
    expect(scan.properties.scope.toLowerCase()).toBe(world.production.toLowerCase());
    const { status, body } = await world.as.mlEngineer('GET', '/providers/Sluice.Governance/scans');
    expect([status, body.value]).toEqual([200, []]);
    expect((await world.as.mlEngineer('GET', scan.id)).status).toBe(404);
    const results = `${world.production}/providers/Microsoft.PolicyInsights/asyncOperationResults/${scan.name}`;
    for (const path of [results, '/providers/Sluice.Governance/checkpoints/latest', '/metrics'])
      expect.soft([path, (await world.as.mlEngineer('GET', path)).status]).toEqual([path, 403]);
  });

  it('sees neither webhooks nor what they could not deliver', async () => {
    for (const path of ['', '/access', '/access/deadLetters'])
      expect((await world.as.mlEngineer('GET', `/providers/Sluice.Governance/webhooks${path}`)).status).toBe(
        403,
      );
  });

  it('sees only the log of what it may read', async () => {
    const filter = encodeURIComponent("eventTimestamp ge '2020-01-01'");
    const { status, body } = await world.as.mlEngineer(
      'GET',
      `${world.production}/providers/Microsoft.Insights/eventtypes/management/values?$filter=${filter}`,
    );
    expect(status).toBe(200);
    expect(body.value.length).toBeGreaterThan(0);
    expect(
      body.value.every(({ resourceId }: { resourceId: string }) =>
        resourceId.toLowerCase().includes('/resourcegroups/rg-chat'),
      ),
    ).toBe(true);
  });

  it('sees only the compliance of what it may read', async () => {
    for (const path of ['policyStates/latest/queryResults', 'policyEvents/default/queryResults']) {
      const send = (scope: string) =>
        world.as.mlEngineer('POST', `${scope}/providers/Microsoft.PolicyInsights/${path}`);
      const { status, body } = await send(world.production);
      expect(status).toBe(200);
      const groups = new Set(body.value.map(({ resourceGroup }: { resourceGroup: string }) => resourceGroup));
      expect([...groups].filter(name => name !== 'rg-chat')).toEqual([]);
      expect((await send(`${world.production}/resourceGroups/rg-documents`)).status).toBe(403);
      expect((await send(NOBODY)).status).toBe(403);
    }
    for (const name of ['policyStates', 'policyEvents']) {
      const send = (scope: string) =>
        world.as.mlEngineer('GET', `${scope}/providers/Sluice.Governance/exports/${name}`);
      const { status, body } = await send(world.production);
      expect(status).toBe(200);
      const groups = new Set(body?.map(({ resourceGroup }: { resourceGroup: string }) => resourceGroup));
      expect([...groups].filter(group => group !== 'rg-chat')).toEqual([]);
      expect((await send(`${world.production}/resourceGroups/rg-documents`)).status).toBe(403);
      expect((await send(NOBODY)).status).toBe(403);
    }
    const metadata = await world.as.mlEngineer('GET', '/providers/Microsoft.PolicyInsights/policyMetadata');
    expect([200, []]).toEqual([metadata.status, metadata.body.value]);
  });

  it('does not learn of decisions elsewhere', async () => {
    const written = await world.as.owner('PUT', `${world.production}/resourceGroups/rg-documents`, {
      body: { location: 'northeurope' },
    });
    const id = `/providers/Sluice.Governance/decisions/${written.headers['x-sluice-decision-id']}`;
    expect((await world.as.owner('GET', id)).status).toBe(200);
    expect((await world.as.mlEngineer('GET', id)).status).toBe(404);
  });
});

describe('moving what others own', () => {
  it('a group owner cannot pull a subscription below their group', async () => {
    const principals = await world.as.owner('GET', '/providers/Sluice.Governance/principals');
    const contributor = principals.body.value.find(
      ({ properties }: { properties: { clientId: string } }) =>
        properties.clientId === world.demo.principals.policyContributor.clientId,
    );
    const mine = world.root.replace(world.demo.tenantId, 'mine');
    expect((await world.as.owner('PUT', mine, { body: {} })).status).toBe(200);
    const grant = `${mine}/providers/Microsoft.Authorization/roleAssignments/22345678-1234-4234-8234-123456789012`;
    const owner = '/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
    expect(
      (
        await world.as.owner('PUT', grant, {
          body: { properties: { roleDefinitionId: owner, principalId: contributor.name } },
        })
      ).status,
    ).toBe(201);
    const { status, body } = await world.as.policyContributor(
      'PUT',
      `${mine}/subscriptions/${world.demo.subscriptionIds.production}`,
      { body: {} },
    );
    expect([status, body.error.code]).toEqual([403, 'AuthorizationFailed']);
    const { body: tree } = await world.as.owner('GET', `${mine}/subscriptions`);
    expect(tree.value).toEqual([]);
  });
});
