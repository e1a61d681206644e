// Who may come in: applications, users and groups, made by API, with secrets that are shown once.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { start } from '@sluice/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSend, openWorld, type Send, tokenOf, type World } from './harness.ts';

const PRINCIPALS = '/providers/Sluice.Governance/principals';
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

let world: World;
let owner: Send;
let agent: https.Agent;
beforeAll(async () => {
  world = await openWorld();
  owner = world.as.owner;
  agent = new https.Agent({ keepAlive: true, ca: readFileSync(world.demo.caFile) });
});
afterAll(() => world.close());

type Properties = Readonly<Record<string, unknown>>;

async function make(properties: Properties, id = randomUUID()) {
  const { status, body } = await owner('PUT', `${PRINCIPALS}/${id}`, { body: { properties } });
  return { id, status, body, properties: body.properties };
}

async function token(fields: Readonly<Record<string, string>>) {
  const { server } = world;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: `${server.endpoint}/.default`,
    ...fields,
  }).toString();
  const { status, body: answer } = await createSend(server, agent, undefined)(
    'POST',
    `/${world.demo.tenantId}/oauth2/v2.0/token`,
    { raw: body, apiVersion: null, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  );
  return { status, token: answer.access_token as string, error: answer.error_codes?.[0] as number };
}

async function giveRole(principalId: string, roleId: string, scope: string) {
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`;
  const roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${roleId}`;
  const { status } = await owner('PUT', path, {
    apiVersion: '2022-04-01',
    body: { properties: { roleDefinitionId, principalId } },
  });
  expect(status).toBe(201);
  return path;
}

/** The activity log of one resource, newest first. */
function logOf(resourceId: string) {
  const filter = encodeURIComponent(`eventTimestamp ge '2020-01-01' and resourceId eq '${resourceId}'`);
  return owner('GET', `/providers/Microsoft.Insights/eventtypes/management/values?$filter=${filter}`, {
    apiVersion: '2015-04-01',
  });
}

async function operationsOn(resourceId: string): Promise<readonly string[]> {
  const { body } = await logOf(resourceId);
  return body.value.map(({ operationName }: { operationName: { value: string } }) => operationName.value);
}

const groups = (send: Send) =>
  send('GET', `${world.production}/resourceGroups`, { apiVersion: '2024-11-01' });

describe('an application', () => {
  it('is made, gets a secret that is shown once, a role, and comes in', async () => {
    const { id, status, properties } = await make({ displayName: 'Pipeline' });
    expect([status, properties]).toEqual([
      201,
      {
        objectId: id,
        clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        displayName: 'Pipeline',
        principalType: 'ServicePrincipal',
        enabled: true,
      },
    ]);
    const added = await owner('POST', `${PRINCIPALS}/${id}/addSecret`);
    expect([added.status, added.headers['cache-control']]).toEqual([200, 'no-store']);
    const { secretId, secretText, clientId } = added.body;
    expect(clientId).toBe(properties.clientId);
    const shown = await owner('GET', `${PRINCIPALS}/${id}`);
    expect(shown.body.properties.secrets).toEqual([{ secretId }]);
    expect(JSON.stringify(shown.body)).not.toContain(secretText);

    await giveRole(id, READER, world.production);
    const got = await token({ client_id: clientId, client_secret: secretText });
    expect(got.status).toBe(200);
    const send = createSend(world.server, agent, got.token);
    expect((await groups(send)).body.value.length).toBeGreaterThan(0);

    const removed = await owner('POST', `${PRINCIPALS}/${id}/removeSecret`, { body: { secretId } });
    expect(removed.status).toBe(204);
    expect(await token({ client_id: clientId, client_secret: secretText })).toMatchObject({
      status: 401,
      error: 7000215,
    });
  });

  it('has two secrets while one takes over, and each may have an end', async () => {
    const { id } = await make({ displayName: 'Two' });
    const expiresOn = new Date(Date.now() + 86_400_000).toISOString();
    const first = await owner('POST', `${PRINCIPALS}/${id}/addSecret`, { body: { expiresOn } });
    const second = await owner('POST', `${PRINCIPALS}/${id}/addSecret`, { body: {} });
    expect(first.body.expiresOn).toBe(expiresOn);
    for (const { body } of [first, second])
      expect((await token({ client_id: body.clientId, client_secret: body.secretText })).status).toBe(200);
    const past = await owner('POST', `${PRINCIPALS}/${id}/addSecret`, { body: { expiresOn: '2020-01-01' } });
    expect([past.status, past.body.error.target]).toEqual([400, '/expiresOn']);
  });

  it('is out at once when it is disabled or deleted', async () => {
    const { id, properties } = await make({ displayName: 'Out' });
    await giveRole(id, READER, world.production);
    const { body } = await owner('POST', `${PRINCIPALS}/${id}/addSecret`);
    const { token: bearer } = await token({ client_id: body.clientId, client_secret: body.secretText });
    const send = createSend(world.server, agent, bearer);
    expect((await groups(send)).status).toBe(200);
    const disabled = await owner('PATCH', `${PRINCIPALS}/${id}`, {
      body: { properties: { enabled: false } },
    });
    expect([disabled.status, disabled.body.properties]).toEqual([200, { ...properties, enabled: false }]);
    expect((await groups(send)).status).toBe(401);
    expect((await owner('DELETE', `${PRINCIPALS}/${id}`)).status).toBe(200);
    expect((await owner('GET', `${PRINCIPALS}/${id}`)).status).toBe(404);
    expect((await token({ client_id: body.clientId, client_secret: body.secretText })).error).toBe(700016);
  });

  it('leaves what was done in the activity log, and no secret', async () => {
    const { id } = await make({ displayName: 'Logged' });
    const { body } = await owner('POST', `${PRINCIPALS}/${id}/addSecret`);
    const log = await logOf(`${PRINCIPALS}/${id}`);
    expect(await operationsOn(`${PRINCIPALS}/${id}`)).toEqual([
      'Sluice.Governance/principals/addSecret/action',
      'Sluice.Governance/principals/write',
    ]);
    expect(JSON.stringify(log.body)).not.toContain(body.secretText);
  });
});

describe('a user', () => {
  it('has a password, chosen or made, and gets no token by it alone', async () => {
    const { id, properties } = await make({
      displayName: 'Ann',
      principalType: 'User',
      clientId: 'ann@example.com',
    });
    expect(properties).toMatchObject({ clientId: 'ann@example.com', principalType: 'User' });
    const made = await owner('POST', `${PRINCIPALS}/${id}/setPassword`);
    expect(made.body).toEqual({
      clientId: 'ann@example.com',
      password: expect.stringMatching(/^[\w-]{24}$/),
    });
    const set = await owner('POST', `${PRINCIPALS}/${id}/setPassword`, {
      body: { password: 'correct horse battery' },
    });
    expect(set.body).toEqual({ clientId: 'ann@example.com' });
    const got = await token({ client_id: 'ann@example.com', client_secret: 'correct horse battery' });
    expect(got).toMatchObject({ status: 400, error: 700016 });
    const shown = (await owner('GET', `${PRINCIPALS}/${id}`)).body.properties.secrets;
    expect(shown).toHaveLength(1);
  });

  it('of the same name, made anew, has none of the passwords before', async () => {
    const name = { displayName: 'Bob', principalType: 'User', clientId: 'bob' };
    const first = await make(name);
    await owner('POST', `${PRINCIPALS}/${first.id}/setPassword`);
    expect((await owner('DELETE', `${PRINCIPALS}/${first.id}`)).status).toBe(200);
    const second = await make(name);
    expect(second.status).toBe(201);
    expect((await owner('GET', `${PRINCIPALS}/${second.id}`)).body.properties.secrets).toEqual([]);
  });
});

describe('a group', () => {
  it('gives its members what it may, until they leave', async () => {
    const member = await make({ displayName: 'Member' });
    const group = await make({ displayName: 'Team', principalType: 'Group', members: [member.id] });
    expect(group.properties).toMatchObject({ clientId: group.id, members: [member.id] });
    await giveRole(group.id, READER, world.production);
    const { body } = await owner('POST', `${PRINCIPALS}/${member.id}/addSecret`);
    const { token: bearer } = await token({ client_id: body.clientId, client_secret: body.secretText });
    const send = createSend(world.server, agent, bearer);
    expect((await groups(send)).body.value.length).toBeGreaterThan(0);
    await owner('PATCH', `${PRINCIPALS}/${group.id}`, { body: { properties: { members: [] } } });
    expect((await groups(send)).status).toBe(403);
  });

  it('has its assignments listed with those of its members, whatever group they are in it by', async () => {
    const member = await make({ displayName: 'Inner member' });
    const inner = await make({ displayName: 'Inner', principalType: 'Group', members: [member.id] });
    const outer = await make({ displayName: 'Outer', principalType: 'Group', members: [inner.id] });
    await giveRole(outer.id, READER, world.production);
    const assigned = async (to: string) => {
      const filter = encodeURIComponent(`assignedTo('${to}')`);
      const path = `/providers/Microsoft.Authorization/roleAssignments?$filter=${filter}`;
      const { body } = await owner('GET', path, { apiVersion: '2022-04-01' });
      return body.value.map((each: { properties: Properties }) => each.properties['principalId']);
    };
    expect(await assigned(member.id.toUpperCase())).toEqual([outer.id]);
    await owner('PATCH', `${PRINCIPALS}/${outer.id}`, { body: { properties: { enabled: false } } });
    expect(await assigned(member.id)).toEqual([]);
  });

  it('loses a member that is deleted, and is as it was beside that', async () => {
    const stays = await make({ displayName: 'Stays' });
    const goes = await make({ displayName: 'Goes' });
    const group = await make({
      displayName: 'Loses one',
      principalType: 'Group',
      members: [goes.id.toUpperCase(), stays.id],
    });
    expect((await owner('DELETE', `${PRINCIPALS}/${goes.id}`)).status).toBe(200);
    const path = `${PRINCIPALS}/${group.id}`;
    expect((await owner('GET', path)).body.properties).toEqual({
      ...group.properties,
      members: [stays.id],
      secrets: [],
    });
    const disabled = await owner('PATCH', path, { body: { properties: { enabled: false } } });
    expect([disabled.status, disabled.body.properties.members]).toEqual([200, [stays.id]]);
    const told = await operationsOn(path);
    expect(told).toEqual(Array(3).fill('Sluice.Governance/principals/write'));
  });

  it('loses the identity of an assignment that is deleted, or that has none any more', async () => {
    const path = `${world.production}/providers/Microsoft.Authorization/policyAssignments/in-a-group`;
    const assignment = (identity: Properties) => ({
      apiVersion: '2023-04-01',
      body: {
        location: 'westeurope',
        identity,
        properties: {
          policyDefinitionId:
            '/providers/Microsoft.Authorization/policyDefinitions/12e5dd16-d201-47ff-849b-8454061c293d',
          parameters: { allowedPublishers: { value: ['Meta'] } },
        },
      },
    });
    const group = await make({ displayName: 'Of identities', principalType: 'Group' });
    const members = async () =>
      (await owner('GET', `${PRINCIPALS}/${group.id}`)).body.properties.members as string[];
    const join = async () => {
      const { status, body } = await owner('PUT', path, assignment({ type: 'SystemAssigned' }));
      expect(status).toBe(201);
      const { principalId } = body.identity;
      const joined = await owner('PATCH', `${PRINCIPALS}/${group.id}`, {
        body: { properties: { members: [principalId] } },
      });
      expect([joined.status, await members()]).toEqual([200, [principalId]]);
    };
    await join();
    await owner('PUT', path, assignment({ type: 'None' }));
    expect(await members()).toEqual([]);
    await join();
    expect((await owner('DELETE', path, { apiVersion: '2023-04-01' })).status).toBe(200);
    expect(await members()).toEqual([]);
  });

  it('signs nobody in', async () => {
    const { id } = await make({ displayName: 'Nobody', principalType: 'Group' });
    const secret = await owner('POST', `${PRINCIPALS}/${id}/addSecret`);
    const password = await owner('POST', `${PRINCIPALS}/${id}/setPassword`);
    expect([secret.status, password.status]).toEqual([400, 400]);
  });
});

describe('refused is', () => {
  it.each<[string, Properties, string, string | undefined]>([
    ['no name', {}, 'InvalidRequestContent', '/properties/displayName'],
    [
      'an unknown kind',
      { displayName: 'x', principalType: 'Robot' },
      'InvalidRequestContent',
      '/properties/principalType',
    ],
    [
      'a user without a name to sign in by',
      { displayName: 'x', principalType: 'User' },
      'InvalidParameter',
      '/properties/clientId',
    ],
    [
      'a user called like an application',
      { displayName: 'x', principalType: 'User', clientId: randomUUID() },
      'InvalidParameter',
      '/properties/clientId',
    ],
    [
      'an application called like a user',
      { displayName: 'x', clientId: 'ann' },
      'InvalidParameter',
      '/properties/clientId',
    ],
    ['members of no group', { displayName: 'x', members: [] }, 'InvalidParameter', '/properties/members'],
    [
      'an unknown member',
      { displayName: 'x', principalType: 'Group', members: [randomUUID()] },
      'PrincipalNotFound',
      '/properties/members',
    ],
  ])('%s', async (_, properties, code, target) => {
    const { status, body } = await make(properties);
    expect([status, body.error.code, body.error.target]).toEqual([400, code, target]);
  });

  it('a name that somebody has, in any letter case', async () => {
    await make({ displayName: 'x', principalType: 'User', clientId: 'taken' });
    const { status, body } = await make({ displayName: 'y', principalType: 'User', clientId: 'TAKEN' });
    expect([status, body.error.code]).toEqual([409, 'PrincipalNameNotAvailable']);
  });

  it('an identity that somebody has', async () => {
    const identities = [{ issuer: 'https://issuer.example', subject: 'repo:a' }];
    await make({ displayName: 'x', identities });
    const { status, body } = await make({ displayName: 'y', identities });
    expect([status, body.error.code]).toEqual([409, 'PrincipalNameNotAvailable']);
  });

  it('another kind, or another name, later', async () => {
    const { id } = await make({ displayName: 'x' });
    for (const change of [{ principalType: 'Group' }, { clientId: randomUUID() }]) {
      const { status, body } = await make({ displayName: 'x', ...change }, id);
      expect([status, body.error.code]).toEqual([400, 'PrincipalUpdateNotPermitted']);
    }
  });

  it('that the last Owner goes, or may act no more', async () => {
    const { body } = await owner('GET', PRINCIPALS);
    const own = body.value.find(
      ({ properties }: { properties: Properties }) =>
        properties['clientId'] === world.demo.principals.owner.clientId,
    );
    const path = `${PRINCIPALS}/${own.name}`;
    for (const answer of [
      await owner('DELETE', path),
      await owner('PATCH', path, { body: { properties: { enabled: false } } }),
    ])
      expect([answer.status, answer.body.error.code]).toEqual([409, 'LastOwnerCannotBeRemoved']);
  });

  it('everything to those who may not', async () => {
    const { id } = await make({ displayName: 'Target' });
    const path = `${PRINCIPALS}/${id}`;
    const { mlEngineer, anonymous } = world.as;
    for (const [verb, at, body] of [
      ['PUT', path, { properties: { displayName: 'y' } }],
      ['DELETE', path, undefined],
      ['POST', `${path}/addSecret`, {}],
      ['POST', `${path}/setPassword`, {}],
      ['POST', `${path}/removeSecret`, { secretId: 'x' }],
    ] as const) {
      const send = body === undefined ? {} : { body };
      expect((await mlEngineer(verb, at, send)).status).toBe(403);
      expect((await anonymous(verb, at, send)).status).toBe(401);
    }
  });
});

describe('who is out is out', () => {
  it('a new application of the same client id has none of the secrets before', async () => {
    const clientId = randomUUID();
    const first = await make({ displayName: 'First', clientId });
    const { body } = await owner('POST', `${PRINCIPALS}/${first.id}/addSecret`);
    expect((await owner('DELETE', `${PRINCIPALS}/${first.id}`)).status).toBe(200);
    await make({ displayName: 'Second', clientId });
    const got = await token({ client_id: clientId, client_secret: body.secretText });
    expect(got).toMatchObject({ status: 401, error: 7000215 });
  });

  it('a new one has no object id that role assignments of somebody who was deleted still name', async () => {
    const user = await make({ displayName: 'Was', principalType: 'User', clientId: 'was@example.com' });
    const given = await giveRole(user.id, READER, world.production);
    expect((await owner('DELETE', `${PRINCIPALS}/${user.id}`)).status).toBe(200);
    const again = await make({ displayName: 'Is' }, user.id);
    expect([again.status, again.body.error.code]).toEqual([409, 'PrincipalIdNotAvailable']);
    expect(again.body.error.message).toContain('1 role assignment');
    const listed = await owner('GET', given, { apiVersion: '2022-04-01' });
    expect([listed.status, listed.body.properties.principalId]).toEqual([200, user.id]);
    expect((await owner('DELETE', given, { apiVersion: '2022-04-01' })).status).toBe(200);
    expect((await make({ displayName: 'Is' }, user.id)).status).toBe(201);
  });

  it('many wrong secrets at once are looked at one by one', async () => {
    const { id } = await make({ displayName: 'Guessed' });
    const { body } = await owner('POST', `${PRINCIPALS}/${id}/addSecret`);
    const guesses = Array.from({ length: 12 }, (_, index) =>
      token({ client_id: body.clientId, client_secret: `wrong ${index}` }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter(status => status === 401)).toHaveLength(5);
    expect(statuses.filter(status => status === 429)).toHaveLength(7);
  });

  it('an Owner by a group counts while somebody is in it, and is the last one then', async () => {
    const ownerRole = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
    const { body } = await owner('GET', PRINCIPALS);
    const own = body.value.find(
      ({ properties }: { properties: Properties }) =>
        properties['clientId'] === world.demo.principals.owner.clientId,
    );
    const empty = await make({ displayName: 'Nobody owns', principalType: 'Group' });
    await giveRole(empty.id, ownerRole, world.root);
    const refused = await owner('DELETE', `${PRINCIPALS}/${own.name}`);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'LastOwnerCannotBeRemoved']);
    const other = await make({ displayName: 'Other owner' });
    const members = { properties: { members: [other.id] } };
    expect((await owner('PATCH', `${PRINCIPALS}/${empty.id}`, { body: members })).status).toBe(200);
    const disabled = { properties: { enabled: false } };
    expect((await owner('PATCH', `${PRINCIPALS}/${other.id}`, { body: disabled })).status).toBe(200);
  });
});

it('a principal that was deleted stays away when the server starts again', async () => {
  const { body } = await owner('GET', PRINCIPALS);
  const engineer = body.value.find(
    ({ properties }: { properties: Properties }) =>
      properties['clientId'] === world.demo.principals.mlEngineer.clientId,
  );
  expect((await owner('DELETE', `${PRINCIPALS}/${engineer.name}`)).status).toBe(200);
  const second = await start({
    place: world.storage.address,
    folder: world.folder,
    port: 0,
    demo: true,
    logLevel: 'error',
  });
  const send = createSend(second, agent, await tokenOf(second, agent, world.demo.principals.owner));
  expect((await send('GET', `${PRINCIPALS}/${engineer.name}`)).status).toBe(404);
  await second.close();
});
