import { randomUUID } from 'node:crypto';
import { openStorage, StorageUnavailable } from '@sluice/storage';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createApp } from '../../packages/server/src/app.ts';
import { openWorld, type World } from './harness.ts';

// The first deployment of what is called 'interrupted' is made, and then its server loses the database before it can say so.
const interrupted = vi.hoisted(() => ({ times: 0 }));
vi.mock(import('../../packages/server/src/deployments/run-deployment.ts'), async importOriginal => {
  const original = await importOriginal();
  return {
    ...original,
    async runDeployment(input, services) {
      const made = await original.runDeployment(input, services);
      const isInterrupted = JSON.stringify(input.properties).includes('"interrupted"');
      if (isInterrupted && interrupted.times++ === 0) throw new StorageUnavailable('the database is gone');
      return made;
    },
  };
});

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const ML = 'providers/Microsoft.MachineLearningServices';
const ENDPOINT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints';
const AUDITED = 'Microsoft.Authorization/policies/auditIfNotExists/action';
const location = 'westeurope';
const group = () => `${w.production}/resourceGroups/rg-afterwards`;
const workspace = () => `${group()}/${ML}/workspaces/ws-afterwards`;
const endpoint = (name: string) => `${workspace()}/onlineEndpoints/${name}`;
const definition = (name: string) =>
  `${w.production}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
const assignment = (name: string) => `${group()}/providers/Microsoft.Authorization/policyAssignments/${name}`;

let ownerId: string;
beforeAll(async () => {
  const filter = encodeURIComponent(`clientId eq '${w.demo.principals.owner.clientId}'`);
  const found = await w.as.owner('GET', `/providers/Sluice.Governance/principals?$filter=${filter}`);
  ownerId = found.body.value[0].name;
  await made('PUT', group(), { location, tags: {} });
  await made('PUT', workspace(), { location, properties: {} });
});

async function made(verb: string, path: string, body?: object) {
  const answer = await w.as.owner(verb, path, body === undefined ? {} : { body });
  expect([answer.status, answer.body?.error]).toEqual([expect.toBeOneOf([200, 201]), undefined]);
  return answer;
}

/** A rule over endpoints of one name that have no deployment. */
const auditing = (name: string, details: object = {}) => ({
  if: {
    allOf: [
      { field: 'type', equals: ENDPOINT },
      { field: 'name', equals: name },
    ],
  },
  then: { effect: 'auditIfNotExists', details: { type: `${ENDPOINT}/deployments`, ...details } },
});

async function assign(name: string, policyRule: object, properties: object = {}, more: object = {}) {
  await made('PUT', definition(name), { properties: { mode: 'All', policyRule } });
  return made('PUT', assignment(name), {
    ...more,
    properties: { policyDefinitionId: definition(name), ...properties },
  });
}

const putEndpoint = (name: string, headers: Readonly<Record<string, string>> = {}) =>
  w.as.owner('PUT', endpoint(name), { body: { location, properties: { authMode: 'Key' } }, headers });

type Event = {
  readonly operationName: { readonly value: string };
  readonly eventName: { readonly value: string };
  readonly status: { readonly value: string };
  readonly level: string;
  readonly caller: string;
  readonly correlationId: string;
  readonly properties: Readonly<Record<string, string>>;
};

/** Entries of policies about a resource, oldest first. */
async function policyLog(resource: string, as = w.as.owner): Promise<readonly Event[]> {
  const filter = encodeURIComponent(
    `eventTimestamp ge '2020-01-01T00:00:00Z' and resourceUri eq '${resource}' and category eq 'Policy'`,
  );
  const path = `${w.production}/providers/Microsoft.Insights/eventtypes/management/values?$filter=${filter}`;
  const answer = await as('GET', path, { apiVersion: '2015-04-01' });
  return answer.body.value.toReversed();
}

const told = async (resource: string) =>
  (await policyLog(resource)).map(({ operationName, status }) => `${operationName.value} ${status.value}`);

describe('auditIfNotExists', () => {
  test('warns when the delay has passed, in the name of whoever wrote', async () => {
    await assign('warned', auditing('warned', { evaluationDelay: 'AfterProvisioning' }));
    const written = await putEndpoint('warned', { 'x-ms-correlation-request-id': randomUUID() });
    expect(written.status).toBe(201);
    await expect.poll(() => told(endpoint('warned'))).toEqual([`${AUDITED} Succeeded`]);
    const [entry] = await policyLog(endpoint('warned'));
    expect(entry).toMatchObject({
      level: 'Warning',
      eventName: { value: 'BeginRequest' },
      caller: ownerId,
      correlationId: written.headers['x-ms-correlation-request-id'],
      authorization: { action: `${ENDPOINT}/write` },
    });
    const [policy] = JSON.parse(entry?.properties['policies'] ?? '[]');
    expect(policy).toMatchObject({ policyAssignmentId: assignment('warned') });
  });

  test('tells once what is done twice', async () => {
    await assign('twice', auditing('twice', { evaluationDelay: 'PT0M' }));
    const written = await putEndpoint('twice');
    await expect.poll(() => told(endpoint('twice'))).toHaveLength(1);
    const input = {
      decisionId: written.headers['x-sluice-decision-id'] as string,
      principalId: ownerId,
      rules: [assignment('twice').toLowerCase()],
    };
    await w.storage.queue.enqueue([{ name: 'afterwards', input }]);
    // A later one of the same kind shows that the one before has run.
    await assign('later', auditing('later', { evaluationDelay: 'PT0M' }));
    await putEndpoint('later');
    await expect.poll(() => told(endpoint('later')), { timeout: 10_000 }).toHaveLength(1);
    expect(await told(endpoint('twice'))).toHaveLength(1);
  });

  test('says nothing where it waits for a failure, waits longer, or is not enforced', async () => {
    await assign('failure', auditing('silent', { evaluationDelay: 'AfterProvisioningFailure' }));
    await assign('slow', auditing('silent'));
    await assign('lenient', auditing('silent', { evaluationDelay: 'PT0M' }), {
      enforcementMode: 'DoNotEnforce',
    });
    await assign('soon', auditing('silent', { evaluationDelay: 'AfterProvisioningSuccess' }));
    expect((await putEndpoint('silent')).status).toBe(201);
    await expect.poll(() => told(endpoint('silent'))).toEqual([`${AUDITED} Succeeded`]);
    const [entry] = await policyLog(endpoint('silent'));
    expect(JSON.parse(entry?.properties['policies'] ?? '[]')).toMatchObject([
      { policyAssignmentName: 'soon' },
    ]);
  });

  test('a delay may be computed, and what reads the caller is judged in the name of who wrote', async () => {
    const mine = { value: "[requestContext().identity['idtyp']]", equals: 'app' };
    const policyRule = auditing('computed', { evaluationDelay: "[concat('After', 'Provisioning')]" });
    await assign('computed', { ...policyRule, if: { allOf: [...policyRule.if.allOf, mine] } });
    await putEndpoint('computed');
    await expect.poll(() => told(endpoint('computed'))).toEqual([`${AUDITED} Succeeded`]);
  });

  test('a write that is refused has no consequences', async () => {
    const policyRule = auditing('refused', { evaluationDelay: 'PT0M' });
    await assign('refused-1', policyRule);
    await assign('refused-2', { if: policyRule.if, then: { effect: 'deny' } });
    expect((await putEndpoint('refused')).status).toBe(403);
    expect(await told(endpoint('refused'))).toEqual(['Microsoft.Authorization/policies/deny/action Failed']);
    expect((await w.storage.queue.failed()).length).toBe(0);
  });
});

describe('deployIfNotExists', () => {
  const DEPLOYED = 'Microsoft.Authorization/policies/deployIfNotExists/action';
  const CONTRIBUTOR =
    '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c';
  const template = (model: string) => ({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { endpoint: { type: 'string' }, place: { type: 'string' } },
    resources: [
      {
        type: `${ENDPOINT}/deployments`,
        apiVersion: '2024-10-01',
        name: "[concat('ws-afterwards/', parameters('endpoint'), '/blue')]",
        location: "[parameters('place')]",
        properties: { model, endpointComputeType: 'Managed' },
      },
    ],
  });
  const PHI = 'azureml://registries/azureml/models/Phi-4/versions/8';
  const deploying = (name: string, details: object = {}, model = PHI) => ({
    if: {
      allOf: [
        { field: 'type', equals: ENDPOINT },
        { field: 'name', equals: name },
      ],
    },
    then: {
      effect: 'deployIfNotExists',
      details: {
        type: `${ENDPOINT}/deployments`,
        evaluationDelay: 'AfterProvisioning',
        roleDefinitionIds: [CONTRIBUTOR],
        deployment: {
          properties: {
            mode: 'incremental',
            template: template(model),
            parameters: { endpoint: { value: "[field('name')]" }, place: { value: "[field('location')]" } },
          },
        },
        ...details,
      },
    },
  });
  const withIdentity = { identity: { type: 'SystemAssigned' }, location };

  async function giveRights(principalId: string) {
    await made('PUT', `${group()}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`, {
      properties: { roleDefinitionId: CONTRIBUTOR, principalId },
    });
  }

  async function stateOf(resource: string, name: string): Promise<string | undefined> {
    const states = await w.storage.states.get(resource.toLowerCase());
    return states?.results.find(({ assignmentKey }) => assignmentKey.endsWith(`/${name}`))?.complianceState;
  }

  test('deploys what is missing as the identity of the assignment, and the state follows', async () => {
    const { body } = await assign('deploying', deploying('deployed'), {}, withIdentity);
    await giveRights(body.identity.principalId);
    const written = await putEndpoint('deployed', { 'x-ms-correlation-request-id': randomUUID() });
    expect(written.status).toBe(201);
    await expect
      .poll(() => told(endpoint('deployed')), { timeout: 10_000 })
      .toEqual([`${DEPLOYED} Started`, `${DEPLOYED} Succeeded`]);
    const [begun, end] = await policyLog(endpoint('deployed'));
    expect(begun).toMatchObject({ eventName: { value: 'BeginRequest' }, caller: ownerId });
    expect(end).toMatchObject({
      eventName: { value: 'EndRequest' },
      level: 'Informational',
      correlationId: written.headers['x-ms-correlation-request-id'],
    });
    expect(end?.properties['deploymentId']).toMatch(/\/deployments\/PolicyDeployment_\d+$/);
    const blue = await w.as.owner('GET', `${endpoint('deployed')}/deployments/blue`);
    expect([blue.status, blue.body.systemData.createdBy]).toEqual([200, body.identity.principalId]);
    expect(await stateOf(endpoint('deployed'), 'deploying')).toBe('Compliant');

    // What is there is left alone.
    await putEndpoint('deployed');
    expect(await told(endpoint('deployed'))).toHaveLength(2);
  });

  test.each<[string, string, object, boolean, string]>([
    ['no identity', 'nobody', {}, false, 'ResourceIdentityRequired'],
    ['an identity without rights', 'powerless', withIdentity, false, 'AuthorizationFailed'],
  ])('fails with %s, and says why', async (_, name, more, rights, code) => {
    const { body } = await assign(name, deploying(name), {}, more);
    if (rights) await giveRights(body.identity.principalId);
    expect((await putEndpoint(name)).status).toBe(201);
    await expect
      .poll(() => told(endpoint(name)), { timeout: 10_000 })
      .toEqual([`${DEPLOYED} Started`, `${DEPLOYED} Failed`]);
    const [, end] = await policyLog(endpoint(name));
    expect(end?.level).toBe('Warning');
    expect(end?.properties['statusMessage']).toContain(code);
    expect(await stateOf(endpoint(name), name)).toBe('NonCompliant');
  });

  test('a run that goes on where another was killed ends what that one began', async () => {
    const { body } = await assign('interrupted', deploying('interrupted'), {}, withIdentity);
    await giveRights(body.identity.principalId);
    await putEndpoint('interrupted');
    await expect
      .poll(() => told(endpoint('interrupted')), { timeout: 20_000 })
      .toEqual([`${DEPLOYED} Started`, `${DEPLOYED} Succeeded`]);
    expect(interrupted.times).toBe(1);
    expect(await stateOf(endpoint('interrupted'), 'interrupted')).toBe('Compliant');
  });

  test('other policies may refuse the deployment', async () => {
    const { body } = await assign('refusing', deploying('strict'), {}, withIdentity);
    await giveRights(body.identity.principalId);
    const denied = { field: 'id', like: '*/strict/deployments/*' };
    await assign('denying', { if: denied, then: { effect: 'deny' } });
    await putEndpoint('strict');
    await expect
      .poll(() => told(endpoint('strict')), { timeout: 10_000 })
      .toEqual([`${DEPLOYED} Started`, `${DEPLOYED} Failed`]);
    const [, end] = await policyLog(endpoint('strict'));
    expect(end?.properties['statusMessage']).toContain('RequestDisallowedByPolicy');
    const [denial, ...more] = await policyLog(`${endpoint('strict')}/deployments/blue`);
    expect(more).toEqual([]);
    expect(denial).toMatchObject({
      operationName: { value: 'Microsoft.Authorization/policies/deny/action' },
      correlationId: end?.correlationId,
      caller: body.identity.principalId,
    });
    const decision = `/providers/Sluice.Governance/decisions/${denial?.properties['decisionId']}`;
    expect((await w.as.owner('GET', decision)).body.properties).toMatchObject({ recomputedVerdict: 'deny' });
  });
});

// The last one: it ends the server.
describe('a server that is killed', () => {
  test('between the commit and the job loses nothing', async () => {
    await assign('killed', auditing('killed', { evaluationDelay: 'PT0M' }));
    await w.server.close();
    const storage = await openStorage(w.storage.address);
    const app = await createApp({
      storage,
      tenantId: w.demo.tenantId,
      now: () => new Date(),
      onError: error => {
        throw error;
      },
    });
    const principal = app.services.snapshots.current().principals.get(ownerId);
    if (principal === undefined) throw new Error('there is no owner');
    const answer = await app.dispatch(
      {
        verb: 'PUT',
        path: endpoint('killed'),
        query: new Map([['api-version', '2024-10-01']]),
        headers: new Map(),
        apiVersion: '2024-10-01',
        body: { location, properties: { authMode: 'Key' } },
        correlationId: randomUUID(),
        requestId: randomUUID(),
        baseUrl: 'https://localhost',
        clientAddress: '127.0.0.1',
      },
      { principal, claims: { oid: principal.id } },
    );
    expect(answer.status).toBe(201);
    await app.close();
    await storage.close();

    const { as } = await w.secondServer();
    await expect
      .poll(async () => (await policyLog(endpoint('killed'), as.owner)).length, { timeout: 20_000 })
      .toBe(1);
  });
});
