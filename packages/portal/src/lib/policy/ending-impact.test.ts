import { expect, test } from 'vitest';
import { endingImpact } from './ending-impact.ts';
import { placeOfResource } from './place.ts';
import type { PreviewRow } from './preview.ts';

const DEPLOYMENT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';

function row(resourceId: string, effect: string, more: Partial<PreviewRow> = {}): PreviewRow {
  return {
    verdict: 'newlyCompliant',
    resourceId,
    resourceType: DEPLOYMENT,
    assignmentId: 'a',
    definitionId: 'd',
    referenceId: undefined,
    before: { complianceState: 'NonCompliant', effect, enforcementMode: 'Default' },
    after: undefined,
    reason: { message: undefined, error: undefined, expressions: [] },
    ...more,
  };
}

test('each resource is counted once, by the worst that it has', () => {
  const rows = [
    row('/A', 'deny'),
    row('/a', 'audit'),
    row('/b', 'Deny'),
    row('/c', 'audit'),
    row('/d', 'deny', {
      before: { complianceState: 'NonCompliant', effect: 'deny', enforcementMode: 'DoNotEnforce' },
    }),
    row('/e', 'deny', { verdict: 'newlyNonCompliant' }),
  ];
  expect(endingImpact(rows, new Set(['/b', '/z']))).toEqual({
    allowed: 1,
    stillRefused: 1,
    noLongerReported: 2,
    areDeployments: true,
  });
});

test('what is no deployment is told apart', () => {
  expect(endingImpact([row('/a', 'deny', { resourceType: 'A.B/c' })], new Set()).areDeployments).toBe(false);
});

const ML = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices';
test.each([
  [`${ML}/workspaces/w/onlineEndpoints/e/deployments/blue`, 'e / blue', 'w'],
  [`${ML}/workspaces/w/serverlessEndpoints/e`, 'e', 'w'],
  [
    '/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a/deployments/d',
    'd',
    'a',
  ],
  [`${ML}/workspaces/w`, 'w', undefined],
  [`${ML}/registries/r/models/m`, 'm', undefined],
  ['/subscriptions/s/resourceGroups/rg', 'rg', undefined],
  ['nonsense', 'nonsense', undefined],
])('%s is %s in %s', (id, name, workspace) => {
  expect(placeOfResource(id)).toEqual({ name, workspace });
});
