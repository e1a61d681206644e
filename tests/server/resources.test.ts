import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ALLOWED_REGISTRY,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
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

const ML = 'providers/Microsoft.MachineLearningServices';
type Named = { readonly id: string; readonly name: string };
const names = (body: { value: readonly Named[] }) => body.value.map(({ name }) => name);
const filtered = (path: string, filter: string, more = '') =>
  `${path}?$filter=${encodeURIComponent(filter)}${more}`;

/** Every page of a list. */
async function all(path: string): Promise<{ readonly items: readonly Named[]; readonly pages: number }> {
  const items: Named[] = [];
  let pages = 0;
  let next: string | undefined = path;
  while (next !== undefined) {
    const { status, body } = await world.as.owner('GET', next, next === path ? {} : { apiVersion: null });
    expect(status).toBe(200);
    items.push(...body.value);
    pages++;
    next = body.nextLink === undefined ? undefined : String(body.nextLink).replace(world.demo.endpoint, '');
  }
  return { items, pages };
}

describe('paging', () => {
  it('nextLink leads through everything once, in the order of ids', async () => {
    const models = `${world.production}/resourceGroups/rg-models/${ML}/registries/azureml/models`;
    const whole = await all(models);
    const paged = await all(`${models}?$top=7`);
    expect(whole.pages).toBe(1);
    expect(paged.pages).toBe(Math.ceil(whole.items.length / 7));
    expect(paged.items).toEqual(whole.items);
    expect(new Set(whole.items.map(({ id }) => id)).size).toBe(whole.items.length);
  });

  it('holds for lists that are put together, too', async () => {
    const path = `${world.production}/providers/Microsoft.Authorization/policyDefinitions`;
    expect((await all(`${path}?$top=4`)).items).toEqual((await all(path)).items);
  });

  it('holds for the log, newest first', async () => {
    const path = filtered(
      `${world.production}/providers/Microsoft.Insights/eventtypes/management/values`,
      "eventTimestamp ge '2020-01-01'",
    );
    const paged = await all(`${path}&$top=50`);
    expect(paged.pages).toBeGreaterThan(2);
    const times = paged.items.map(item => Reflect.get(item, 'eventTimestamp'));
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(paged.items.map(item => Reflect.get(item, 'eventDataId'))).size).toBe(paged.items.length);
  });
});

describe('etags', () => {
  const group = () => `${world.sandbox}/resourceGroups/rg-etag`;
  const body = { location: 'westeurope' };

  it('If-None-Match * makes, and does not replace', async () => {
    const headers = { 'if-none-match': '*' };
    const made = await world.as.owner('PUT', group(), { body, headers });
    expect(made.status).toBe(201);
    const again = await world.as.owner('PUT', group(), { body, headers });
    expect([again.status, again.body.error.code]).toEqual([412, 'PreconditionFailed']);
  });

  it('If-Match holds for the etag that is stored, and for no other', async () => {
    const { headers } = await world.as.owner('GET', group());
    const etag = String(headers['etag']);
    const first = await world.as.owner('PATCH', group(), {
      body: { tags: { n: '1' } },
      headers: { 'if-match': etag },
    });
    expect(first.status).toBe(200);
    expect(first.headers['etag']).not.toBe(etag);
    const second = await world.as.owner('PATCH', group(), {
      body: { tags: { n: '2' } },
      headers: { 'if-match': etag },
    });
    expect(second.status).toBe(412);
    expect((await world.as.owner('DELETE', group(), { headers: { 'if-match': etag } })).status).toBe(412);
    expect((await world.as.owner('GET', group())).body.tags).toEqual({ n: '1' });
  });

  it('If-Match of what is not there fails', async () => {
    const { status } = await world.as.owner('PUT', `${world.sandbox}/resourceGroups/rg-none`, {
      body,
      headers: { 'if-match': '*' },
    });
    expect(status).toBe(412);
  });
});

describe('what is not there', () => {
  it.each([
    ['resourceGroups/none', 'ResourceGroupNotFound', "Resource group 'none' could not be found."],
    [
      `resourceGroups/none/${ML}/workspaces/ws`,
      'ResourceGroupNotFound',
      "Resource group 'none' could not be found.",
    ],
  ])('%s', async (path, code, message) => {
    const { status, body } = await world.as.owner('GET', `${world.production}/${path}`);
    expect([status, body.error.code, body.error.message]).toEqual([404, code, message]);
  });
});

describe('letter case and slashes', () => {
  it('any case finds it; the id keeps the case it was made with', async () => {
    const { status, body } = await world.as.owner(
      'GET',
      `/${world.production.toUpperCase()}/RESOURCEGROUPS//RG-CHAT/`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: `${world.production}/resourceGroups/rg-chat`,
      type: 'Microsoft.Resources/resourceGroups',
    });
    const again = await world.as.owner('PUT', `${world.production}/resourcegroups/RG-Chat`, {
      body: { location: 'westeurope' },
    });
    expect(again.body.id).toBe(`${world.production}/resourceGroups/rg-chat`);
  });
});

describe('a model version', () => {
  const model = () =>
    `${world.production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/models/implied`;

  it('makes the model that it is a version of, as clients expect', async () => {
    const made = await world.as.owner('PUT', `${model()}/versions/1`, {
      body: { properties: { modelUri: 'azureml://jobs/1/outputs/model' } },
    });
    expect(made.status).toBe(201);
    expect((await world.as.owner('GET', model())).body.properties).toMatchObject({
      isArchived: false,
      latestVersion: '1',
    });
  });

  it('makes nothing when its content is refused', async () => {
    const refused = await world.as.owner('PUT', `${model()}-not/versions/1`, {
      body: { properties: { modelUri: 7 } },
    });
    expect(refused.status).toBe(400);
    expect((await world.as.owner('GET', `${model()}-not`)).status).toBe(404);
  });

  it('does not make the registry or workspace', async () => {
    const answer = await world.as.owner('PUT', `${model().replace('ws-chat', 'ws-none')}/versions/1`, {
      body: { properties: {} },
    });
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'ParentResourceNotFound' } } });
  });
});

describe('resource lists', () => {
  it('filter by group, type, name and tag', async () => {
    const path = `${world.production}/resources`;
    const inGroup = await all(filtered(path, "resourceGroup eq 'RG-documents'"));
    expect(inGroup.items.map(({ name }) => name)).toContain('ws-documents');
    expect(inGroup.items.every(({ id }) => id.includes('/rg-documents/'))).toBe(true);
    expect(
      names(
        (
          await world.as.owner(
            'GET',
            filtered(path, "resourceType eq 'Microsoft.MachineLearningServices/workspaces'"),
          )
        ).body,
      ),
    ).toEqual(['ws-chat', 'ws-documents']);
    expect(
      names(
        (
          await world.as.owner(
            'GET',
            filtered(
              path,
              "substringof('chat', name) and resourceType eq 'microsoft.machinelearningservices/workspaces'",
            ),
          )
        ).body,
      ),
    ).toEqual(['ws-chat']);
    expect(
      names(
        (await world.as.owner('GET', filtered(path, "tagName eq 'team' and tagValue eq 'documents'"))).body,
      ),
    ).toEqual(['ws-documents']);
    expect(
      names((await world.as.owner('GET', filtered(path, "tagName eq 'team' and tagValue eq 'nobody'"))).body),
    ).toEqual([]);
  });

  it('hold no assignments: a group is empty when its resources are gone', async () => {
    const group = `${world.sandbox}/resourceGroups/rg-empty`;
    await world.as.owner('PUT', group, { body: { location: 'westeurope' } });
    await world.as.owner('PUT', assignmentAt(group, 'here'), { body: onlyRegistry('azureml') });
    expect(
      (await world.as.owner('GET', `${group}/resources?$expand=provisioningState&$top=10`)).body,
    ).toEqual({ value: [] });
  });

  it('give what $expand asks for', async () => {
    const path = filtered(
      `${world.production}/resources`,
      "name eq 'ws-chat'",
      '&$expand=createdTime,changedTime,provisioningState',
    );
    const { body } = await world.as.owner('GET', path);
    expect(body.value[0]).toMatchObject({
      provisioningState: 'Succeeded',
      createdTime: expect.any(String),
      changedTime: expect.any(String),
    });
    expect(body.value[0].properties).toBeUndefined();
  });
});

describe('definitions', () => {
  const at = (scope: string) => `${scope}/providers/Microsoft.Authorization/policyDefinitions`;
  const rule = {
    if: { field: 'type', equals: 'Microsoft.MachineLearningServices/workspaces' },
    then: { effect: 'audit' },
  };

  it('a subscription lists its own, those above and the built-in ones; filters narrow it', async () => {
    const own = `${at(world.production)}/own`;
    const above = `${at(world.root)}/above`;
    const beside = `${at(world.sandbox)}/beside`;
    for (const id of [own, above, beside]) {
      const { status, body } = await world.as.policyContributor('PUT', id, {
        body: { properties: { policyRule: rule, mode: 'All' } },
      });
      expect(status).toBe(201);
      expect(body.properties).toMatchObject({ policyType: 'Custom', version: '1.0.0', versions: ['1.0.0'] });
    }
    const listed = (await all(at(world.production))).items.map(({ id }) => id);
    expect(listed).toEqual(expect.arrayContaining([own, above, ALLOWED_REGISTRY]));
    expect(listed).not.toContain(beside);
    const custom = await all(filtered(at(world.production), "policyType eq 'Custom'"));
    expect(custom.items.map(({ id }) => id)).toEqual([above, own]);
    expect((await all(filtered(at(world.production), 'policyType -eq Custom'))).items).toEqual(custom.items);
    expect((await all(filtered(at(world.production), 'atExactScope()'))).items.map(({ id }) => id)).toEqual([
      own,
    ]);
    expect(
      (await all(filtered(at(world.production), "category eq 'Model deployment'"))).items.length,
    ).toBeGreaterThan(3);
    expect(
      (await all(at(''))).items.every(({ id }) => id.startsWith('/providers/Microsoft.Authorization/')),
    ).toBe(true);
  });

  it('an unknown name is a clean 404 at the tenant, as az asks first', async () => {
    const { status, body } = await world.as.policyContributor('GET', `${at('')}/own`);
    expect([status, body.error.code]).toEqual([404, 'PolicyDefinitionNotFound']);
  });

  it('versions are read, one each', async () => {
    const { body } = await world.as.policyContributor('GET', `${ALLOWED_REGISTRY}/versions`);
    expect(body.value).toHaveLength(1);
    const [version] = body.value;
    expect((await world.as.policyContributor('GET', version.id)).body).toEqual(version);
    const listed = await world.as.policyContributor(
      'POST',
      '/providers/Microsoft.Authorization/listPolicyDefinitionVersions',
    );
    expect(listed.body.value.length).toBeGreaterThan(5);
  });

  it('one that is assigned cannot be deleted', async () => {
    const id = `${at(world.production)}/own`;
    await world.as.policyContributor('PUT', assignmentAt(world.production, 'uses-own'), {
      body: { properties: { policyDefinitionId: id } },
    });
    const refused = await world.as.policyContributor('DELETE', id);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'PolicyDefinitionInUse']);
    await world.as.policyContributor('DELETE', assignmentAt(world.production, 'uses-own'));
    expect((await world.as.policyContributor('DELETE', id)).status).toBe(200);
  });
});

describe('assignments', () => {
  const list = (scope: string, filter?: string) =>
    all(
      filter === undefined
        ? `${scope}/providers/Microsoft.Authorization/policyAssignments`
        : filtered(`${scope}/providers/Microsoft.Authorization/policyAssignments`, filter),
    );

  it('are listed at, above and below a scope, or as the filter says', async () => {
    const group = `${world.production}/resourceGroups/rg-chat`;
    const [root, subscription, below, beside] = [
      assignmentAt(world.root, 'l-root'),
      assignmentAt(world.production, 'l-sub'),
      assignmentAt(group, 'l-group'),
      assignmentAt(world.sandbox, 'l-beside'),
    ];
    for (const id of [root, subscription, below, beside]) {
      expect(
        (
          await world.as.policyContributor('PUT', id, {
            body: onlyRegistry('azureml', { enforcementMode: 'DoNotEnforce' }),
          })
        ).status,
      ).toBe(201);
    }
    const ids = async (filter?: string) =>
      (await list(world.production, filter)).items.map(({ id }) => id).sort();
    expect(await ids()).toEqual([root, subscription, below].sort());
    expect(await ids('atScope()')).toEqual([root, subscription].sort());
    expect(await ids('atExactScope()')).toEqual([subscription]);
    expect(await ids('atScopeAndBelow()')).toEqual([subscription, below].sort());
    expect(await ids(`policyDefinitionId eq '${ALLOWED_REGISTRY.toUpperCase()}'`)).toEqual(
      [root, subscription, below].sort(),
    );
    expect((await list(world.root, 'atScopeAndBelow()')).items.length).toBe(5);
    for (const id of [root, subscription, below, beside]) await world.as.policyContributor('DELETE', id);
  });

  it('a PATCH changes what it may, and no more', async () => {
    const id = assignmentAt(world.production, 'patched');
    await world.as.policyContributor('PUT', id, {
      body: onlyRegistry('azureml', { enforcementMode: 'DoNotEnforce' }),
    });
    const { status } = await world.as.policyContributor('PATCH', id, {
      body: { properties: { enforcementMode: 'Default' } },
    });
    expect(status).toBe(400);
    const identity = await world.as.policyContributor('PATCH', id, {
      body: { location: 'westeurope', identity: { type: 'SystemAssigned' } },
    });
    expect(identity.status).toBe(200);
    expect(identity.body.identity.principalId).toMatch(/^[0-9a-f-]{36}$/);
    await world.as.policyContributor('DELETE', id);
  });
});

describe('the rest of what clients ask', () => {
  it('roles are the same at every scope', async () => {
    const path = `${world.production}/providers/Microsoft.Authorization/roleDefinitions`;
    const { body } = await world.as.mlEngineer('GET', filtered(path, "roleName eq 'Owner'"));
    expect(body.value).toHaveLength(1);
    expect((await world.as.mlEngineer('GET', `${path}/${body.value[0].name}`)).body.properties.roleName).toBe(
      'Owner',
    );
  });

  it('the log of the tenant needs no filter; there is none of a group', async () => {
    const path = 'providers/Microsoft.Insights/eventtypes/management/values';
    const { status, body } = await world.as.owner('GET', `/${path}?$top=5&$select=eventDataId,category`);
    expect([status, body.value.length, Object.keys(body.value[0])]).toEqual([
      200,
      5,
      ['eventDataId', 'category'],
    ]);
    expect((await world.as.owner('GET', `/${path}?$select=nothing`)).status).toBe(400);
    expect((await world.as.owner('GET', `${world.root}/${path}`)).status).toBe(404);
    expect(
      (await world.as.owner('GET', '/providers/Microsoft.Insights/eventcategories')).body.value,
    ).toHaveLength(2);
  });

  it('a type is offered where it can be, and nowhere else', async () => {
    const group = `${world.production}/resourceGroups/rg-chat`;
    for (const path of [
      `${group}/providers/Microsoft.Authorization/policyDefinitions`,
      `${world.production}/providers/Sluice.Governance/settings/default`,
      `/${ML}/workspaces`,
      `${world.root}/${ML}/workspaces/ws`,
    ]) {
      const { status, body } = await world.as.owner('GET', path);
      expect.soft([path, status, body.error?.code]).toEqual([path, 404, 'InvalidResourceType']);
    }
  });

  it('of what nobody has made there is nothing', async () => {
    for (const type of ['policySetDefinitions', 'policyExemptions', 'locks']) {
      const path = `${world.production}/providers/Microsoft.Authorization/${type}`;
      expect((await world.as.mlEngineer('GET', filtered(path, 'atExactScope()'))).body).toEqual({
        value: [],
      });
      expect((await world.as.owner('GET', `${path}/x`)).status).toBe(404);
      expect((await world.as.owner('DELETE', `${path}/x`)).status).toBe(204);
    }
  });

  it('a delete of a group that is not there says so; of any other resource it is no error', async () => {
    const gone = `${world.production}/resourceGroups/rg-never`;
    const { status, body } = await world.as.owner('DELETE', gone);
    expect([status, body.error.code]).toEqual([404, 'ResourceGroupNotFound']);
    const elsewhere = '/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/rg-never';
    expect((await world.as.owner('DELETE', elsewhere)).body.error.code).toBe('SubscriptionNotFound');
    expect((await world.as.mlEngineer('DELETE', gone)).status).toBe(403);
    const workspace = `${ML}/workspaces/never`;
    for (const group of ['rg-never', 'rg-chat']) {
      const path = `${world.production}/resourceGroups/${group}/${workspace}`;
      expect((await world.as.owner('DELETE', path)).status).toBe(204);
    }
  });

  it('a role is given once', async () => {
    const principals = await world.as.owner('GET', '/providers/Sluice.Governance/principals');
    const properties = {
      roleDefinitionId:
        '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
      principalId: principals.body.value[0].name,
    };
    const at = (name: string) => `${world.sandbox}/providers/Microsoft.Authorization/roleAssignments/${name}`;
    expect(
      (await world.as.owner('PUT', at('32345678-1234-4234-8234-123456789012'), { body: { properties } }))
        .status,
    ).toBe(201);
    const again = await world.as.owner('PUT', at('42345678-1234-4234-8234-123456789012'), {
      body: { properties },
    });
    expect([again.status, again.body.error.code]).toEqual([409, 'RoleAssignmentExists']);
  });

  it('providers are registered', async () => {
    const path = `${world.production}/providers/Microsoft.Management`;
    expect((await world.as.owner('POST', `${path}/register`)).body.registrationState).toBe('Registered');
    expect((await world.as.owner('GET', path)).body).toMatchObject({
      namespace: 'Microsoft.Management',
      registrationState: 'Registered',
    });
    expect(
      (await world.as.owner('GET', `${world.production}/providers/Microsoft.Nothing`)).body.error.code,
    ).toBe('InvalidResourceNamespace');
    const aliases = await world.as.owner(
      'GET',
      `${world.production}/providers/Microsoft.MachineLearningServices?$expand=resourceTypes/aliases`,
    );
    expect(
      aliases.body.resourceTypes.some((type: { aliases: readonly unknown[] }) => type.aliases.length > 0),
    ).toBe(true);
  });

  it('data policy manifests name what rules may', async () => {
    const { body } = await world.as.mlEngineer(
      'GET',
      "/providers/Microsoft.Authorization/dataPolicyManifests?$filter=namespace%20eq%20'Microsoft.MachineLearningServices'",
    );
    expect(names(body)).toEqual(['Microsoft.MachineLearningServices.v2.Data']);
  });

  it('the management group tree, expanded', async () => {
    const { body } = await world.as.owner('GET', `${world.root}?$expand=children&$recurse=true`);
    const children = body.properties.children as readonly { name: string; children?: readonly Named[] }[];
    expect(children.map(({ name }) => name)).toEqual(['production', 'sandbox']);
    expect(children[0]?.children?.map(({ name }) => name)).toEqual([world.demo.subscriptionIds.production]);
    const below = await world.as.owner('GET', `${world.root}/descendants`);
    expect(below.body.value).toHaveLength(4);
    expect(
      (await world.as.owner('POST', '/providers/Microsoft.Management/getEntities')).body.value,
    ).toHaveLength(5);
  });

  it('locations, tenants, the current settings', async () => {
    expect(names((await world.as.owner('GET', `${world.production}/locations`)).body)).toContain(
      'westeurope',
    );
    expect((await world.as.owner('GET', '/tenants')).body.value).toMatchObject([
      { tenantId: world.demo.tenantId },
    ]);
    expect(
      (await world.as.owner('GET', '/providers/Sluice.Governance/settings/default')).body.properties.catalog,
    ).toEqual({ unknownModels: 'allow', unresolvedVersions: 'refuse' });
  });

  it('keys of an endpoint are its own, and change when asked', async () => {
    const endpoint = `${world.production}/resourceGroups/rg-chat/${ML}/workspaces/ws-chat/onlineEndpoints/support-chat`;
    const before = (await world.as.owner('POST', `${endpoint}/listkeys`)).body;
    const after = (
      await world.as.owner('POST', `${endpoint}/regenerateKeys`, { body: { keyType: 'Primary' } })
    ).body;
    expect(after.primaryKey).not.toBe(before.primaryKey);
    expect(after.secondaryKey).toBe(before.secondaryKey);
    expect((await world.as.owner('POST', `${endpoint}/listKeys`)).body).toEqual(after);
    expect(JSON.stringify((await world.as.owner('GET', endpoint)).body)).not.toContain(after.primaryKey);
    expect((await world.as.owner('POST', `${endpoint}/token`)).body.accessToken.split('.')).toHaveLength(3);
    expect((await world.as.owner('POST', `${endpoint}/deployments/blue/getLogs`, { body: {} })).body).toEqual(
      { content: '' },
    );
    expect((await world.as.owner('GET', `${endpoint}/deployments/blue/skus`)).body.value[0].sku.name).toBe(
      'Default',
    );
  });
});

describe('deleting takes along what is inside', () => {
  it('a group with its workspace, endpoint, deployment, assignment and role', async () => {
    const group = `${world.sandbox}/resourceGroups/rg-gone`;
    const endpoint = `${group}/${ML}/workspaces/ws-gone/onlineEndpoints/ep-gone`;
    const location = 'westeurope';
    await world.as.owner('PUT', group, { body: { location } });
    await world.as.owner('PUT', `${group}/${ML}/workspaces/ws-gone`, { body: { location, properties: {} } });
    await world.as.owner('PUT', endpoint, { body: { location, properties: { authMode: 'Key' } } });
    expect(
      (await world.as.owner('PUT', `${endpoint}/deployments/blue`, { body: deploymentOf(PHI4) })).status,
    ).toBe(201);
    expect(
      (await world.as.owner('PUT', assignmentAt(group, 'inside'), { body: onlyRegistry('azureml') })).status,
    ).toBe(201);
    const deleted = await world.as.owner('DELETE', group);
    expect(deleted.status).toBe(202);
    const poll = new URL(String(deleted.headers['location']));
    expect((await world.as.owner('GET', poll.pathname + poll.search, { apiVersion: null })).status).toBe(204);
    expect((await world.as.owner('HEAD', group)).status).toBe(404);
    for (const id of [`${endpoint}/deployments/blue`, assignmentAt(group, 'inside')]) {
      expect(await world.storage.resources.get(id.toLowerCase())).toBeUndefined();
    }
    expect(await world.storage.states.get(`${endpoint}/deployments/blue`.toLowerCase())).toBeUndefined();
    // Made again, nothing of the old assignment is left in force.
    await world.as.owner('PUT', group, { body: { location } });
    await world.as.owner('PUT', `${group}/${ML}/workspaces/ws-gone`, { body: { location, properties: {} } });
    await world.as.owner('PUT', endpoint, { body: { location, properties: { authMode: 'Key' } } });
    expect(
      (await world.as.owner('PUT', `${endpoint}/deployments/blue`, { body: deploymentOf(LLAMA) })).status,
    ).toBe(201);
  });

  it('a registry model leaves the catalog: its label cannot be resolved any more', async () => {
    const model = `${world.production}/resourceGroups/rg-models/${ML}/registries/approved-models/models/short-lived`;
    await world.as.owner('PUT', model, { body: { properties: {} } });
    await world.as.owner('PUT', `${model}/versions/1`, {
      body: { properties: { modelUri: 'azureml://x', tags: { license: 'MIT' } } },
    });
    const reference = 'azureml://registries/approved-models/models/short-lived/labels/latest';
    expect(
      (await world.as.owner('PUT', chatDeployment(world, 'by-label'), { body: deploymentOf(reference) }))
        .status,
    ).toBe(201);
    expect((await world.as.owner('DELETE', model)).status).toBe(202);
    const { status, body } = await world.as.owner('PUT', chatDeployment(world, 'by-label-2'), {
      body: deploymentOf(reference),
    });
    expect([status, body.error.code]).toEqual([400, 'ModelVersionUnresolved']);
  });

  it('a model version is changed by a PATCH, and what the catalog says of it with that', async () => {
    const model = `${world.production}/resourceGroups/rg-models/${ML}/registries/approved-models/models/patched`;
    await world.as.owner('PUT', model, { body: { properties: { description: 'one' } } });
    const described = await world.as.owner('PATCH', model, { body: { properties: { description: 'two' } } });
    expect([described.status, described.body.properties.description]).toEqual([200, 'two']);
    const version = `${model}/versions/1`;
    await world.as.owner('PUT', version, {
      body: { properties: { modelUri: 'azureml://x', tags: { publisher: 'Contoso', license: 'MIT' } } },
    });
    const patched = await world.as.owner('PATCH', version, {
      body: { properties: { tags: { license: 'Apache-2.0' } } },
    });
    expect([patched.status, patched.body.properties.tags]).toEqual([
      200,
      { publisher: 'Contoso', license: 'Apache-2.0' },
    ]);
    const deployed = await world.as.owner('PUT', chatDeployment(world, 'of-patched'), {
      body: deploymentOf('azureml://registries/approved-models/models/patched/versions/1'),
    });
    const decision = await world.as.owner(
      'GET',
      `/providers/Sluice.Governance/decisions/${deployed.headers['x-sluice-decision-id']}`,
    );
    expect(decision.body.properties.request.facts.model.licence).toBe('Apache-2.0');
    await world.as.owner('DELETE', chatDeployment(world, 'of-patched'));
    expect((await world.as.owner('DELETE', model)).status).toBe(202);
  });

  it('a management group only when nothing is in it', async () => {
    const { status, body } = await world.as.owner(
      'DELETE',
      '/providers/Microsoft.Management/managementGroups/production',
    );
    expect([status, body.error.code]).toEqual([409, 'ParentNotEmpty']);
  });
});

describe('moving a subscription', () => {
  it('changes which policies apply, at once', async () => {
    const id = assignmentAt('/providers/Microsoft.Management/managementGroups/sandbox', 'sandbox-only');
    await world.as.policyContributor('PUT', id, { body: onlyRegistry('azureml') });
    expect(
      (await world.as.mlEngineer('PUT', chatDeployment(world, 'moved'), { body: deploymentOf(LLAMA) }))
        .status,
    ).toBe(201);
    const place = `/providers/Microsoft.Management/managementGroups/sandbox/subscriptions/${world.demo.subscriptionIds.production}`;
    expect((await world.as.owner('PUT', place)).status).toBe(200);
    expect(
      (await world.as.mlEngineer('PUT', chatDeployment(world, 'moved-2'), { body: deploymentOf(LLAMA) }))
        .status,
    ).toBe(403);
    const states = await world.storage.states.get(chatDeployment(world, 'moved').toLowerCase());
    expect(states?.results).toMatchObject([{ complianceState: 'NonCompliant' }]);
    expect((await world.as.owner('DELETE', place)).status).toBe(200);
    expect(
      (await world.as.mlEngineer('PUT', chatDeployment(world, 'moved-3'), { body: deploymentOf(LLAMA) }))
        .status,
    ).toBe(201);
    await world.as.policyContributor('DELETE', id);
  });
});
