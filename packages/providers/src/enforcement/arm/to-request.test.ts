import { describe, expect, it } from 'vitest';
import { bareSnapshot, subscription } from '../../testing/bare-snapshot.ts';
import { toRequest } from './to-request.ts';

const ID =
  '/subscriptions/S1/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/onlineEndpoints/e/deployments/d';
const input = {
  decisionId: 'd',
  at: '2026-11-01T10:00:00Z',
  occasion: 'write',
  resource: {
    id: ID,
    name: 'd',
    properties: { environmentVariables: { TOKEN: 'hunter2' }, model: 'azureml:m:1' },
  },
  facts: undefined,
  snapshot: bareSnapshot({ scopes: [subscription('s1', 'root')] }),
  apiVersion: '2024-04-01',
  correlationId: 'c',
  action: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write',
} as const;

describe('toRequest', () => {
  it('places the resource by its id, and leaves out what is not there', () => {
    expect(toRequest(input)).toEqual({
      decisionId: 'd',
      at: '2026-11-01T10:00:00Z',
      occasion: 'write',
      resource: input.resource,
      context: {
        subscription: { id: '/subscriptions/s1', subscriptionId: 's1', displayName: 's1' },
        managementGroups: [],
      },
      apiVersion: '2024-04-01',
      correlationId: 'c',
      action: input.action,
    });
  });
  it('hands on facts, caller and what was patched', () => {
    const request = toRequest({ ...input, facts: { model: {} }, caller: { oid: 'o' }, tagsOnly: true });
    expect(request).toMatchObject({ facts: { model: {} }, caller: { oid: 'o' }, tagsOnly: true });
  });
  it('is plain JSON', () => {
    const request = toRequest({ ...input, facts: { model: { name: 'm' } } });
    expect(JSON.parse(JSON.stringify(request))).toEqual(request);
  });
});
