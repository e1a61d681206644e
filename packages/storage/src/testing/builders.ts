import type {
  ActivityEntry,
  DecisionRecord,
  Expectation,
  PolicyEvent,
  Resource,
  ResourceStates,
  SnapshotChange,
  StateResult,
  WriteSet,
} from '@sluice/engine/model';

/** The smallest things that can be written, with what a test is about set by it. */

export const AT = '2026-11-23T10:00:00.000Z';
export const GROUP = '/subscriptions/s1/resourceGroups/rg';
export const WORKSPACE = `${GROUP}/providers/Microsoft.MachineLearningServices/workspaces/w`;
export const WORKSPACE_TYPE = 'Microsoft.MachineLearningServices/workspaces';
export const ENDPOINT_TYPE = `${WORKSPACE_TYPE}/onlineEndpoints`;
export const DEPLOYMENT_TYPE = `${ENDPOINT_TYPE}/deployments`;
export const ASSIGNMENT_TYPE = 'Microsoft.Authorization/policyAssignments';

export function writeSet(given: Partial<WriteSet>): WriteSet {
  return {
    revision: 0,
    expect: [],
    resources: [],
    changes: [],
    states: [],
    events: [],
    entries: [],
    decisions: [],
    jobs: [],
    ...given,
  };
}

export function resource(id: string, type: string, given: Partial<Resource> = {}): Resource {
  return {
    id,
    key: id.toLowerCase(),
    type,
    name: id.slice(id.lastIndexOf('/') + 1),
    body: { location: 'westeurope' },
    systemData: {
      createdBy: 'ada',
      createdByType: 'User',
      createdAt: AT,
      lastModifiedBy: 'ada',
      lastModifiedByType: 'User',
      lastModifiedAt: AT,
    },
    etag: 'e1',
    instanceId: 'i1',
    apiVersion: '2024-10-01',
    ...given,
  };
}

export const group = (given?: Partial<Resource>): Resource =>
  resource(GROUP, 'Microsoft.Resources/subscriptions/resourceGroups', given);
export const workspace = (given?: Partial<Resource>): Resource => resource(WORKSPACE, WORKSPACE_TYPE, given);
export const endpoint = (name: string, given?: Partial<Resource>): Resource =>
  resource(`${WORKSPACE}/onlineEndpoints/${name}`, ENDPOINT_TYPE, given);
export const deployment = (endpointName: string, name: string, given?: Partial<Resource>): Resource =>
  resource(`${WORKSPACE}/onlineEndpoints/${endpointName}/deployments/${name}`, DEPLOYMENT_TYPE, given);

export const put = (written: Resource): WriteSet['resources'][number] => ({ kind: 'put', resource: written });
export const remove = (key: string): WriteSet['resources'][number] => ({
  kind: 'delete',
  key: key.toLowerCase(),
});
export const isNew = ({ key }: Resource): Expectation => ({ key, etag: null, role: 'resource' });
export const isAt = ({ key, etag }: Resource): Expectation => ({ key, etag, role: 'resource' });
export const parent = (id: string): Expectation => ({ key: id.toLowerCase(), etag: '*', role: 'parent' });

/** A policy record that is not looked into here. */
export function assignmentChange(name: string, displayName: string): SnapshotChange {
  const id = `${GROUP}/providers/Microsoft.Authorization/policyAssignments/${name}`;
  return {
    kind: 'policyAssignment',
    key: id.toLowerCase(),
    record: {
      id,
      name,
      displayName,
      scope: GROUP,
      notScopes: [],
      policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/p',
      parameters: {},
      enforcementMode: 'Default',
      nonComplianceMessages: [],
      instanceId: 'i1',
    },
  };
}

export const assignmentRemoval = (name: string): SnapshotChange => ({
  ...assignmentChange(name, ''),
  kind: 'policyAssignment',
  record: null,
});

export function stateResult(given: Partial<StateResult> = {}): StateResult {
  return {
    assignmentKey: '/assignments/a',
    assignmentId: given.assignmentKey ?? '/assignments/A',
    definitionKey: '/definitions/d',
    definitionId: '/definitions/D',
    definitionVersion: '1.0.0',
    definitionCategory: null,
    definitionReferenceId: null,
    initiativeId: null,
    initiativeVersion: null,
    initiativeCategory: null,
    groupNames: [],
    componentId: null,
    componentType: null,
    componentName: null,
    effect: 'deny',
    complianceState: 'Compliant',
    ...given,
  };
}

export function states(
  judged: Resource,
  results: readonly StateResult[],
  given: Partial<ResourceStates> = {},
): ResourceStates {
  return {
    resourceKey: judged.key,
    resourceId: judged.id,
    resourceType: judged.type,
    location: null,
    etag: judged.etag,
    revision: 0,
    at: AT,
    results,
    ...given,
  };
}

export function event(given: Partial<PolicyEvent> = {}): PolicyEvent {
  return {
    ...stateResult({ complianceState: 'NonCompliant' }),
    at: AT,
    resourceKey: '/r',
    resourceId: '/R',
    resourceType: DEPLOYMENT_TYPE,
    location: null,
    isCompliant: false,
    correlationId: 'c1',
    decisionId: 'd1',
    ...given,
  };
}

export function entry(given: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    eventId: 'ev1',
    at: AT,
    category: 'Administrative',
    subscriptionId: 's1',
    resourceGroup: 'rg',
    resourceId: WORKSPACE,
    resourceType: WORKSPACE_TYPE,
    resourceProvider: 'Microsoft.MachineLearningServices',
    operation: 'Microsoft.MachineLearningServices/workspaces/write',
    status: 'Succeeded',
    level: 'Informational',
    caller: 'ada',
    correlationId: 'c1',
    body: { description: '' },
    ...given,
  };
}

export function decision(given: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    id: 'd1',
    at: AT,
    revision: 0,
    engineVersion: '1',
    verdict: 'allow',
    resourceKey: WORKSPACE.toLowerCase(),
    principalId: 'p1',
    request: {
      decisionId: 'd1',
      at: AT,
      occasion: 'write',
      resource: { id: WORKSPACE, type: WORKSPACE_TYPE, name: 'w' },
      context: { managementGroups: ['root'] },
      apiVersion: '2024-10-01',
      correlationId: 'c1',
      action: `${WORKSPACE_TYPE}/write`,
    },
    ...given,
  };
}
