import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { query } from './compliance.ts';
import {
  type Answer,
  assignmentAt,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  replaceRights,
  type Send,
  type World,
} from './harness.ts';
import { COMMITS, hold, waiting } from './locks.ts';

// What is left of a template deployment that policy refuses, or would refuse: as much as of the requests that it stands for.

const ML = 'Microsoft.MachineLearningServices';
const WRITE = 'Microsoft.Resources/deployments/write';
const DENY = 'Microsoft.Authorization/policies/deny/action';
const location = 'westeurope';
const PATIENCE = { timeout: 10_000 };

let w: World;
beforeAll(async () => {
  w = await openWorld();
  await made('PUT', group(), { location });
  await made('PUT', definition('no-secrets'), {
    properties: {
      mode: 'Indexed',
      displayName: 'No secret projects',
      policyRule: {
        if: {
          allOf: [
            { field: 'type', equals: `${ML}/workspaces` },
            { field: 'tags.project', equals: 'secret' },
          ],
        },
        then: { effect: 'deny' },
      },
    },
  });
  await made('PUT', assignment(), { properties: { policyDefinitionId: definition('no-secrets') } });
});
afterAll(() => w.close());

const group = () => `${w.production}/resourceGroups/rg-denials`;
const definition = (name: string) =>
  `${w.production}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
const assignment = () => assignmentAt(w.production, 'no-secrets');
const deployment = (name: string, place = group()) =>
  `${place}/providers/Microsoft.Resources/deployments/${name}`;
const workspace = (name: string, place = group()) => `${place}/providers/${ML}/workspaces/${name}`;

async function made(verb: string, path: string, body?: object): Promise<void> {
  const answer = await w.as.owner(verb, path, body === undefined ? {} : { body });
  expect([answer.status, answer.body?.error]).toEqual([expect.toBeOneOf([200, 201]), undefined]);
}

const template = (...resources: readonly object[]) => ({
  properties: {
    mode: 'Incremental',
    template: {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources,
    },
    parameters: {},
  },
});
const workspaceOf = (name: string, project: string, more: object = {}) => ({
  type: `${ML}/workspaces`,
  apiVersion: '2024-10-01',
  name,
  location,
  tags: { project },
  properties: {},
  ...more,
});
const nested = (name: string, resources: readonly object[], more: object = {}) => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2025-04-01',
  name,
  ...more,
  properties: { ...template(...resources).properties, parameters: undefined },
});

/** Sends a request under a correlation id of its own. */
async function ask(verb: string, path: string, body: object, as: Send = w.as.owner): Promise<Traced> {
  const correlationId = randomUUID();
  const headers = { 'x-ms-correlation-request-id': correlationId };
  return { correlationId, answer: await as(verb, path, { body, headers }) };
}
type Traced = { readonly correlationId: string; readonly answer: Answer };

const refusalOf = ({ answer }: Traced) => [
  answer.status,
  answer.body.error?.code,
  answer.body.error?.details.map(({ code, target }: { code: string; target: string }) => [code, target]),
];

/** What the log tells under a correlation id, oldest first. */
async function logged({ correlationId }: Traced, scope = ''): Promise<readonly Answer['body'][]> {
  const filter = encodeURIComponent(
    `eventTimestamp ge '2020-01-01T00:00:00Z' and correlationId eq '${correlationId}'`,
  );
  const path = `${scope}/providers/Microsoft.Insights/eventtypes/management/values?$filter=${filter}`;
  const { body } = await w.as.owner('GET', path, { apiVersion: '2015-04-01' });
  return body.value.toReversed();
}
const told = async (traced: Traced, scope?: string) =>
  (await logged(traced, scope)).map(({ operationName, resourceId, status }) => [
    operationName.value,
    resourceId,
    status.value,
  ]);

const denialOf = (id: string) => [
  [DENY, id, 'Failed'],
  [`${ML}/workspaces/write`, id, 'Failed'],
];

const EVENTS = 'providers/Microsoft.PolicyInsights/policyEvents/default/queryResults';
async function eventsOf(resource: string): Promise<readonly Answer['body'][]> {
  const filter = encodeURIComponent(`resourceId eq '${resource}'`);
  return (await w.as.owner('POST', `${w.production}/${EVENTS}?$filter=${filter}`)).body.value;
}

const decisionsOf = ({ correlationId }: Traced) =>
  query<{ id: string; resource_id: string; verdict: string; request: unknown }>(
    w.storage,
    `select id, resource_id, verdict, request from sluice.decisions where request::json ->> 'correlationId' = $1 order by at, resource_id`,
    [correlationId],
  );
const deniedIn = async (traced: Traced) =>
  (await decisionsOf(traced)).filter(({ verdict }) => verdict === 'deny').map(each => each.resource_id);
const readDecision = async (id: unknown) =>
  (await w.as.owner('GET', `/providers/Sluice.Governance/decisions/${id}`)).body.properties;

describe('a deployment that policy refuses', () => {
  test('is in the log, as what was denied of it is, with the decision', async () => {
    const asked = await ask(
      'PUT',
      deployment('one'),
      template(workspaceOf('ws-a', 'open'), workspaceOf('ws-b', 'secret')),
    );
    const { answer } = asked;
    expect(refusalOf(asked)).toEqual([
      400,
      'InvalidTemplateDeployment',
      [['RequestDisallowedByPolicy', workspace('ws-b')]],
    ]);
    const decisionId = answer.headers['x-sluice-decision-id'];
    expect(decisionId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers['x-sluice-revision']).toMatch(/^\d+$/);
    expect(answer.body.error.details[0].additionalInfo[0].info).toMatchObject({
      policyAssignmentId: assignment(),
      decisionId: `/providers/Sluice.Governance/decisions/${decisionId}`,
    });

    const expected = [...denialOf(workspace('ws-b')), [WRITE, deployment('one'), 'Failed']];
    for (const scope of ['', w.production]) expect(await told(asked, scope)).toEqual(expected);
    const [policy, write, failed] = await logged(asked);
    expect(policy).toMatchObject({ level: 'Error', properties: { decisionId } });
    expect(JSON.parse(policy.properties.policies)).toMatchObject([
      { policyAssignmentId: assignment(), policyDefinitionEffect: 'deny' },
    ]);
    expect(write).toMatchObject({ properties: { decisionId, statusCode: 'Forbidden' } });
    expect(failed).toMatchObject({ level: 'Error', properties: { statusCode: 'BadRequest' } });
    expect(JSON.parse(failed.properties.statusMessage).error).toEqual(answer.body.error);

    expect(await eventsOf(workspace('ws-b'))).toMatchObject([
      {
        resourceId: workspace('ws-b'),
        policyAssignmentId: assignment(),
        isCompliant: false,
      },
    ]);
    expect(await deniedIn(asked)).toEqual([workspace('ws-b')]);
    expect(await readDecision(decisionId)).toMatchObject({
      resourceId: workspace('ws-b'),
      verdict: 'deny',
      recomputedVerdict: 'deny',
      correlationId: asked.correlationId,
      refusals: [expect.objectContaining({ policyAssignmentId: assignment() })],
      wouldPass: { found: true },
    });
    expect((await w.as.owner('GET', deployment('one'))).status).toBe(404);
    expect((await w.as.owner('GET', workspace('ws-a'))).status).toBe(404);
  });

  test('has a decision for each resource that is denied; the answer leads to the first, its details to all', async () => {
    const asked = await ask(
      'PUT',
      deployment('two'),
      template(workspaceOf('ws-c', 'secret'), workspaceOf('ws-d', 'secret')),
    );
    expect(await told(asked)).toEqual([
      ...denialOf(workspace('ws-c')),
      ...denialOf(workspace('ws-d')),
      [WRITE, deployment('two'), 'Failed'],
    ]);
    const decisions = await decisionsOf(asked);
    expect(decisions.map(each => each.resource_id)).toEqual([workspace('ws-c'), workspace('ws-d')]);
    const { answer } = asked;
    expect(answer.headers['x-sluice-decision-id']).toBe(decisions[0]?.id);
    expect(
      answer.body.error.details.map(
        ({ additionalInfo }: { additionalInfo: { info: { decisionId: string } }[] }) =>
          additionalInfo[0]?.info.decisionId.split('/').at(-1),
      ),
    ).toEqual(decisions.map(({ id }) => id));
    for (const name of ['ws-c', 'ws-d']) expect(await eventsOf(workspace(name))).toHaveLength(1);
  });

  test('is recorded where a nested template holds what is denied, be it in a group that the template makes', async () => {
    const made = `${w.production}/resourceGroups/rg-denials-planned`;
    const asked = await ask('PUT', deployment('outer', w.production), {
      location,
      ...template(
        {
          type: 'Microsoft.Resources/resourceGroups',
          apiVersion: '2024-03-01',
          name: 'rg-denials-planned',
          location,
        },
        nested('inner', [workspaceOf('ws-e', 'secret')], {
          resourceGroup: 'rg-denials-planned',
          dependsOn: ['rg-denials-planned'],
        }),
      ),
    });
    expect(refusalOf(asked)).toEqual([
      400,
      'InvalidTemplateDeployment',
      [['RequestDisallowedByPolicy', workspace('ws-e', made)]],
    ]);
    expect(await told(asked)).toEqual([
      ...denialOf(workspace('ws-e', made)),
      [WRITE, deployment('outer', w.production), 'Failed'],
    ]);
    expect(await readDecision(asked.answer.headers['x-sluice-decision-id'])).toMatchObject({
      resourceId: workspace('ws-e', made),
      recomputedVerdict: 'deny',
    });
    expect((await w.as.owner('GET', made)).status).toBe(404);
  });

  test('by a policy of its own template is in the log, and has no decision: no revision holds that policy', async () => {
    const place = `${w.production}/resourceGroups/rg-denials-own`;
    await made('PUT', place, { location });
    await made('PUT', definition('nothing'), {
      properties: {
        mode: 'Indexed',
        policyRule: { if: { field: 'type', equals: `${ML}/workspaces` }, then: { effect: 'deny' } },
      },
    });
    const asked = await ask(
      'PUT',
      deployment('own', place),
      template(
        {
          type: 'Microsoft.Authorization/policyAssignments',
          apiVersion: '2024-04-01',
          name: 'nothing',
          properties: { policyDefinitionId: definition('nothing') },
        },
        workspaceOf('ws-f', 'open', { dependsOn: ['nothing'] }),
        workspaceOf('ws-g', 'secret', { dependsOn: ['nothing'] }),
      ),
    );
    expect(refusalOf(asked)).toEqual([
      400,
      'InvalidTemplateDeployment',
      [
        ['RequestDisallowedByPolicy', workspace('ws-f', place)],
        ['RequestDisallowedByPolicy', workspace('ws-g', place)],
      ],
    ]);
    expect(await told(asked)).toEqual([
      ...denialOf(workspace('ws-g', place)),
      [WRITE, deployment('own', place), 'Failed'],
    ]);
    const [policy, , failed] = await logged(asked);
    expect(policy.properties.policies).not.toContain(assignmentAt(place, 'nothing'));
    expect(failed.properties.statusMessage).toContain(assignmentAt(place, 'nothing'));
    expect(await deniedIn(asked)).toEqual([workspace('ws-g', place)]);
    expect(await eventsOf(workspace('ws-f', place))).toEqual([]);
    expect(await eventsOf(workspace('ws-g', place))).toMatchObject([{ policyAssignmentId: assignment() }]);
    expect(asked.answer.headers['x-sluice-decision-id']).toBe((await decisionsOf(asked))[0]?.id);
  });

  test('in mode Complete is recorded where a policy protects what it would delete', async () => {
    const place = `${w.production}/resourceGroups/rg-denials-complete`;
    await made('PUT', place, { location });
    await made('PUT', workspace('ws-kept', place), { location, properties: {} });
    const policyRule = {
      if: { field: 'type', equals: `${ML}/workspaces` },
      then: { effect: 'denyAction', details: { actionNames: ['delete'] } },
    };
    await made('PUT', definition('keep'), { properties: { mode: 'Indexed', policyRule } });
    await made('PUT', assignmentAt(place, 'keep'), {
      properties: { policyDefinitionId: definition('keep') },
    });
    const { properties } = template(workspaceOf('ws-h', 'open'));
    const asked = await ask('PUT', deployment('complete', place), {
      properties: { ...properties, mode: 'Complete' },
    });
    expect(await told(asked)).toEqual([
      ['Microsoft.Authorization/policies/denyAction/action', workspace('ws-kept', place), 'Failed'],
      [`${ML}/workspaces/delete`, workspace('ws-kept', place), 'Failed'],
      [WRITE, deployment('complete', place), 'Failed'],
    ]);
    expect(await readDecision(asked.answer.headers['x-sluice-decision-id'])).toMatchObject({
      action: `${ML}/workspaces/delete`,
      recomputedVerdict: 'deny',
    });
  });

  test('is told to the log whole, and to the caller as far as he may read policies', async () => {
    const actions = [`${ML}/*`, 'Microsoft.Resources/deployments/*'];
    await replaceRights(w, 'mlEngineer', [{ scope: group(), actions }]);
    const body = template(workspaceOf('ws-i', 'secret'));
    const asked = await ask('PUT', deployment('theirs'), body, w.as.mlEngineer);
    expect([asked.answer.status, asked.answer.body.error.code]).toEqual([400, 'InvalidTemplateDeployment']);
    expect(JSON.stringify(asked.answer.body)).toContain(assignment());
    expect(JSON.stringify(asked.answer.body)).not.toContain('No secret projects');
    const [, , failed] = await logged(asked);
    expect(failed.properties.statusMessage).toContain('No secret projects');
  });

  test('keeps the secrets of its template to itself', async () => {
    const place = `${w.production}/resourceGroups/rg-chat`;
    await made('PUT', assignmentAt(place, 'registry'), onlyRegistry('azureml'));
    const model = deploymentOf(LLAMA) as { readonly properties: object };
    const blue = {
      type: `${ML}/workspaces/onlineEndpoints/deployments`,
      apiVersion: '2024-10-01',
      name: 'ws-chat/support-chat/secretive',
      location,
      properties: { ...model.properties, environmentVariables: { TOKEN: "[parameters('token')]" } },
    };
    const { properties } = template(blue);
    const asked = await ask('PUT', deployment('secretive', place), {
      properties: {
        ...properties,
        template: { ...properties.template, parameters: { token: { type: 'securestring' } } },
        parameters: { token: { value: 'Hunter2-swordfish' } },
      },
    });
    expect(asked.answer.headers['x-sluice-decision-id']).toBeDefined();
    const kept = [await query(w.storage, 'select * from sluice.activity_log'), await decisionsOf(asked)];
    expect(JSON.stringify(kept)).toContain('secretive');
    expect(JSON.stringify(kept)).not.toContain('swordfish');
  });

  test('for other reasons is in no log', async () => {
    const nobody = { ...workspaceOf('ws-j', 'open'), type: 'Microsoft.Nobody/things' };
    const unknown = await ask('PUT', deployment('bad'), template(nobody));
    expect(unknown.answer.body.error.code).toBe('InvalidTemplateDeployment');
    const stale = { 'x-ms-correlation-request-id': randomUUID(), 'if-match': '"other"' };
    const { status } = await w.as.owner('PUT', deployment('bad'), {
      body: template(workspaceOf('ws-j', 'secret')),
      headers: stale,
    });
    expect(status).toBe(412);
    expect(await told(unknown)).toEqual([]);
    expect(await told({ ...unknown, correlationId: stale['x-ms-correlation-request-id'] })).toEqual([]);
  });
});

describe('a question before it is refused as it would be, and as well recorded', () => {
  const VALIDATE = '/providers/Microsoft.Resources/validateResources';
  const planned = (project: string) => ({
    provider: ML,
    type: 'workspaces',
    scope: group(),
    location,
    resources: [{ name: 'ws-k', apiVersion: '2024-10-01', tags: { project }, properties: {} }],
  });

  test.each<[string, () => Promise<Traced>, string, string, () => string]>([
    [
      'validate, which az asks',
      () => ask('POST', `${deployment('asked')}/validate`, template(workspaceOf('ws-k', 'secret'))),
      'InvalidTemplateDeployment',
      'Microsoft.Resources/deployments/validate/action',
      () => deployment('asked'),
    ],
    [
      'validateResources, which Terraform asks',
      () => ask('POST', VALIDATE, planned('secret')),
      'ResourceValidationFailed',
      'Microsoft.Resources/validateResources/action',
      group,
    ],
  ])('%s', async (_, send, code, operation, entity) => {
    const asked = await send();
    const { answer } = asked;
    expect(refusalOf(asked)).toEqual([400, code, [['RequestDisallowedByPolicy', workspace('ws-k')]]]);
    const decisionId = answer.headers['x-sluice-decision-id'];
    expect(await readDecision(decisionId)).toMatchObject({
      resourceId: workspace('ws-k'),
      recomputedVerdict: 'deny',
    });
    expect(answer.body.error.details[0].additionalInfo[0].info).toMatchObject({
      decisionId: `/providers/Sluice.Governance/decisions/${decisionId}`,
    });
    expect(await told(asked)).toEqual([...denialOf(workspace('ws-k')), [operation, entity(), 'Failed']]);
    const [, , failed] = await logged(asked);
    expect(JSON.parse(failed.properties.statusMessage).error).toEqual(answer.body.error);
    expect(await deniedIn(asked)).toEqual([workspace('ws-k')]);
    expect((await w.as.owner('GET', deployment('asked'))).status).toBe(404);
    expect((await w.as.owner('GET', workspace('ws-k'))).status).toBe(404);
  });

  test('where nothing refuses it, nothing is', async () => {
    const body = template(workspaceOf('ws-k', 'open'));
    const asked = await ask('POST', `${deployment('asked')}/validate`, body);
    expect([asked.answer.status, asked.answer.body.properties.provisioningState]).toEqual([200, 'Succeeded']);
    for (const each of [asked, await ask('POST', VALIDATE, planned('open'))])
      expect([each.answer.status, await told(each), await decisionsOf(each)]).toEqual([200, [], []]);
  });
});

test('whatIf, which tells and refuses nothing, leaves nothing behind', async () => {
  const asked = await ask('POST', `${deployment('asked')}/whatIf`, template(workspaceOf('ws-k', 'secret')));
  expect(JSON.stringify(asked.answer.body)).toContain('RequestDisallowedByPolicy');
  expect([await told(asked), await decisionsOf(asked)]).toEqual([[], []]);
  expect(asked.answer.headers['x-sluice-decision-id']).toBeUndefined();
});

test('what is denied only while the deployment runs is recorded once', async () => {
  const asked = await ask(
    'PUT',
    deployment('late'),
    template(
      workspaceOf('ws-first', 'open'),
      workspaceOf('ws-late', "[if(empty(reference('ws-first')), 'open', 'secret')]", {
        dependsOn: ['ws-first'],
      }),
    ),
  );
  expect(asked.answer.status).toBe(201);
  await expect
    .poll(async () => (await w.as.owner('GET', deployment('late'))).body.properties.provisioningState, {
      timeout: 10_000,
    })
    .toBe('Failed');
  expect(await told(asked)).toEqual([
    [WRITE, deployment('late'), 'Succeeded'],
    [`${ML}/workspaces/write`, workspace('ws-first'), 'Succeeded'],
    ...denialOf(workspace('ws-late')),
  ]);
  expect(await deniedIn(asked)).toEqual([workspace('ws-late')]);
});

test('a denial by a policy that goes meanwhile is decided again, and leaves nothing behind', async () => {
  const place = `${w.production}/resourceGroups/rg-denials-moved`;
  await made('PUT', place, { location });
  const at = assignmentAt(place, 'moved');
  await made('PUT', definition('moved'), {
    properties: {
      mode: 'Indexed',
      policyRule: { if: { field: 'tags.project', equals: 'moved' }, then: { effect: 'deny' } },
    },
  });
  await made('PUT', at, { properties: { policyDefinitionId: definition('moved') } });

  const release = await hold(w.storage, COMMITS);
  const removing = w.as.owner('DELETE', at);
  await expect.poll(() => waiting(w.storage, 'sluice.commit'), PATIENCE).toBe(1);
  const asking = ask('PUT', deployment('moved', place), template(workspaceOf('ws-moved', 'moved')));
  await expect.poll(() => waiting(w.storage, 'sluice.commit'), PATIENCE).toBe(2);
  await release();
  expect((await removing).status).toBe(200);
  const asked = await asking;
  expect([asked.answer.status, asked.answer.body.error]).toEqual([201, undefined]);
  await expect
    .poll(() => told(asked))
    .toEqual([
      [WRITE, deployment('moved', place), 'Succeeded'],
      [`${ML}/workspaces/write`, workspace('ws-moved', place), 'Succeeded'],
    ]);
  expect(await deniedIn(asked)).toEqual([]);
});

test('a policy that another server acknowledged denies on the very next request', async () => {
  const other = await w.secondServer();
  const place = `${w.production}/resourceGroups/rg-denials-across`;
  await made('PUT', place, { location });
  const at = assignmentAt(place, 'across');
  const { properties } = template(workspaceOf('ws-across', 'secret'));
  await made('DELETE', assignment());
  for (let round = 0; round < 5; round++) {
    await made('PUT', at, { properties: { policyDefinitionId: definition('no-secrets') } });
    const asked = await ask('PUT', deployment(`across-${round}`, place), { properties }, other.as.owner);
    expect(asked.answer.status, JSON.stringify(asked.answer.body)).toBe(400);
    expect(await deniedIn(asked)).toEqual([workspace('ws-across', place)]);
    expect((await w.as.owner('DELETE', at)).status).toBe(200);
  }
});
