import { expect, test } from 'vitest';
import { decide } from '../decide/decide.ts';
import type { Decision, EvaluationRequest } from '../model/decision.ts';
import type { PolicyAssignment, Resource, SnapshotChange } from '../model/records.ts';
import type { ActivityEntry } from '../model/write-set.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import {
  assign,
  assignment,
  deployment,
  ONE_REGISTRY,
  put,
  REGISTRIES,
  registryModel,
  snapshotOf,
  TAGGED,
  write,
} from '../testing/policies.ts';
import { principal } from '../testing/world.ts';
import { toWriteSet } from './to-write-set.ts';
import type { WriteSetInput } from './write-operation.ts';

const AT = '2026-01-02T03:04:05.678Z';
const S1 = '/subscriptions/s1';
const ID = deployment('d', {}).id;
const ACTION = 'Microsoft.Models/hosts/deployments/write';
const SYSTEM = {
  createdBy: 'x',
  createdByType: 'User',
  createdAt: AT,
  lastModifiedBy: 'x',
  lastModifiedByType: 'User',
  lastModifiedAt: AT,
} as const;
const RESOURCE: Resource = {
  id: ID,
  key: ID.toLowerCase(),
  type: 'Microsoft.Models/hosts/deployments',
  name: 'd',
  body: {},
  systemData: SYSTEM,
  etag: 'e1',
  instanceId: 'i1',
  apiVersion: '2024-04-01',
};
const PUT = { kind: 'put', resource: RESOURCE } as const;
const EXPECT = [{ key: ID.toLowerCase(), etag: null, role: 'resource' }] as const;

function judged(
  changes: readonly SnapshotChange[],
  request: Partial<EvaluationRequest> = {},
): { snapshot: Snapshot; request: EvaluationRequest; decision: Decision } {
  const snapshot = snapshotOf(...[ONE_REGISTRY, REGISTRIES, TAGGED].map(put), ...changes);
  const asked = write(snapshot, deployment('d', registryModel('hub')), request);
  return { snapshot, request: asked, decision: decide(snapshot, asked) };
}

function input(world: ReturnType<typeof judged>, more: Partial<WriteSetInput> = {}): WriteSetInput {
  let ids = 0;
  return {
    snapshot: world.snapshot,
    at: AT,
    engineVersion: '0.1.0',
    principal: principal('engineer'),
    correlationId: 'c1',
    newId: () => `id-${++ids}`,
    operation: {
      action: ACTION,
      resourceId: ID,
      resourceType: 'Microsoft.Models/hosts/deployments',
      status: 201,
    },
    expect: EXPECT,
    resources: [PUT],
    changes: [],
    judged: { request: world.request, decision: world.decision },
    ...more,
  };
}

const only = (registry: string, more: Partial<PolicyAssignment> = {}) =>
  assign(
    assignment('only', S1, ONE_REGISTRY, {
      displayName: 'Only it',
      parameters: { allowedRegistryName: registry, effect: 'Deny' },
      ...more,
    }),
  );
const audited = (more: Partial<PolicyAssignment> = {}) =>
  assign(assignment('audited', S1, REGISTRIES, { parameters: { allowed: [], effect: 'Audit' }, ...more }));
const short = (entries: readonly ActivityEntry[]) =>
  entries.map(entry => [entry.category, entry.operation, entry.status, entry.level]);
const ADMINISTRATIVE = ['Administrative', ACTION, 'Succeeded', 'Informational'];

test('an allowed write leaves the resource, its states, events, the decision and one entry', () => {
  const set = toWriteSet(input(judged([only('hub')])));
  expect([set.revision, set.expect, set.resources, set.changes]).toEqual([1, EXPECT, [PUT], []]);
  expect(set.states).toEqual([
    {
      resourceKey: RESOURCE.key,
      resourceId: ID,
      resourceType: RESOURCE.type,
      location: 'eastus',
      etag: 'e1',
      revision: 1,
      at: AT,
      results: [
        {
          assignmentKey: '/subscriptions/s1/providers/microsoft.authorization/policyassignments/only',
          assignmentId: '/subscriptions/s1/providers/Microsoft.Authorization/policyAssignments/only',
          definitionKey: '/providers/microsoft.authorization/policydefinitions/one-registry',
          definitionId: '/providers/Microsoft.Authorization/policyDefinitions/one-registry',
          definitionVersion: '1.0.0',
          definitionCategory: null,
          definitionReferenceId: null,
          initiativeId: null,
          initiativeVersion: null,
          initiativeCategory: null,
          groupNames: [],
          componentId: ID,
          componentType: 'Microsoft.Models.Data/hosts/deployments',
          componentName: 'd',
          effect: 'deny',
          complianceState: 'Compliant',
        },
      ],
    },
  ]);
  expect(set.events).toMatchObject([
    {
      isCompliant: true,
      correlationId: 'c1',
      decisionId: 'd1',
      resourceKey: RESOURCE.key,
    },
  ]);
  expect(set.decisions).toMatchObject([
    {
      id: 'd1',
      revision: 1,
      verdict: 'allow',
      engineVersion: '0.1.0',
      resourceKey: RESOURCE.key,
      principalId: 'engineer',
    },
  ]);
  expect(short(set.entries)).toEqual([ADMINISTRATIVE]);
});

test('jobs go with a write that is made, and with no other one', () => {
  const jobs = [{ name: 'look-again', input: { id: ID } }];
  expect(toWriteSet({ ...input(judged([only('hub')])), jobs }).jobs).toEqual(jobs);
  expect(toWriteSet(input(judged([only('hub')]))).jobs).toEqual([]);
  expect(toWriteSet({ ...input(judged([only('other')])), jobs }).jobs).toEqual([]);
  const failure = { status: 409, error: { code: 'Conflict' } };
  expect(toWriteSet({ ...input(judged([only('hub')]), { failure }), jobs }).jobs).toEqual([]);
});

test('a denial leaves only its record: one Policy entry with every violation, and the failed write', () => {
  const second = assign(assignment('second', S1, TAGGED, { parameters: { tag: 'owner' } }));
  const error = { code: 'RequestDisallowedByPolicy', message: 'no' };
  const world = judged([only('other'), second, audited()]);
  const set = toWriteSet(input(world, { failure: { status: 403, error } }));
  expect([set.resources, set.changes, set.states, set.expect]).toEqual([[], [], [], EXPECT]);
  expect(set.decisions).toMatchObject([{ verdict: 'deny', request: world.request }]);
  expect(set.events.map(event => [event.effect, event.isCompliant])).toEqual([
    ['audit', false],
    ['deny', false],
    ['deny', false],
  ]);
  expect(short(set.entries)).toEqual([
    ['Policy', 'Microsoft.Authorization/policies/deny/action', 'Failed', 'Error'],
    ['Administrative', ACTION, 'Failed', 'Error'],
  ]);
  const [policy, administrative] = set.entries;
  expect(policy?.body).toMatchObject({
    authorization: { action: ACTION, scope: ID },
    channels: 'Operation',
    description: '',
    eventName: { value: 'EndRequest' },
    subStatus: { value: '', localizedValue: '' },
    submissionTimestamp: AT,
    id: `${ID}/events/id-1/ticks/639029198456780000`,
  });
  const properties = policy?.body['properties'] as Record<string, string>;
  expect(properties).toMatchObject({
    isComplianceCheck: 'False',
    resourceLocation: 'eastus',
    ancestors: 'production,root',
  });
  expect(JSON.parse(properties['policies'] ?? '')).toMatchObject([
    {
      policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/one-registry',
      policyDefinitionName: 'one-registry',
      policyDefinitionEffect: 'Deny',
      policyAssignmentId: '/subscriptions/s1/providers/Microsoft.Authorization/policyAssignments/only',
      policyAssignmentName: 'only',
      policyAssignmentDisplayName: 'Only it',
      policyAssignmentScope: S1,
      policyAssignmentParameters: { allowedRegistryName: 'other', effect: 'Deny' },
    },
    { policyAssignmentName: 'second' },
  ]);
  expect(administrative?.body).toMatchObject({
    subStatus: { value: 'Forbidden', localizedValue: 'Forbidden (HTTP Status Code: 403)' },
  });
  expect(administrative?.body['properties']).toMatchObject({
    statusCode: 'Forbidden',
    statusMessage: JSON.stringify({ error }),
    entity: ID,
    hierarchy: 'root/production/s1',
  });
  expect(new Set(set.entries.map(entry => entry.correlationId))).toEqual(new Set(['c1']));
  expect(new Set(set.entries.map(entry => entry.eventId)).size).toBe(2);
});

test('a denial without the answer to it is recorded as 403 all the same', () => {
  const set = toWriteSet(input(judged([only('other')])));
  expect([set.resources, short(set.entries)[1]]).toEqual([[], ['Administrative', ACTION, 'Failed', 'Error']]);
});

test('a matched audit warns in the log, once for all of them, and the write goes on', () => {
  const second = assign(
    assignment('second', S1, REGISTRIES, { parameters: { allowed: ['x'], effect: 'Audit' } }),
  );
  const set = toWriteSet(input(judged([audited(), second])));
  expect(short(set.entries)).toEqual([
    ['Policy', 'Microsoft.Authorization/policies/audit/action', 'Succeeded', 'Warning'],
    ADMINISTRATIVE,
  ]);
  const properties = set.entries[0]?.body['properties'] as Record<string, string>;
  expect(JSON.parse(properties['policies'] ?? '')).toMatchObject([
    { policyAssignmentName: 'audited' },
    { policyAssignmentName: 'second' },
  ]);
  expect(
    set.states[0]?.results.map(result => [result.complianceState, result.evaluatedExpressions !== undefined]),
  ).toEqual([
    ['NonCompliant', true],
    ['NonCompliant', true],
  ]);
});

test.each<[string, SnapshotChange]>([
  ['deny', only('other', { enforcementMode: 'DoNotEnforce' })],
  ['audit', audited({ enforcementMode: 'DoNotEnforce' })],
])('%s that is not enforced leaves states and events, and no policy entry', (effect, change) => {
  const set = toWriteSet(input(judged([change])));
  expect(short(set.entries)).toEqual([ADMINISTRATIVE]);
  expect(set.states[0]?.results).toMatchObject([{ effect, complianceState: 'NonCompliant' }]);
  expect(set.events).toMatchObject([{ effect, isCompliant: false }]);
});

test('a PATCH of tags keeps the states whole, but only rules that judged it have events', () => {
  const tagged = assign(assignment('tagged', S1, TAGGED, { parameters: { tag: 'owner', effect: 'Audit' } }));
  const set = toWriteSet(input(judged([tagged, audited()], { tagsOnly: true })));
  expect(set.states[0]?.results).toHaveLength(2);
  expect(set.events.map(event => event.assignmentKey)).toEqual([
    '/subscriptions/s1/providers/microsoft.authorization/policyassignments/tagged',
  ]);
  expect(set.entries[0]?.body['properties']).toMatchObject({
    policies: expect.not.stringContaining('policyAssignments/audited'),
  });
});

test('a failed rule keeps its error with the state', () => {
  const gone = assign(
    assignment('gone', S1, '/providers/Microsoft.Authorization/policyDefinitions/gone', {
      enforcementMode: 'DoNotEnforce',
    }),
  );
  const [state] = toWriteSet(input(judged([gone]))).states;
  expect(state?.results).toMatchObject([
    { complianceState: 'Error', definitionVersion: '', error: { code: 'PolicyDefinitionNotFound' } },
  ]);
});

test('a delete leaves the decision and no states', () => {
  const world = judged([only('other')], { occasion: 'delete' });
  const set = toWriteSet(input(world, { resources: [{ kind: 'delete', key: RESOURCE.key }] }));
  expect([set.states, set.events, set.resources, set.decisions.length]).toEqual([
    [],
    [],
    [{ kind: 'delete', key: RESOURCE.key }],
    1,
  ]);
});

test('a write that policy does not judge leaves its change and its entry', () => {
  const change = only('hub');
  const id =
    '/providers/Microsoft.Management/managementGroups/root/providers/Microsoft.Authorization/policyAssignments/a';
  const { judged: _, ...plain } = input(judged([]));
  const operation = {
    action: 'Microsoft.Authorization/policyAssignments/write',
    resourceId: id,
    resourceType: 'Microsoft.Authorization/policyAssignments',
    status: 201,
  };
  const set = toWriteSet({ ...plain, operation, changes: [change], principal: undefined });
  expect([set.changes, set.states, set.events, set.decisions]).toEqual([[change], [], [], []]);
  expect(set.entries).toMatchObject([
    {
      category: 'Administrative',
      subscriptionId: null,
      resourceGroup: null,
      resourceProvider: 'Microsoft.Authorization',
      caller: 'Sluice',
    },
  ]);
});

test('a write that failed for another reason is recorded, and changes nothing', () => {
  const { judged: _, ...plain } = input(judged([]));
  const set = toWriteSet({
    ...plain,
    changes: [only('hub')],
    failure: { status: 409, error: { code: 'Conflict' } },
  });
  expect([set.resources, set.changes]).toEqual([[], []]);
  expect(set.entries).toMatchObject([{ status: 'Failed', body: { subStatus: { value: 'Conflict' } } }]);
});

test('the columns say where the resource is; a person is called by name', () => {
  const world = judged([]);
  const [entry] = toWriteSet(
    input(world, {
      principal: { ...principal('p'), kind: 'User' },
      claims: { upn: 'ada@contoso.com', groups: ['a'] },
      tenantId: 't0',
    }),
  ).entries;
  expect(entry).toMatchObject({
    subscriptionId: 's1',
    resourceGroup: 'rg1',
    resourceProvider: 'Microsoft.Models',
    caller: 'ada@contoso.com',
  });
  expect(entry?.body).toMatchObject({ claims: { upn: 'ada@contoso.com', groups: '["a"]' }, tenantId: 't0' });
});
