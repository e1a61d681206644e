// Roles that a team writes itself, what somebody may do where, and what nobody may do to become more than he is.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, replaceRights, type Send, type World } from './harness.ts';

const AUTHORIZATION = 'providers/Microsoft.Authorization';
const READ_GROUPS = 'Microsoft.Resources/subscriptions/resourceGroups/read';
const V = { apiVersion: '2022-04-01' };

let world: World;
let owner: Send;
beforeAll(async () => {
  world = await openWorld();
  owner = world.as.owner;
});
afterAll(() => world.close());

type Warned = { readonly code: string; readonly target: string };

const group = () => `${world.production}/resourceGroups/rg-chat`;
const roleAt = (scope: string, name: string) => `${scope}/${AUTHORIZATION}/roleDefinitions/${name}`;

function role(more: object = {}) {
  return {
    properties: {
      roleName: `Role ${randomUUID()}`,
      description: 'Sees groups',
      permissions: [{ actions: [READ_GROUPS] }],
      assignableScopes: [world.production],
      ...more,
    },
  };
}

async function make(scope = world.production, more: object = {}) {
  const name = randomUUID();
  const answer = await owner('PUT', roleAt(scope, name), { ...V, body: role(more) });
  return { name, id: roleAt(scope, name), ...answer };
}

async function objectIdOf(who: 'policyContributor' | 'mlEngineer') {
  const { body } = await owner('GET', '/providers/Sluice.Governance/principals');
  const { clientId } = world.demo.principals[who];
  return body.value.find(
    (each: { properties: { clientId: string } }) => each.properties.clientId === clientId,
  ).name as string;
}

function give(roleDefinitionId: string, principalId: string, scope: string) {
  return owner('PUT', `${scope}/${AUTHORIZATION}/roleAssignments/${randomUUID()}`, {
    ...V,
    body: { properties: { roleDefinitionId, principalId } },
  });
}

describe('a custom role', () => {
  it('has an etag, and is not written over another one', async () => {
    const { id } = await make();
    const first = (await owner('GET', id, V)).headers['etag'];
    expect(first).toMatch(/^"/);
    const write = () => owner('PUT', id, { ...V, body: role(), headers: { 'if-match': String(first) } });
    expect((await write()).status).toBeLessThan(300);
    expect((await write()).status).toBe(412);
  });

  it('is made, given, changed, and holds at once', async () => {
    await replaceRights(world, 'policyContributor', []);
    const { policyContributor } = world.as;
    const groups = () => policyContributor('GET', `${world.production}/resourceGroups`, V);
    const { id, name, status, body } = await make();
    expect([status, body.properties.type, body.id]).toEqual([201, 'CustomRole', id]);
    expect((await groups()).status).toBe(403);
    const given = await give(id, await objectIdOf('policyContributor'), world.production);
    expect(given.status).toBe(201);
    expect(given.body.properties.roleDefinitionId).toBe(id);
    expect((await groups()).status).toBe(200);

    const changed = await owner('PUT', id, {
      ...V,
      body: role({ roleName: body.properties.roleName, permissions: [{ actions: ['Microsoft.X/read'] }] }),
    });
    // az takes nothing else for an update.
    expect(changed.status).toBe(201);
    expect((await groups()).status).toBe(403);

    const held = await owner('DELETE', id, V);
    expect([held.status, held.body.error.code]).toEqual([409, 'RoleDefinitionHasAssignments']);
    await owner('DELETE', given.body.id, V);
    expect((await owner('DELETE', id, V)).status).toBe(200);
    expect((await owner('GET', roleAt(world.production, name), V)).status).toBe(404);
  });

  it('goes by its name at every scope that sees it, and is one role', async () => {
    const { name, id, body } = await make();
    for (const scope of [world.production, group(), world.root, ''])
      expect((await owner('GET', roleAt(scope, name), V)).body.id).toBe(id);
    expect((await owner('GET', roleAt(world.sandbox, name), V)).status).toBe(404);
    const again = await owner('PUT', roleAt(group(), name), {
      ...V,
      body: role({ roleName: body.properties.roleName, description: 'Changed' }),
    });
    expect([again.status, again.body.id]).toEqual([201, id]);
    const listed = async (scope: string, filter: string) => {
      const query = filter === '' ? '' : `?$filter=${encodeURIComponent(filter)}`;
      const answer = await owner('GET', `${scope}/${AUTHORIZATION}/roleDefinitions${query}`, V);
      return answer.body.value.map((each: { name: string }) => each.name) as string[];
    };
    expect(await listed(world.production, '')).toContain(name);
    expect(await listed(world.production, "type eq 'CustomRole'")).toContain(name);
    expect(await listed(world.production, `roleName eq '${body.properties.roleName}'`)).toEqual([name]);
    expect(await listed(world.production, "type eq 'BuiltInRole'")).not.toContain(name);
    expect(await listed(world.sandbox, '')).not.toContain(name);
  });

  it('is given where it may be given, and nowhere else', async () => {
    const { id } = await make(world.production, { assignableScopes: [group()] });
    const engineer = await objectIdOf('mlEngineer');
    for (const scope of [world.production, world.sandbox, world.root]) {
      const { status, body } = await give(id, engineer, scope);
      expect([status, body.error.code]).toEqual([400, 'RoleAssignmentScopeNotAssignable']);
    }
    expect((await give(id, engineer, group())).status).toBe(201);
  });

  it.each([
    ['actions', { actions: ['*/read', 'bogus'] }, 'actions/1'],
    ['notActions', { actions: ['*'], notActions: ['Microsoft.Authorization'] }, 'notActions/0'],
  ])('is refused where its %s can name nothing', async (_, permission, at) => {
    const { status, body } = await make(world.production, { permissions: [permission] });
    expect([status, body.error.code, body.error.target]).toEqual([
      400,
      'InvalidActionOrNotAction',
      `/properties/permissions/0/${at}`,
    ]);
  });

  it('is warned of where they name no operation here', async () => {
    const { status, body, headers } = await make(world.production, {
      permissions: [
        { actions: ['*', 'Microsoft.Compute/disks/read'], notActions: ['Microsoft.Authorisation/*/Write'] },
      ],
    });
    expect(status).toBe(201);
    const warnings = JSON.parse(String(headers['x-sluice-warnings']));
    expect(warnings).toEqual(body.warnings);
    expect(warnings.map(({ code, target }: Warned) => [code, target])).toEqual([
      ['role/unmatched-not-actions', '/properties/permissions/0/notActions'],
      ['role/unmatched-actions', '/properties/permissions/0/actions'],
    ]);
    expect(warnings[0].message).toContain("'Microsoft.Authorisation/*/Write'");
    expect((await make()).headers).not.toHaveProperty('x-sluice-warnings');
  });

  it('is called like no other', async () => {
    const { status, body } = await make(world.production, { roleName: 'OWNER' });
    expect([status, body.error.code]).toEqual([409, 'RoleDefinitionWithSameNameExists']);
  });

  it('takes back by notActions, of itself alone', async () => {
    await replaceRights(world, 'mlEngineer', []);
    const engineer = await objectIdOf('mlEngineer');
    const { id } = await make(world.production, {
      permissions: [{ actions: ['*/read'], notActions: [READ_GROUPS] }],
    });
    await give(id, engineer, world.production);
    const groups = () => world.as.mlEngineer('GET', `${world.production}/resourceGroups`, V);
    expect((await groups()).status).toBe(403);
    const other = await make();
    await give(other.id, engineer, world.production);
    expect((await groups()).status).toBe(200);
  });
});

describe('a role assignment', () => {
  const assign = async (principalType?: string) => {
    const path = `${group()}/${AUTHORIZATION}/roleAssignments/${randomUUID()}`;
    const { id } = await make();
    const principalId = await objectIdOf('mlEngineer');
    const properties = { roleDefinitionId: id, principalId, ...(principalType && { principalType }) };
    return owner('PUT', path, { ...V, body: { properties } });
  };

  it('says what kind its principal is, and takes it said in any letter case', async () => {
    for (const said of [undefined, 'ServicePrincipal', 'serviceprincipal']) {
      const { status, body } = await assign(said);
      expect([status, body.properties.principalType]).toEqual([201, 'ServicePrincipal']);
    }
  });

  it('is refused where that is said wrongly', async () => {
    const { status, body } = await assign('User');
    expect([status, body.error.code, body.error.target]).toEqual([
      400,
      'UnmatchedPrincipalType',
      '/properties/principalType',
    ]);
  });
});

describe('nobody becomes more than he is', () => {
  it('a role is written by those who may write roles wherever it may be given', async () => {
    await replaceRights(world, 'policyContributor', [
      { scope: group(), actions: ['Microsoft.Authorization/roleDefinitions/write'] },
    ]);
    const { policyContributor } = world.as;
    const wide = await policyContributor('PUT', roleAt(group(), randomUUID()), { ...V, body: role() });
    expect([wide.status, wide.body.error.code]).toEqual([403, 'AuthorizationFailed']);
    const body = role({ assignableScopes: [group()] });
    const own = await policyContributor('PUT', roleAt(group(), randomUUID()), { ...V, body });
    expect(own.status).toBe(201);
  });

  it('who may do everything but give roles makes no principals, and no secrets of others', async () => {
    const contributor =
      '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c';
    await replaceRights(world, 'policyContributor', []);
    await give(contributor, await objectIdOf('policyContributor'), world.root);
    const { policyContributor } = world.as;
    const { body } = await owner('GET', '/providers/Sluice.Governance/principals');
    for (const { id } of body.value as { id: string }[]) {
      const added = await policyContributor('POST', `${id}/addSecret`, { body: {} });
      expect(added.status).toBe(403);
    }
    const made = await policyContributor('PUT', `/providers/Sluice.Governance/principals/${randomUUID()}`, {
      body: { properties: { displayName: 'Mine' } },
    });
    expect([made.status, made.body.error.code]).toEqual([403, 'AuthorizationFailed']);
  });
});

describe('a role is one role', () => {
  it('a template makes none that takes the place of another', async () => {
    const template = {
      contentVersion: '1.0.0.0',
      resources: [
        {
          type: 'Microsoft.Authorization/roleDefinitions',
          apiVersion: '2022-04-01',
          name: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
          properties: role({ assignableScopes: [group()], permissions: [{ actions: ['*'] }] }).properties,
        },
      ],
    };
    const answer = await owner(
      'PUT',
      `${group()}/providers/Microsoft.Resources/deployments/shadow-${randomUUID().slice(0, 8)}`,
      { apiVersion: '2024-11-01', body: { properties: { mode: 'Incremental', template } } },
    );
    expect([answer.status, answer.body.error.details?.[0].code]).toEqual([
      400,
      'RoleDefinitionWithSameNameExists',
    ]);
  });

  it('is changed and deleted by those who may wherever it could be given', async () => {
    const { id, body } = await make(world.production, {
      assignableScopes: [world.production, world.sandbox],
    });
    await replaceRights(world, 'policyContributor', [
      { scope: world.production, actions: ['Microsoft.Authorization/roleDefinitions/*'] },
    ]);
    const narrowed = role({ roleName: body.properties.roleName, permissions: [{ actions: ['*'] }] });
    const changed = await world.as.policyContributor('PUT', id, { ...V, body: narrowed });
    expect([changed.status, changed.body.error.code]).toEqual([403, 'AuthorizationFailed']);
    expect((await world.as.policyContributor('DELETE', id, V)).status).toBe(403);
  });

  it('does not leave a scope where somebody holds it', async () => {
    const { id, body } = await make(world.production, { assignableScopes: [world.production, group()] });
    const given = await give(id, await objectIdOf('mlEngineer'), world.production);
    expect(given.status).toBe(201);
    const narrowed = role({ roleName: body.properties.roleName, assignableScopes: [group()] });
    const answer = await owner('PUT', id, { ...V, body: narrowed });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'RoleDefinitionHasAssignments']);
  });
});

describe('what somebody may do', () => {
  const permissions = async (send: Send, scope: string) => {
    const { status, body } = await send('GET', `${scope}/${AUTHORIZATION}/permissions`, V);
    return status === 200 ? body.value : [status, body.error.code];
  };

  it('is told role by role, with what comes from above', async () => {
    await replaceRights(world, 'mlEngineer', [
      { scope: world.production, actions: [READ_GROUPS] },
      { scope: group(), actions: ['Microsoft.X/things/write'] },
    ]);
    const permission = (action: string) => ({
      actions: [action],
      notActions: [],
      dataActions: [],
      notDataActions: [],
    });
    const { mlEngineer } = world.as;
    expect(await permissions(mlEngineer, world.production)).toEqual([permission(READ_GROUPS)]);
    const here = await permissions(mlEngineer, group());
    expect(here).toHaveLength(2);
    expect(here).toEqual(
      expect.arrayContaining([permission(READ_GROUPS), permission('Microsoft.X/things/write')]),
    );
    const resource = `${group()}/providers/Microsoft.MachineLearningServices/workspaces/ws-chat`;
    expect(await permissions(mlEngineer, resource)).toHaveLength(2);
  });

  it('of the tenant itself is what the root group gives', async () => {
    const all = { actions: ['*'], notActions: [], dataActions: [], notDataActions: [] };
    expect(await permissions(owner, '')).toEqual([all]);
    expect(await permissions(world.as.mlEngineer, '')).toEqual([]);
  });

  it('is nothing elsewhere, whether that is there or not', async () => {
    const { mlEngineer } = world.as;
    expect(await permissions(mlEngineer, world.sandbox)).toEqual([]);
    expect(await permissions(mlEngineer, `${world.sandbox}/resourceGroups/none`)).toEqual([]);
  });

  it('of what is not there is 404 for those who may read above it', async () => {
    expect(await permissions(owner, `${world.production}/resourceGroups/none`)).toEqual([
      404,
      'ResourceGroupNotFound',
    ]);
  });
});
