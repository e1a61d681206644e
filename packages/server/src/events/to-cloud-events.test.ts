import type { ActivityEntry, StateResult } from '@sluice/engine/model';
import { describe, expect, it } from 'vitest';
import * as make from '../../../storage/src/testing/builders.ts';
import { toCloudEvents } from './to-cloud-events.ts';

const { AT, stateResult } = make;
const ID = make.deployment('e', 'Blue').id;
const SOURCE = 'https://sluice.example/t';

const told = (before: readonly StateResult[], after: readonly StateResult[]) =>
  toCloudEvents(
    {
      kind: 'states',
      seq: 12,
      at: AT,
      resourceKey: ID.toLowerCase(),
      resourceId: ID,
      resourceType: make.DEPLOYMENT_TYPE,
      revision: 7,
      before,
      after,
    },
    SOURCE,
  );

describe('the events of a change of states', () => {
  const a = stateResult({ assignmentKey: '/a' });
  const b = stateResult({ assignmentKey: '/b', complianceState: 'NonCompliant' });
  const component = stateResult({
    assignmentKey: '/a',
    definitionReferenceId: 'Ref',
    componentId: `${ID}/C`,
    componentType: 'Some.Data/Things',
  });

  it('are one for each result that came, changed or went, and none for those that stayed', () => {
    const events = told(
      [a, b, component],
      [a, { ...b, complianceState: 'Exempt' }, stateResult({ assignmentKey: '/c' })],
    );
    expect(
      events.map(({ number, type, assignmentIds, complianceStates }) => [
        number,
        type,
        assignmentIds,
        complianceStates,
      ]),
    ).toEqual([
      [1, 'Microsoft.PolicyInsights.PolicyStateChanged', ['/b'], ['Exempt', 'NonCompliant']],
      [2, 'Microsoft.PolicyInsights.PolicyStateCreated', ['/c'], ['Compliant']],
      [3, 'Microsoft.PolicyInsights.PolicyStateDeleted', ['/a'], ['Compliant']],
    ]);
    expect(events.map(({ json }) => json['id'])).toEqual(['12-1', '12-2', '12-3']);
  });

  it('are none where only the order, the version or the effect changed', () => {
    expect(told([a, b], [b, { ...a, definitionVersion: '2.0.0', effect: 'audit' }])).toEqual([]);
  });

  it('name components, members and ids in lower case', () => {
    const [event] = told([], [component]);
    expect(event?.json).toEqual({
      specversion: '1.0',
      id: '12-1',
      source: SOURCE,
      type: 'Microsoft.PolicyInsights.PolicyStateCreated',
      subject: ID,
      time: AT,
      datacontenttype: 'application/json',
      sequence: '0000000000000012-000001',
      data: {
        timestamp: AT,
        policyAssignmentId: '/a',
        policyDefinitionId: '/definitions/d',
        policyDefinitionReferenceId: 'ref',
        complianceState: 'Compliant',
        subscriptionId: 's1',
        complianceReasonCode: '',
        revision: 7,
        resourceType: make.DEPLOYMENT_TYPE.toLowerCase(),
        componentId: `${ID}/c`.toLowerCase(),
        componentType: 'some.data/things',
      },
    });
  });
});

describe('the event of a denial', () => {
  const denial = (entry: ActivityEntry | undefined) => {
    const decision = make.decision({ verdict: 'deny', revision: 3 });
    const [event] = toCloudEvents(
      {
        kind: 'denial',
        seq: 5,
        at: AT,
        resourceKey: decision.resourceKey,
        decision,
        principalId: 'p1',
        entry,
      },
      SOURCE,
    );
    return event;
  };

  it('names who asked for what and which rules refused', () => {
    const policies = JSON.stringify([
      {
        policyAssignmentId: '/Assignments/A',
        policyDefinitionId: '/Definitions/D',
        policyDefinitionEffect: 'Deny',
        policySetDefinitionId: '/Sets/S',
        policyDefinitionReferenceId: 'Ref',
        policyAssignmentParameters: { secret: 'x' },
        nonComplianceMessage: 'No.',
      },
    ]);
    const event = denial(make.entry({ body: { properties: { policies } } }));
    expect(event?.assignmentIds).toEqual(['/assignments/a']);
    expect(event?.json['data']).toEqual({
      timestamp: AT,
      resourceId: make.WORKSPACE.toLowerCase(),
      resourceType: make.WORKSPACE_TYPE.toLowerCase(),
      subscriptionId: 's1',
      action: `${make.WORKSPACE_TYPE}/write`,
      callerId: 'p1',
      correlationId: 'c1',
      decisionId: 'd1',
      revision: 3,
      violations: [
        {
          policyAssignmentId: '/assignments/a',
          policyDefinitionId: '/definitions/d',
          policyDefinitionReferenceId: 'ref',
          policySetDefinitionId: '/sets/s',
          effect: 'Deny',
          message: 'No.',
        },
      ],
    });
  });

  it('comes without them where the log has forgotten it', () => {
    expect(denial(undefined)?.json['data']).toMatchObject({ decisionId: 'd1', violations: [] });
  });
});
