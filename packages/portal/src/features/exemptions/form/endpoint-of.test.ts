import { expect, test } from 'vitest';
import { endpointOf } from './endpoint-of.ts';

const WORKSPACE =
  '/subscriptions/5/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';

test.each([
  [`${WORKSPACE}/onlineEndpoints/e/deployments/d`, `${WORKSPACE}/onlineEndpoints/e`],
  [`${WORKSPACE}/ONLINEENDPOINTS/e/Deployments/d`, `${WORKSPACE}/ONLINEENDPOINTS/e`],
  [`${WORKSPACE}/batchEndpoints/e/deployments/d`, `${WORKSPACE}/batchEndpoints/e`],
  [`${WORKSPACE}/onlineEndpoints/e`, undefined],
  [`${WORKSPACE}/serverlessEndpoints/e`, undefined],
  [WORKSPACE, undefined],
  ['/subscriptions/5', undefined],
  ['', undefined],
])('%s is behind %s', (id, endpoint) => {
  expect(endpointOf(id)).toBe(endpoint);
});
