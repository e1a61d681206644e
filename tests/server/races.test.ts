import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenStates, disorderedStates, query, staleStates, untilIdle } from './compliance.ts';
import { deploymentOf, openWorld, PHI4, type World } from './harness.ts';
import { COMMITS, hold, waiting } from './locks.ts';

// Two that are under way at once, each of which is right by what it had seen.

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const ENDPOINT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints';
const location = 'westeurope';
const group = () => `${w.production}/resourceGroups/rg-races`;
const workspace = () => `${group()}/providers/Microsoft.MachineLearningServices/workspaces/ws-races`;
const endpoint = () => join(workspace(), 'onlineEndpoints', 'ep-races');
const assignment = () => `${group()}/providers/Microsoft.Authorization/policyAssignments/related`;

async function made(verb: string, path: string, body?: object): Promise<void> {
  const answer = await w.as.owner(verb, path, body === undefined ? {} : { body });
  expect([answer.status, answer.body?.error]).toEqual([expect.toBeOneOf([200, 201]), undefined]);
}

async function stateOf(resource: string): Promise<string | undefined> {
  const states = await w.storage.states.get(resource.toLowerCase());
  return states?.results.find(({ assignmentId }) => assignmentId === assignment())?.complianceState;
}

test('a resource that is written while what it is judged by appears is judged by that in the end', async () => {
  const definition = `${w.production}/providers/Microsoft.Authorization/policyDefinitions/races`;
  const policyRule = {
    if: { field: 'type', equals: ENDPOINT },
    then: { effect: 'auditIfNotExists', details: { type: `${ENDPOINT}/deployments` } },
  };
  const body = { location, properties: { authMode: 'Key' } };
  await made('PUT', group(), { location });
  await made('PUT', workspace(), { location, identity: { type: 'SystemAssigned' }, properties: {} });
  await made('PUT', endpoint(), body);
  await made('PUT', definition, { properties: { mode: 'All', policyRule } });
  await made('PUT', assignment(), { properties: { policyDefinitionId: definition } });
  await untilIdle(w.storage);
  expect(await stateOf(endpoint())).toBe('NonCompliant');

  // Writes of the endpoint wait, those of its children do not.
  const release = await hold(w.storage, 'select from sluice.resources where key = $1 for no key update', [
    endpoint().toLowerCase(),
  ]);
  // It has looked for deployments, found none, and waits to commit.
  const writing = made('PUT', endpoint(), body);
  await expect.poll(() => waiting(w.storage, 'sluice.commit')).toBe(1);
  await made('PUT', `${endpoint()}/deployments/blue`, deploymentOf(PHI4));
  // It has found the deployment, of an endpoint that will be another version when it is its turn.
  await expect.poll(() => waiting(w.storage, 'sluice.commit_states'), { timeout: 10_000 }).toBe(1);
  await release();
  await writing;
  await untilIdle(w.storage);
  expect(await stateOf(endpoint())).toBe('Compliant');
  expect(await staleStates(w.storage)).toEqual([]);
  expect(await brokenStates(w.storage)).toEqual([]);
});

test('a write that is decided before a scan of its resource and commits after it follows it in time', async () => {
  const account = `${group()}/providers/Microsoft.CognitiveServices/accounts/races`;
  const definition = `${w.production}/providers/Microsoft.Authorization/policyDefinitions/races-place`;
  const policyRule = {
    if: {
      allOf: [
        { field: 'type', equals: 'Microsoft.CognitiveServices/accounts' },
        { field: 'tags.kind', equals: 'good' },
      ],
    },
    then: { effect: 'audit' },
  };
  const body = (kind: string) => ({
    location,
    kind: 'OpenAI',
    sku: { name: 'S0' },
    tags: { kind },
    properties: {},
  });
  await made('PUT', definition, { properties: { mode: 'All', policyRule } });
  await made('PUT', `${assignment()}-place`, { properties: { policyDefinitionId: definition } });
  await made('PUT', account, body('good'));
  await untilIdle(w.storage);
  // As after a change of policies of which a scan has not yet come here.
  await query(
    w.storage,
    `with gone as (delete from sluice.resource_states where resource_key = $1 returning *)
     insert into sluice.state_counters (scope_key, resource_type, location, set_id, delta)
     select scope_key, resource_type, location, set_id, -1 from gone`,
    [account.toLowerCase()],
  );

  // Commits wait, scans do not.
  const release = await hold(w.storage, COMMITS);
  const writing = made('PUT', account, body('bad'));
  await expect.poll(() => waiting(w.storage, 'sluice.commit')).toBe(1);
  await w.as.owner(
    'POST',
    `${group()}/providers/Microsoft.PolicyInsights/policyStates/latest/triggerEvaluation`,
  );
  await expect.poll(() => w.storage.states.get(account.toLowerCase()), { timeout: 10_000 }).toBeDefined();
  await release();
  await writing;
  await untilIdle(w.storage);
  expect(await staleStates(w.storage)).toEqual([]);
  expect(await disorderedStates(w.storage)).toEqual([]);
});
