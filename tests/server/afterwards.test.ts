import { randomUUID } from 'node:crypto';
import { openStorage } from '@sluice/storage';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../packages/server/src/app.ts';
import { openWorld, type World } from './harness.ts';

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
