import { expect, test } from 'vitest';
import { readEndpointStates } from './endpoint-states.ts';

const WORKSPACE =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws';
const row = (resourceId: string, complianceState: string, rowCount = 1) => ({
  resourceId: `${WORKSPACE}/${resourceId}`,
  complianceState,
  rowCount,
});
const key = (name: string) => `${WORKSPACE}/${name}`.toLowerCase();

test('an endpoint has its own state, and the worst of its deployments', () => {
  const states = readEndpointStates([
    row('onlineEndpoints/chat', 'Compliant', 3),
    row('onlineEndpoints/chat/deployments/blue', 'Compliant'),
    row('onlineEndpoints/Chat/deployments/green', 'NonCompliant'),
    row('onlineEndpoints/chat/deployments/green', 'Exempt'),
  ]);
  expect([...states]).toEqual([
    [key('onlineEndpoints/chat'), { own: 'Compliant', deployments: 'NonCompliant' }],
  ]);
});

test('what no rule judges has no state', () => {
  const states = readEndpointStates([row('batchEndpoints/nightly/deployments/classify', 'Exempt')]);
  expect(states.get(key('batchEndpoints/nightly'))).toEqual({ own: undefined, deployments: 'Exempt' });
  expect(readEndpointStates([]).size).toBe(0);
});
