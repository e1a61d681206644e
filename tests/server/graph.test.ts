// As much of Microsoft Graph as az asks when a role is given or shown: names to object ids, and back.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, openWorld, replaceRights, type Send, type World } from './harness.ts';

const PRINCIPALS = '/providers/Sluice.Governance/principals';
const READ = 'Sluice.Governance/principals/read';
const ANN = randomUUID();
const TEAM = randomUUID();

let world: World;
let owner: Send;
beforeAll(async () => {
  world = await openWorld();
  owner = world.as.owner;
  await make(ANN, { displayName: 'Ann', principalType: 'User', clientId: 'ann@example.org' });
  await make(TEAM, { displayName: 'Team', principalType: 'Group', members: [ANN] });
});
afterAll(() => world.close());

async function make(id: string, properties: object): Promise<void> {
  const { status, body } = await owner('PUT', `${PRINCIPALS}/${id}`, { body: { properties } });
  expect(status, JSON.stringify(body)).toBe(201);
}

const get = (path: string, send = owner) => send('GET', `/v1.0${path}`, { apiVersion: null });
const filtered = (path: string, filter: string) => get(`${path}?$filter=${encodeURIComponent(filter)}`);
const byIds = (body: unknown, send = owner) =>
  send('POST', '/v1.0/directoryObjects/getByIds', { apiVersion: null, body });
const refusal = ({ status, body }: Answer) => [status, body.error.code];

async function engineer(): Promise<{ readonly id: string; readonly clientId: string }> {
  const { clientId } = world.demo.principals.mlEngineer;
  const { body } = await owner('GET', PRINCIPALS);
  const found = body.value.find(
    (each: { properties: { clientId: string } }) => each.properties.clientId === clientId,
  );
  return { id: found.name, clientId };
}

const ann = {
  id: ANN,
  displayName: 'Ann',
  userPrincipalName: 'ann@example.org',
  accountEnabled: true,
};

describe('somebody is found', () => {
  it('by the name of a user, without case', async () => {
    const { status, body } = await filtered('/users', "userPrincipalName eq 'ANN@example.org'");
    expect([status, body]).toEqual([
      200,
      { '@odata.context': `${world.server.endpoint}/v1.0/$metadata#users`, value: [ann] },
    ]);
  });

  it('by the client id of an application', async () => {
    const { id, clientId } = await engineer();
    const application = {
      id,
      displayName: 'ML engineer',
      appId: clientId,
      appDisplayName: 'ML engineer',
      servicePrincipalNames: [clientId],
      servicePrincipalType: 'Application',
      accountEnabled: true,
    };
    for (const filter of [
      `servicePrincipalNames/any(c:c eq '${clientId.toUpperCase()}')`,
      `appId eq '${clientId}'`,
    ])
      expect((await filtered('/servicePrincipals', filter)).body.value).toEqual([application]);
  });

  it('by what another kind signs in by, nobody', async () => {
    const { id, clientId } = await engineer();
    for (const name of [id, ann.userPrincipalName, 'nobody'])
      expect((await filtered('/servicePrincipals', `appId eq '${name}'`)).body.value).toEqual([]);
    expect((await filtered('/users', `userPrincipalName eq '${clientId}'`)).body.value).toEqual([]);
  });

  it('by object ids, of the kinds that are asked for', async () => {
    const { id, clientId } = await engineer();
    const ids = [ANN.toUpperCase(), TEAM, id, id, randomUUID(), 'x'];
    const all = await byIds({
      ids,
      types: ['user', 'group', 'servicePrincipal', 'directoryObjectPartnerReference'],
    });
    expect(all.body.value).toEqual([
      { '@odata.type': '#microsoft.graph.user', ...ann },
      {
        '@odata.type': '#microsoft.graph.group',
        id: TEAM,
        displayName: 'Team',
        securityEnabled: true,
        mailEnabled: false,
      },
      expect.objectContaining({ '@odata.type': '#microsoft.graph.servicePrincipal', appId: clientId }),
    ]);
    const found = async (types?: readonly string[]) =>
      (await byIds({ ids, ...(types && { types }) })).body.value.map((each: { id: string }) => each.id);
    expect(await found(['Group'])).toEqual([TEAM]);
    expect(await found(['device'])).toEqual([]);
    expect(await found(['directoryObject'])).toEqual([ANN, TEAM, id]);
    expect(await found()).toEqual([ANN, TEAM, id]);
  });
});

it('lists come in pages', async () => {
  const seen: string[] = [];
  let path: string | undefined = '/servicePrincipals?$top=2';
  while (path !== undefined) {
    const { status, body }: Answer = await get(path);
    expect(status).toBe(200);
    expect(body.value.length).toBeLessThanOrEqual(2);
    seen.push(...body.value.map((each: { appId: string }) => each.appId));
    path = body['@odata.nextLink']?.slice(`${world.server.endpoint}/v1.0`.length);
  }
  const clientIds = Object.values(world.demo.principals).map(({ clientId }) => clientId);
  expect(seen.sort()).toEqual([...clientIds].sort());
});

describe('what is not served is refused, never passed over', () => {
  it.each([
    '/users?$filter=displayName%20eq%20%27Ann%27',
    '/users?$filter=',
    '/servicePrincipals?$filter=userPrincipalName%20eq%20%27x%27',
    '/users?$select=id',
    '/servicePrincipals?$search=%22x%22',
  ])('GET %s', async path => {
    expect(refusal(await get(path))).toEqual([400, 'Request_UnsupportedQuery']);
  });

  it.each([
    [undefined],
    [[]],
    [{}],
    [{ ids: [] }],
    [{ ids: 'x' }],
    [{ ids: Array.from({ length: 1001 }, () => 'x') }],
  ])('getByIds %j', async body => {
    expect(refusal(await byIds(body))).toEqual([400, 'Request_BadRequest']);
  });

  it.each(['/me', '/groups', '/users/x', '/applications'])('GET %s', async path => {
    expect(refusal(await get(path))).toEqual([400, 'FeatureNotSupported']);
  });
});

describe('who may ask', () => {
  const all = (send: Send) =>
    Promise.all([get('/users', send), get('/servicePrincipals', send), byIds({ ids: [ANN] }, send)]);

  it('nobody without a token', async () => {
    for (const { status, headers, body } of await all(world.as.anonymous))
      expect([status, headers['www-authenticate'], body.error.code]).toEqual([
        401,
        expect.stringContaining('Bearer'),
        'AuthenticationFailed',
      ]);
  });

  it('who may read principals at the tenant, and not who may read all of a subscription', async () => {
    await replaceRights(world, 'policyContributor', [{ scope: world.production, actions: ['*'] }]);
    await replaceRights(world, 'mlEngineer', [{ scope: world.root, actions: [READ] }]);
    for (const answer of await all(world.as.policyContributor)) {
      expect(refusal(answer)).toEqual([403, 'Authorization_RequestDenied']);
      expect(answer.body.error.message).toContain(READ);
    }
    for (const { status, body } of await all(world.as.mlEngineer))
      expect([status, body.value.length > 0]).toEqual([200, true]);
  });
});
