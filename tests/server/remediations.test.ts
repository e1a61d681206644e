import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, openWorld, type World } from './harness.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const ML = 'providers/Microsoft.MachineLearningServices';
const ENDPOINT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints';
const CONTRIBUTOR = '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c';
const location = 'westeurope';
const PATIENCE = { timeout: 20_000, interval: 50 };

/** A world of its own for each test: a group with a workspace and its endpoints. */
type Place = { readonly group: string; readonly name: string; endpoint(name: string): string };
let places = 0;
async function place(...endpoints: readonly string[]): Promise<Place> {
  const name = `rg-remedy-${++places}`;
  const group = `${w.production}/resourceGroups/${name}`;
  const workspace = `${group}/${ML}/workspaces/ws-${name}`;
  const endpoint = (each: string) => `${workspace}/onlineEndpoints/${each}`;
  await made('PUT', group, { location, tags: {} });
  await made('PUT', workspace, { location, properties: {} });
  for (const each of endpoints)
    await made('PUT', endpoint(each), { location, properties: { authMode: 'Key' } });
  return { group, name, endpoint };
}

async function made(verb: string, path: string, body?: object): Promise<Answer> {
  const answer = await w.as.owner(verb, path, body === undefined ? {} : { body });
  expect([answer.status, answer.body?.error]).toEqual([expect.toBeOneOf([200, 201]), undefined]);
  return answer;
}

const definition = (name: string) =>
  `${w.production}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
const assignmentAt = ({ group }: Place) =>
  `${group}/providers/Microsoft.Authorization/policyAssignments/tagged`;
const remediation = ({ group }: Pick<Place, 'group'>, name: string) =>
  `${group}/providers/Microsoft.PolicyInsights/remediations/${name}`;

const tagging = (value: string, field = 'tags.team') => ({
  if: {
    allOf: [
      { field: 'type', equals: ENDPOINT },
      { field, notEquals: value },
    ],
  },
  then: {
    effect: 'modify',
    details: {
      roleDefinitionIds: [CONTRIBUTOR],
      operations: [{ operation: 'addOrReplace', field, value }],
    },
  },
});

type Assigned = { readonly rights?: boolean; readonly identity?: boolean; readonly properties?: object };

/** Assigns a rule that tags; by default with an identity that may do everything in the group. */
async function assign(
  at: Place,
  policyRule: object,
  { rights = true, identity = true, properties }: Assigned = {},
) {
  await made('PUT', definition(at.name), { properties: { mode: 'Indexed', policyRule } });
  const { body } = await made('PUT', assignmentAt(at), {
    ...(identity ? { identity: { type: 'SystemAssigned' }, location } : {}),
    properties: { policyDefinitionId: definition(at.name), ...properties },
  });
  if (identity && rights) {
    await made('PUT', `${at.group}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`, {
      properties: { roleDefinitionId: CONTRIBUTOR, principalId: body.identity.principalId },
    });
  }
}

async function stateOf(resource: string): Promise<string | undefined> {
  const states = await w.storage.states.get(resource.toLowerCase());
  return states?.results.find(({ assignmentKey }) => assignmentKey.endsWith('/tagged'))?.complianceState;
}

async function remedy(at: Place, name: string, properties: object = {}): Promise<Answer> {
  return w.as.owner('PUT', remediation(at, name), {
    body: { properties: { policyAssignmentId: assignmentAt(at), ...properties } },
  });
}

/** The properties of a remediation once it has ended. */
async function ended(at: Pick<Place, 'group'>, name: string) {
  await expect
    .poll(
      async () => (await w.as.owner('GET', remediation(at, name))).body.properties.provisioningState,
      PATIENCE,
    )
    .toBeOneOf(['Succeeded', 'Failed', 'Canceled']);
  return (await w.as.owner('GET', remediation(at, name))).body.properties;
}

const counts = (totalDeployments: number, successfulDeployments: number, failedDeployments: number) => ({
  totalDeployments,
  successfulDeployments,
  failedDeployments,
});

async function deploymentsOf(at: Place, name: string) {
  const { status, body } = await w.as.owner('POST', `${remediation(at, name)}/listDeployments`);
  expect(status).toBe(200);
  return body.value;
}

async function logOf(resource: string) {
  const filter = encodeURIComponent(
    `eventTimestamp ge '2020-01-01T00:00:00Z' and resourceUri eq '${resource}'`,
  );
  const path = `${w.production}/providers/Microsoft.Insights/eventtypes/management/values?$filter=${filter}`;
  const { body } = await w.as.owner('GET', path, { apiVersion: '2015-04-01' });
  return body.value.toReversed();
}

describe('a remediation of a modify policy', () => {
  test('changes what exists, as the identity of the assignment, and says so', async () => {
    const at = await place('one', 'two');
    await assign(at, tagging('ml'));
    await expect.poll(() => stateOf(at.endpoint('two'))).toBe('NonCompliant');

    const accepted = await remedy(at, 'fix');
    expect(accepted.status).toBe(201);
    expect(accepted.body).toMatchObject({
      name: 'fix',
      type: 'Microsoft.PolicyInsights/remediations',
      properties: {
        policyAssignmentId: assignmentAt(at),
        resourceDiscoveryMode: 'ExistingNonCompliant',
        provisioningState: 'Accepted',
        deploymentStatus: counts(0, 0, 0),
      },
    });
    expect(accepted.body.properties).not.toHaveProperty('resourceCount');
    expect(accepted.body.properties).not.toHaveProperty('parallelDeployments');
    const properties = await ended(at, 'fix');
    expect(properties).toMatchObject({
      provisioningState: 'Succeeded',
      deploymentStatus: counts(2, 2, 0),
      correlationId: accepted.body.properties.correlationId,
    });
    for (const name of ['one', 'two']) {
      expect((await w.as.owner('GET', at.endpoint(name))).body.tags).toEqual({ team: 'ml' });
      expect(await stateOf(at.endpoint(name))).toBe('Compliant');
    }
    expect(await deploymentsOf(at, 'fix')).toMatchObject([
      { remediatedResourceId: at.endpoint('one'), status: 'Succeeded', resourceLocation: location },
      { remediatedResourceId: at.endpoint('two'), status: 'Succeeded', resourceLocation: location },
    ]);

    const { identity } = (await w.as.owner('GET', assignmentAt(at))).body;
    const [write] = (await logOf(at.endpoint('one'))).filter(
      (each: { correlationId: string; category: { value: string } }) =>
        each.correlationId === properties.correlationId && each.category.value === 'Administrative',
    );
    expect(write).toMatchObject({
      caller: identity.principalId,
      operationName: { value: `${ENDPOINT}/write` },
    });
    const own = await logOf(remediation(at, 'fix'));
    expect(
      own.map((each: { eventName: { value: string }; status: { value: string } }) => [
        each.eventName.value,
        each.status.value,
      ]),
    ).toEqual([
      ['EndRequest', 'Succeeded'],
      ['BeginRequest', 'Started'],
      ['EndRequest', 'Succeeded'],
    ]);
  });

  test('works under DoNotEnforce', async () => {
    const at = await place('one');
    await assign(at, tagging('ml'), { properties: { enforcementMode: 'DoNotEnforce' } });
    await expect.poll(() => stateOf(at.endpoint('one'))).toBe('NonCompliant');
    expect((await remedy(at, 'fix')).status).toBe(201);
    expect(await ended(at, 'fix')).toMatchObject({ provisioningState: 'Succeeded' });
    expect((await w.as.owner('GET', at.endpoint('one'))).body.tags).toEqual({ team: 'ml' });
  });

  test.each<[string, Assigned, string]>([
    ['no identity', { identity: false }, 'ResourceIdentityRequired'],
    ['an identity without rights', { rights: false }, 'AuthorizationFailed'],
  ])('fails with %s, and says why', async (_, assigned, code) => {
    const at = await place('one');
    await assign(at, tagging('ml'), assigned);
    await expect.poll(() => stateOf(at.endpoint('one'))).toBe('NonCompliant');
    await remedy(at, 'fix');
    expect(await ended(at, 'fix')).toMatchObject({
      provisioningState: 'Failed',
      deploymentStatus: counts(1, 0, 1),
    });
    expect(await deploymentsOf(at, 'fix')).toMatchObject([{ status: 'Failed', error: { code } }]);
    expect((await w.as.owner('GET', at.endpoint('one'))).body.tags).toBeUndefined();
  });

  test('may be refused by other policies, and tried again when they are gone', async () => {
    const at = await place('one', 'two');
    await assign(at, tagging('ml'));
    await expect.poll(() => stateOf(at.endpoint('two'))).toBe('NonCompliant');
    const denying = { if: { field: 'name', equals: 'two' }, then: { effect: 'deny' } };
    const other = `${at.group}/providers/Microsoft.Authorization/policyAssignments/denying`;
    await made('PUT', definition('denying'), { properties: { mode: 'All', policyRule: denying } });
    await made('PUT', other, { properties: { policyDefinitionId: definition('denying') } });
    await remedy(at, 'first');
    expect(await ended(at, 'first')).toMatchObject({
      provisioningState: 'Succeeded',
      deploymentStatus: counts(2, 1, 1),
    });
    expect(await deploymentsOf(at, 'first')).toMatchObject([
      { status: 'Succeeded' },
      { status: 'Failed', error: { code: 'RequestDisallowedByPolicy' } },
    ]);
    const denials = (await logOf(at.endpoint('two'))).filter(
      ({ status }: { status: { value: string } }) => status.value === 'Failed',
    );
    expect(
      denials.map(({ operationName }: { operationName: { value: string } }) => operationName.value),
    ).toEqual(['Microsoft.Authorization/policies/deny/action', `${ENDPOINT}/write`]);
    const decision = `/providers/Sluice.Governance/decisions/${denials[0].properties.decisionId}`;
    expect((await w.as.owner('GET', decision)).body.properties).toMatchObject({ verdict: 'deny' });

    await made('DELETE', other);
    await remedy(at, 'second');
    expect(await ended(at, 'second')).toMatchObject({ deploymentStatus: counts(1, 1, 0) });
    expect(await stateOf(at.endpoint('two'))).toBe('Compliant');
  });

  test('gives up beyond its threshold, a fraction or a percentage', async () => {
    const at = await place('one', 'two', 'three');
    await assign(at, tagging('ml'), { rights: false });
    await expect.poll(() => stateOf(at.endpoint('two'))).toBe('NonCompliant');
    for (const [name, percentage] of Object.entries({ fraction: 0.2, percentage: 20 })) {
      await remedy(at, name, { failureThreshold: { percentage }, parallelDeployments: 1 });
      expect(await ended(at, name)).toMatchObject({
        provisioningState: 'Failed',
        deploymentStatus: counts(3, 0, 1),
        failureThreshold: { percentage },
      });
      const statuses = (await deploymentsOf(at, name)).map(({ status }: { status: string }) => status);
      expect(statuses.toSorted()).toEqual(['Canceled', 'Canceled', 'Failed']);
    }
  });

  test('takes what filters and count leave, in pages', async () => {
    const at = await place('a', 'b', 'c', 'd');
    await assign(at, tagging('ml'), { rights: false });
    await expect.poll(() => stateOf(at.endpoint('d'))).toBe('NonCompliant');
    const found = async (name: string, properties: object) => {
      await remedy(at, name, properties);
      await ended(at, name);
      return (await deploymentsOf(at, name)).map(
        ({ remediatedResourceId }: { remediatedResourceId: string }) => remediatedResourceId.slice(-1),
      );
    };
    expect(await found('count', { resourceCount: 2 })).toEqual(['a', 'b']);
    expect(await found('ids', { filters: { resourceIds: [at.endpoint('C')] } })).toEqual(['c']);
    expect(await found('place', { filters: { locations: ['West Europe'] } })).toEqual(['a', 'b', 'c', 'd']);
    expect(await found('nowhere', { filters: { locations: ['eastus'] } })).toEqual([]);
    expect(await ended(at, 'nowhere')).toMatchObject({ provisioningState: 'Succeeded' });

    const first = await w.as.owner('POST', `${remediation(at, 'place')}/listDeployments?$top=3`);
    expect(first.body.value).toHaveLength(3);
    const next = new URL(first.body.nextLink);
    const second = await w.as.owner('POST', next.pathname + next.search, { apiVersion: null });
    expect([second.body.value.length, second.body.nextLink]).toEqual([1, undefined]);
  });

  test('judges again where it is asked to', async () => {
    const at = await place('one');
    await assign(at, tagging('ml'));
    await expect.poll(() => stateOf(at.endpoint('one'))).toBe('NonCompliant');
    await remedy(at, 'fix', { resourceDiscoveryMode: 'ReEvaluateCompliance' });
    expect(await ended(at, 'fix')).toMatchObject({ deploymentStatus: counts(1, 1, 0) });
  });

  test('at a management group finds what is in its subscriptions; at a resource what it is', async () => {
    const at = await place('one', 'two');
    await assign(at, tagging('ml'));
    await expect.poll(() => stateOf(at.endpoint('two'))).toBe('NonCompliant');
    const body = { properties: { policyAssignmentId: assignmentAt(at) } };
    const own = { group: at.endpoint('two') };
    expect((await w.as.owner('PUT', remediation(own, 'fix'), { body })).status).toBe(201);
    expect(await ended(own, 'fix')).toMatchObject({ deploymentStatus: counts(1, 1, 0) });
    expect(await stateOf(at.endpoint('one'))).toBe('NonCompliant');

    const wide = `${w.root}/providers/Microsoft.Authorization`;
    await made('PUT', `${wide}/policyDefinitions/wide`, {
      properties: { mode: 'Indexed', policyRule: tagging('x', 'tags.wide') },
    });
    await made('PUT', `${wide}/policyAssignments/wide`, {
      properties: {
        policyDefinitionId: `${wide}/policyDefinitions/wide`,
        notScopes: [],
        enforcementMode: 'DoNotEnforce',
      },
    });
    const top = { group: w.root };
    const many = { properties: { policyAssignmentId: `${wide}/policyAssignments/wide`, resourceCount: 3 } };
    expect((await w.as.owner('PUT', remediation(top, 'wide'), { body: many })).status).toBe(201);
    expect(await ended(top, 'wide')).toMatchObject({
      provisioningState: 'Failed',
      deploymentStatus: counts(3, 0, 3),
    });
    await made('DELETE', `${wide}/policyAssignments/wide`);
  });
});

describe('a remediation of a deployIfNotExists policy', () => {
  const deploying = (workspace: string) => ({
    if: { field: 'type', equals: ENDPOINT },
    then: {
      effect: 'deployIfNotExists',
      details: {
        type: `${ENDPOINT}/deployments`,
        roleDefinitionIds: [CONTRIBUTOR],
        deployment: {
          properties: {
            mode: 'incremental',
            parameters: { endpoint: { value: "[field('name')]" } },
            template: {
              $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
              contentVersion: '1.0.0.0',
              parameters: { endpoint: { type: 'string' } },
              resources: [
                {
                  type: `${ENDPOINT}/deployments`,
                  apiVersion: '2024-10-01',
                  name: `[concat('${workspace}/', parameters('endpoint'), '/blue')]`,
                  location,
                  properties: {
                    model: 'azureml://registries/azureml/models/Phi-4/versions/8',
                    endpointComputeType: 'Managed',
                  },
                },
              ],
            },
          },
        },
      },
    },
  });

  test('deploys what is missing, one deployment a resource', async () => {
    const at = await place('one', 'two');
    await assign(at, deploying(`ws-${at.name}`));
    await expect.poll(() => stateOf(at.endpoint('two'))).toBe('NonCompliant');
    await remedy(at, 'fix');
    expect(await ended(at, 'fix')).toMatchObject({
      provisioningState: 'Succeeded',
      deploymentStatus: counts(2, 2, 0),
    });
    for (const name of ['one', 'two']) {
      expect((await w.as.owner('GET', `${at.endpoint(name)}/deployments/blue`)).status).toBe(200);
      expect(await stateOf(at.endpoint(name))).toBe('Compliant');
    }
    const deployments = await deploymentsOf(at, 'fix');
    const ids = deployments.map(({ deploymentId }: { deploymentId: string }) => deploymentId);
    expect(new Set(ids).size).toBe(2);
    expect((await w.as.owner('GET', ids[0])).body.properties.provisioningState).toBe('Succeeded');

    const tracked = async () => {
      const path = `${at.group}/providers/Microsoft.PolicyInsights/policyTrackedResources/default/queryResults`;
      const { body } = await w.as.owner('POST', path);
      return body.value.map((each: { trackedResourceId: string; createdBy: { deploymentId?: string } }) => [
        each.trackedResourceId,
        each.createdBy.deploymentId,
      ]);
    };
    const brought = (name: string) => `${at.endpoint(name)}/deployments/blue`;
    const [one, two] = ids;
    await made('DELETE', remediation(at, 'fix'));
    expect(await tracked()).toEqual([
      [brought('one'), one],
      [brought('two'), two],
    ]);
    expect((await w.as.owner('DELETE', at.endpoint('one'))).status).toBe(202);
    await expect.poll(tracked, PATIENCE).toEqual([[brought('two'), two]]);
  });

  test('fails where the identity may not deploy', async () => {
    const at = await place('one');
    await assign(at, deploying(`ws-${at.name}`), { rights: false });
    await expect.poll(() => stateOf(at.endpoint('one'))).toBe('NonCompliant');
    await remedy(at, 'fix');
    expect(await ended(at, 'fix')).toMatchObject({ provisioningState: 'Failed' });
    expect(await deploymentsOf(at, 'fix')).toMatchObject([
      { status: 'Failed', error: { code: 'AuthorizationFailed' } },
    ]);
  });
});

describe('a remediation under way', () => {
  /** One that nobody works on: it is stored as it is when a server is killed in the middle. */
  async function halted(at: Place, name: string, state: string, waiting: readonly string[]) {
    await remedy(at, name, { filters: { locations: ['nowhere'] } });
    await ended(at, name);
    const key = remediation(at, name).toLowerCase();
    const stored = await w.storage.resources.get(key);
    if (stored === undefined) throw new Error('it is not stored');
    const runId = randomUUID();
    const before = stored.body['properties'] as object;
    const properties = {
      ...before,
      filters: {},
      provisioningState: state,
      correlationId: runId,
      deploymentStatus: counts(waiting.length, 0, 0),
    };
    const written = await w.storage.commit({
      revision: await w.storage.changes.revision(),
      expect: [],
      resources: [{ kind: 'put', resource: { ...stored, etag: randomUUID(), body: { properties } } }],
      changes: [],
      states: [],
      events: [],
      entries: [],
      decisions: [],
      jobs: [],
    });
    expect(written.outcome).toBe('committed');
    await w.storage.remediations.add(
      { key, runId },
      waiting.map(id => ({ resourceKey: id.toLowerCase(), resourceId: id, location })),
      new Date().toISOString(),
    );
    return { key, runId };
  }

  test('goes on where its server was killed, and counts nothing twice', async () => {
    const at = await place('one', 'two', 'three');
    await assign(at, tagging('ml'));
    await expect.poll(() => stateOf(at.endpoint('two'))).toBe('NonCompliant');
    const { key, runId } = await halted(
      at,
      'fix',
      'Running',
      ['one', 'two', 'three'].map(name => at.endpoint(name)),
    );
    const done = {
      status: 'Succeeded',
      deploymentId: null,
      error: null,
      at: new Date().toISOString(),
    } as const;
    await w.storage.remediations.finish(runId, at.endpoint('one').toLowerCase(), done);
    await w.storage.queue.enqueue([{ name: 'remediation', input: { key } }]);
    await w.storage.queue.enqueue([{ name: 'remediation', input: { key } }]);
    expect(await ended(at, 'fix')).toMatchObject({
      provisioningState: 'Succeeded',
      deploymentStatus: counts(3, 3, 0),
    });
    expect(await stateOf(at.endpoint('one'))).toBe('NonCompliant');
    expect(await stateOf(at.endpoint('three'))).toBe('Compliant');
  });

  test('cannot be changed, may be asked for again, and is cancelled even where nobody works on it', async () => {
    const at = await place('one');
    await assign(at, tagging('ml'));
    await expect.poll(() => stateOf(at.endpoint('one'))).toBe('NonCompliant');
    await halted(at, 'fix', 'Running', [at.endpoint('one')]);
    const changed = await remedy(at, 'fix', { resourceCount: 7 });
    expect([changed.status, changed.body.error.code]).toEqual([400, 'InvalidUpdateRemediationRequest']);

    const cancelled = await w.as.owner('POST', `${remediation(at, 'fix')}/cancel`);
    expect([cancelled.status, cancelled.body.properties.provisioningState]).toEqual([200, 'Cancelling']);
    expect(await ended(at, 'fix')).toMatchObject({
      provisioningState: 'Canceled',
      deploymentStatus: counts(1, 0, 0),
    });
    expect(await deploymentsOf(at, 'fix')).toMatchObject([{ status: 'Canceled' }]);
    expect(await stateOf(at.endpoint('one'))).toBe('NonCompliant');

    const again = await w.as.owner('POST', `${remediation(at, 'fix')}/cancel`);
    expect([again.status, again.body.error.code]).toEqual([400, 'InvalidCancelRemediationRequest']);

    const anew = await remedy(at, 'fix');
    expect([anew.status, anew.body.properties.provisioningState]).toEqual([200, 'Accepted']);
    expect(await ended(at, 'fix')).toMatchObject({ deploymentStatus: counts(1, 1, 0) });
  });

  test('sets nothing right by an assignment that is gone', async () => {
    const at = await place('one');
    await assign(at, tagging('ml'));
    const { key } = await halted(at, 'fix', 'Running', [at.endpoint('one')]);
    await made('DELETE', assignmentAt(at));
    await w.storage.queue.enqueue([{ name: 'remediation', input: { key } }]);
    expect(await ended(at, 'fix')).toMatchObject({ provisioningState: 'Failed' });
    expect(await deploymentsOf(at, 'fix')).toMatchObject([
      { status: 'Failed', error: { code: 'PolicyAssignmentNotFound' } },
    ]);
  });

  test('ends when it is deleted', async () => {
    const at = await place('one');
    await assign(at, tagging('ml'));
    const { key, runId } = await halted(at, 'fix', 'Running', [at.endpoint('one')]);
    const deleted = await w.as.owner('DELETE', remediation(at, 'fix'));
    expect([deleted.status, deleted.body.name]).toEqual([200, 'fix']);
    expect((await w.as.owner('DELETE', remediation(at, 'fix'))).status).toBe(204);
    await w.storage.queue.enqueue([{ name: 'remediation', input: { key } }]);
    expect((await w.as.owner('GET', remediation(at, 'fix'))).status).toBe(404);
    expect(await w.storage.remediations.waiting(runId, 10)).toEqual([]);
  });
});

describe('what cannot be', () => {
  let at: Place;
  beforeAll(async () => {
    at = await place('one');
    await assign(at, tagging('ml'));
  });

  test.each<[string, () => object, string, RegExp]>([
    [
      'an assignment that does not exist',
      () => ({ policyAssignmentId: `${assignmentAt(at)}-not` }),
      'InvalidCreateRemediationRequest',
      /could not be found/,
    ],
    [
      'a member of what is no initiative',
      () => ({ policyDefinitionReferenceId: 'x' }),
      'InvalidCreateRemediationRequest',
      /does not assign a policy set definition/,
    ],
    ['too many resources', () => ({ resourceCount: 50_001 }), 'InvalidRequestContent', /resourceCount/],
    ['too many at once', () => ({ parallelDeployments: 31 }), 'InvalidRequestContent', /parallelDeployments/],
    ['none at once', () => ({ parallelDeployments: 0 }), 'InvalidRequestContent', /parallelDeployments/],
    [
      'an impossible share',
      () => ({ failureThreshold: { percentage: 101 } }),
      'InvalidRequestContent',
      /percentage/,
    ],
    [
      'an unknown mode',
      () => ({ resourceDiscoveryMode: 'Guess' }),
      'InvalidRequestContent',
      /resourceDiscoveryMode/,
    ],
    ['no assignment', () => ({ policyAssignmentId: null }), 'InvalidRequestContent', /policyAssignmentId/],
  ])('%s', async (_, properties, code, message) => {
    const answer = await remedy(at, 'bad', properties());
    expect([answer.status, answer.body.error?.code]).toEqual([400, code]);
    expect(answer.body.error.message).toMatch(message);
    expect((await w.as.owner('GET', remediation(at, 'bad'))).status).toBe(404);
  });

  test('an assignment below the scope, or beside it', async () => {
    const body = { properties: { policyAssignmentId: assignmentAt(at) } };
    for (const group of [w.production, `${w.production}/resourceGroups/rg-chat`, w.root]) {
      const answer = await w.as.owner('PUT', remediation({ group }, 'bad'), { body });
      expect([answer.status, answer.body.error.code]).toEqual([400, 'InvalidCreateRemediationRequest']);
    }
  });

  test('an effect that sets nothing right', async () => {
    const audited = await place();
    await assign(audited, { if: { field: 'type', equals: ENDPOINT }, then: { effect: 'audit' } });
    const answer = await remedy(audited, 'bad');
    expect([answer.status, answer.body.error.code]).toEqual([400, 'InvalidCreateRemediationRequest']);
    expect(answer.body.error.message).toContain("'audit'");
  });

  test('an initiative without the member, or with one that it does not have', async () => {
    const set = await place('one');
    await made('PUT', definition(set.name), { properties: { mode: 'Indexed', policyRule: tagging('ml') } });
    const initiative = `${w.production}/providers/Microsoft.Authorization/policySetDefinitions/${set.name}`;
    await made('PUT', initiative, {
      properties: {
        policyDefinitions: [{ policyDefinitionId: definition(set.name), policyDefinitionReferenceId: 'Tag' }],
      },
    });
    await made('PUT', assignmentAt(set), { properties: { policyDefinitionId: initiative } });
    for (const policyDefinitionReferenceId of [undefined, 'other']) {
      const answer = await remedy(set, 'bad', { policyDefinitionReferenceId });
      expect([answer.status, answer.body.error.code]).toEqual([400, 'InvalidCreateRemediationRequest']);
    }
    await expect.poll(() => stateOf(set.endpoint('one'))).toBe('NonCompliant');
    expect((await remedy(set, 'good', { policyDefinitionReferenceId: 'TAG' })).status).toBe(201);
    expect(await ended(set, 'good')).toMatchObject({ deploymentStatus: counts(1, 0, 1) });
  });

  test('ReEvaluateCompliance at a management group', async () => {
    const wide = `${w.root}/providers/Microsoft.Authorization`;
    await made('PUT', `${wide}/policyDefinitions/all`, {
      properties: { mode: 'Indexed', policyRule: tagging('x', 'tags.all') },
    });
    await made('PUT', `${wide}/policyAssignments/all`, {
      properties: { policyDefinitionId: `${wide}/policyDefinitions/all`, enforcementMode: 'DoNotEnforce' },
    });
    const answer = await w.as.owner('PUT', remediation({ group: w.root }, 'bad'), {
      body: {
        properties: {
          policyAssignmentId: `${wide}/policyAssignments/all`,
          resourceDiscoveryMode: 'ReEvaluateCompliance',
        },
      },
    });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'InvalidCreateRemediationRequest']);
    await made('DELETE', `${wide}/policyAssignments/all`);
  });

  test('a remediation by somebody who may not', async () => {
    const body = { properties: { policyAssignmentId: assignmentAt(at) } };
    const answer = await w.as.mlEngineer('PUT', remediation(at, 'bad'), { body });
    expect([answer.status, answer.body.error.code]).toEqual([403, 'AuthorizationFailed']);
    await remedy(at, 'mine');
    for (const action of ['cancel']) {
      const refused = await w.as.mlEngineer('POST', `${remediation(at, 'mine')}/${action}`);
      expect([refused.status, refused.body.error.code]).toEqual([403, 'AuthorizationFailed']);
    }
    expect((await w.as.owner('POST', `${remediation(at, 'none')}/cancel`)).status).toBe(404);
  });
});

describe('a list of remediations', () => {
  test('holds those at the scope and below it, filtered and in pages', async () => {
    const at = await place('one');
    await assign(at, tagging('ml'), { rights: false });
    for (const name of ['a', 'b', 'c']) await remedy(at, name);
    const own = { group: at.endpoint('one') };
    await w.as.owner('PUT', remediation(own, 'd'), {
      body: { properties: { policyAssignmentId: assignmentAt(at) } },
    });
    const path = `${at.group}/providers/Microsoft.PolicyInsights/remediations`;
    const names = (answer: Answer) => answer.body.value.map(({ name }: { name: string }) => name);
    expect(names(await w.as.owner('GET', path)).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    const filter = encodeURIComponent(`PolicyAssignmentId eq '${assignmentAt(at).toUpperCase()}'`);
    const first = await w.as.owner('GET', `${path}?$filter=${filter}&$top=3`);
    expect(first.body.value).toHaveLength(3);
    const next = new URL(first.body.nextLink);
    expect(
      (await w.as.owner('GET', next.pathname + next.search, { apiVersion: null })).body.value,
    ).toHaveLength(1);
    const none = encodeURIComponent("PolicyAssignmentId eq '/x'");
    expect(names(await w.as.owner('GET', `${path}?$filter=${none}`))).toEqual([]);
  });
});
