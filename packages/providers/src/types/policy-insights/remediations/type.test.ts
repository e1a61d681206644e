import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { LATER, NOW, refusal, written } from '../../../testing/write.ts';
import { REMEDIATIONS } from './type.ts';

const SCOPE = '/subscriptions/5/resourceGroups/rg';
const policyAssignmentId = `${SCOPE}/providers/Microsoft.Authorization/policyAssignments/a`;

const put = (properties: JsonObject, more: object = {}) => ({
  type: REMEDIATIONS,
  id: `${SCOPE}/providers/Microsoft.PolicyInsights/remediations/r`,
  body: { properties },
  ...more,
});
const first = written(put({ policyAssignmentId }));
const inState = (provisioningState: string) => ({
  ...first,
  body: { properties: { ...(first.body['properties'] as JsonObject), provisioningState } },
});

describe('a remediation', () => {
  it('begins with defaults, and with nothing done', () => {
    expect(first.body).toEqual({
      properties: {
        policyAssignmentId,
        resourceDiscoveryMode: 'ExistingNonCompliant',
        provisioningState: 'Accepted',
        createdOn: NOW,
        lastUpdatedOn: NOW,
        deploymentStatus: { totalDeployments: 0, successfulDeployments: 0, failedDeployments: 0 },
        statusMessage: 'The remediation was accepted and waits to begin.',
        correlationId: 'id-1',
      },
    });
  });

  it('keeps what it is asked for, and lets nobody say how far it is', () => {
    const asked = {
      policyDefinitionReferenceId: 'm',
      filters: { locations: ['eastus'], resourceIds: [`${SCOPE}/providers/A.B/c/d`] },
      failureThreshold: { percentage: 0.1 },
    };
    const { body } = written(put({ policyAssignmentId, ...asked, provisioningState: 'Succeeded' }));
    expect(body['properties']).toMatchObject({ ...asked, provisioningState: 'Accepted' });
  });

  it.each(['Accepted', 'Evaluating', 'Running', 'Cancelling'])('that is %s stays as it is', state => {
    const stored = inState(state);
    const input = { now: LATER };
    expect(written(put({ policyAssignmentId }, { stored, input })).body).toBe(stored.body);
    const asIs = put({ policyAssignmentId, resourceCount: 500 }, { stored, input });
    expect(written(asIs).body).toBe(stored.body);
    expect(refusal(put({ policyAssignmentId, resourceCount: 7 }, { stored, input }))).toMatchObject({
      status: 400,
      code: 'InvalidUpdateRemediationRequest',
    });
  });

  it.each(['Succeeded', 'Failed', 'Canceled'])('that is %s begins anew, as another one', state => {
    const stored = inState(state);
    const { body } = written(
      put({ policyAssignmentId, resourceCount: 7 }, { stored, input: { now: LATER, newId: () => 'new' } }),
    );
    expect(body['properties']).toMatchObject({
      provisioningState: 'Accepted',
      resourceCount: 7,
      createdOn: LATER,
      correlationId: 'new',
    });
  });

  it.each<[string, JsonObject, string]>([
    ['no assignment', { policyAssignmentId: null }, '/properties/policyAssignmentId'],
    ['what is no id', { policyAssignmentId: 'a' }, '/properties/policyAssignmentId'],
    ['no resources', { resourceCount: 0 }, '/properties/resourceCount'],
    ['too many resources', { resourceCount: 50_001 }, '/properties/resourceCount'],
    ['too many at once', { parallelDeployments: 31 }, '/properties/parallelDeployments'],
    ['a part of one', { parallelDeployments: 1.5 }, '/properties/parallelDeployments'],
    [
      'a negative threshold',
      { failureThreshold: { percentage: -1 } },
      '/properties/failureThreshold/percentage',
    ],
    ['an unknown mode', { resourceDiscoveryMode: 'All' }, '/properties/resourceDiscoveryMode'],
    ['a name for a resource', { filters: { resourceIds: ['x'] } }, '/properties/filters/resourceIds/0'],
  ])('with %s is refused', (_, properties, target) => {
    expect(refusal(put({ policyAssignmentId, ...properties }))).toMatchObject({
      status: 400,
      code: 'InvalidRequestContent',
      target,
    });
  });
});
