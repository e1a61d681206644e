import { describe, expect, it } from 'vitest';
import { hasEnded, progressOf, readRemediatedResource, readRemediation } from './remediation.ts';

const ID = '/subscriptions/s/providers/Microsoft.PolicyInsights/remediations/fix';

describe('a task', () => {
  it('is read with its settings and how far it is', () => {
    const task = readRemediation({
      id: ID,
      name: 'fix',
      properties: {
        policyAssignmentId: '/a',
        policyDefinitionReferenceId: '',
        provisioningState: 'Running',
        deploymentStatus: { totalDeployments: 4, successfulDeployments: 2, failedDeployments: 1 },
        failureThreshold: { percentage: 0.25 },
        filters: { locations: ['westeurope', 7], resourceIds: ['/r'] },
      },
    });
    expect(task).toMatchObject({
      scope: '/subscriptions/s',
      referenceId: undefined,
      state: 'Running',
      failureThreshold: 25,
      locations: ['westeurope'],
      resourceIds: ['/r'],
    });
    expect(progressOf(task)).toBe(0.75);
    expect(hasEnded(task)).toBe(false);
  });

  it('of which nothing is known yet has no progress', () => {
    const task = readRemediation({ id: ID });
    expect(task).toMatchObject({ name: 'fix', state: 'Accepted', total: 0, failureThreshold: undefined });
    expect(progressOf(task)).toBeUndefined();
  });

  it.each([
    [5, 5],
    [1, 100],
    [0, 0],
  ])('with a threshold of %d gives up beyond %d %%', (percentage, percent) =>
    expect(readRemediation({ properties: { failureThreshold: { percentage } } }).failureThreshold).toBe(
      percent,
    ),
  );

  it.each(['Succeeded', 'Failed', 'Canceled'])('that is %s has ended', state =>
    expect(hasEnded({ state })).toBe(true),
  );
});

it('a resource says why it failed', () => {
  expect(readRemediatedResource({ error: { code: 'A', message: 'b' } }).error).toBe('A: b');
  expect(readRemediatedResource({ error: { code: 'A' } }).error).toBe('A');
  expect(readRemediatedResource({ remediatedResourceId: '/r', status: 'Succeeded' })).toMatchObject({
    resourceId: '/r',
    error: undefined,
    deploymentId: undefined,
  });
});
