import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from './harness.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const ML = 'providers/Microsoft.MachineLearningServices';
const GROUP = 'rg-effects';
const ENDPOINT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints';
const location = 'westeurope';
const group = () => `${w.production}/resourceGroups/${GROUP}`;
const workspace = () => `${group()}/${ML}/workspaces/ws-effects`;
const endpoint = (name: string) => `${workspace()}/onlineEndpoints/${name}`;
const named = (kind: string, name: string) =>
  `${w.production}/providers/Microsoft.Authorization/${kind}/${name}`;

beforeAll(async () => {
  await made('PUT', group(), { location, tags: {} });
  await made('PUT', workspace(), { location, properties: {} });
});

async function made(verb: string, path: string, body?: object) {
  const answer = await w.as.owner(verb, path, body === undefined ? {} : { body });
  expect([answer.status, answer.body?.error]).toEqual([expect.toBeOneOf([200, 201]), undefined]);
  return answer;
}

async function assign(name: string, policyRule: object, mode = 'Indexed', more: object = {}) {
  await made('PUT', named('policyDefinitions', name), { properties: { mode, policyRule } });
  await made('PUT', `${group()}/providers/Microsoft.Authorization/policyAssignments/${name}`, {
    properties: { policyDefinitionId: named('policyDefinitions', name), ...more },
  });
}

const unassign = (name: string) =>
  made('DELETE', `${group()}/providers/Microsoft.Authorization/policyAssignments/${name}`);

async function stateOf(resource: string, assignment: string): Promise<string | undefined> {
  const states = await w.storage.states.get(resource.toLowerCase());
  return states?.results.find(({ assignmentKey }) => assignmentKey.endsWith(`/${assignment}`))
    ?.complianceState;
}

const putEndpoint = (name: string) =>
  w.as.owner('PUT', endpoint(name), { body: { location, properties: { authMode: 'Key' } } });

describe('auditIfNotExists', () => {
  const rule = {
    if: { field: 'type', equals: ENDPOINT },
    then: {
      effect: 'auditIfNotExists',
      details: {
        type: `${ENDPOINT}/deployments`,
        existenceCondition: { field: 'name', like: 'b*' },
      },
    },
  };

  test('follows what there is of the related type', async () => {
    await assign('has-deployment', rule);
    expect((await putEndpoint('watched')).status).toBe(201);
    await expect.poll(() => stateOf(endpoint('watched'), 'has-deployment')).toBe('NonCompliant');
    const deployment = `${endpoint('watched')}/deployments/blue`;
    const body = {
      location,
      properties: {
        model: 'azureml://registries/azureml/models/Phi-4/versions/8',
        endpointComputeType: 'Managed',
      },
    };
    expect((await w.as.owner('PUT', deployment, { body })).status).toBe(201);
    await expect.poll(() => stateOf(endpoint('watched'), 'has-deployment')).toBe('Compliant');
    expect((await w.as.owner('DELETE', deployment)).status).toBe(202);
    await expect.poll(() => stateOf(endpoint('watched'), 'has-deployment')).toBe('NonCompliant');
    await unassign('has-deployment');
  });

  test('judges what was there before it was assigned', async () => {
    expect((await putEndpoint('older')).status).toBe(201);
    await assign('has-deployment', rule);
    await expect.poll(() => stateOf(endpoint('older'), 'has-deployment')).toBe('NonCompliant');
    await unassign('has-deployment');
    await expect.poll(() => stateOf(endpoint('older'), 'has-deployment')).toBeUndefined();
  });
});

describe('denyAction', () => {
  const rule = (details: object = {}) => ({
    if: {
      allOf: [
        { field: 'type', equals: ENDPOINT },
        { field: 'name', equals: 'kept' },
      ],
    },
    then: { effect: 'denyAction', details: { actionNames: ['delete'], ...details } },
  });

  test('refuses the delete, and of the group; not of the parent', async () => {
    await assign('keep', rule(), 'Indexed', { nonComplianceMessages: [{ message: 'It is in use.' }] });
    expect((await putEndpoint('kept')).status).toBe(201);
    await expect.poll(() => stateOf(endpoint('kept'), 'keep')).toBe('Protected');

    const refused = await w.as.owner('DELETE', endpoint('kept'));
    expect([refused.status, refused.body.error.code]).toEqual([403, 'RequestDisallowedByPolicy']);
    expect(refused.body.error.message).toContain('It is in use.');
    expect(refused.headers['x-sluice-decision-id']).toBeDefined();
    expect((await w.as.owner('GET', endpoint('kept'))).status).toBe(200);

    const groupRefused = await w.as.owner('DELETE', group());
    expect([groupRefused.status, groupRefused.body.error.code]).toEqual([403, 'RequestDisallowedByPolicy']);
    expect((await w.as.owner('GET', endpoint('kept'))).status).toBe(200);

    expect((await w.as.owner('DELETE', workspace())).status).toBe(202);
    expect((await w.as.owner('GET', endpoint('kept'))).status).toBe(404);
    await made('PUT', workspace(), { location, properties: {} });
    await unassign('keep');
  });

  test('lets the group go where it says so', async () => {
    const other = `${w.production}/resourceGroups/rg-effects-2`;
    await made('PUT', other, { location, tags: {} });
    await made('PUT', `${other}/${ML}/workspaces/ws-effects`, { location, properties: {} });
    const kept = `${other}/${ML}/workspaces/ws-effects/onlineEndpoints/kept`;
    await made('PUT', kept, { location, properties: { authMode: 'Key' } });
    await made('PUT', named('policyDefinitions', 'loose'), {
      properties: { mode: 'Indexed', policyRule: rule({ cascadeBehaviors: { resourceGroup: 'allow' } }) },
    });
    await made('PUT', `${other}/providers/Microsoft.Authorization/policyAssignments/loose`, {
      properties: { policyDefinitionId: named('policyDefinitions', 'loose') },
    });
    expect((await w.as.owner('DELETE', kept)).status).toBe(403);
    expect((await w.as.owner('DELETE', other)).status).toBe(202);
    expect((await w.as.owner('GET', kept)).status).toBe(404);
  });
});

describe('modify and append', () => {
  const tagging = (value: string, conflictEffect = 'deny') => ({
    if: {
      allOf: [
        { field: 'type', equals: ENDPOINT },
        { field: 'tags.team', notEquals: value },
      ],
    },
    then: {
      effect: 'modify',
      details: {
        conflictEffect,
        roleDefinitionIds: [
          '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c',
        ],
        operations: [{ operation: 'addOrReplace', field: 'tags.team', value }],
      },
    },
  });

  test('change what is stored and shown, and the log says so', async () => {
    await assign('team', tagging('ml'));
    const answer = await w.as.owner('PUT', endpoint('tagged'), {
      body: { location, tags: { team: 'other', a: 'b' }, properties: { authMode: 'Key' } },
    });
    expect([answer.status, answer.body.tags]).toEqual([201, { team: 'ml', a: 'b' }]);
    expect((await w.as.owner('GET', endpoint('tagged'))).body.tags).toEqual({ team: 'ml', a: 'b' });
    expect(await stateOf(endpoint('tagged'), 'team')).toBe('Compliant');
    const filter = encodeURIComponent(
      `eventTimestamp ge '2020-01-01T00:00:00Z' and resourceUri eq '${endpoint('tagged')}'`,
    );
    const log = await w.as.owner(
      'GET',
      `${w.production}/providers/Microsoft.Insights/eventtypes/management/values?$filter=${filter}`,
      { apiVersion: '2015-04-01' },
    );
    expect(
      log.body.value.map((each: { operationName: { value: string } }) => each.operationName.value),
    ).toContain('Microsoft.Authorization/policies/modify/action');
  });

  test('two that contradict each other refuse the request as a conflict', async () => {
    await assign('team-2', tagging('it'));
    const answer = await putEndpoint('torn');
    expect([answer.status, answer.body.error.code]).toEqual([409, 'ConflictingModifyPolicies']);
    const violations = answer.body.error.additionalInfo as { type: string }[];
    expect(violations.filter(({ type }) => type === 'PolicyViolation')).toHaveLength(2);
    expect((await w.as.owner('GET', endpoint('torn'))).status).toBe(404);
    await unassign('team-2');
    await unassign('team');
  });
});
