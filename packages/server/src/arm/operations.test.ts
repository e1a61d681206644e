import { encodeToken } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';
import { describe, expect, it } from 'vitest';
import { operationPath, readOperation } from './operations.ts';

const at = '2026-11-23T10:00:00.000Z';
const id = '/subscriptions/S/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w';
const workspace: Resource = {
  id,
  key: id.toLowerCase(),
  type: 'Microsoft.MachineLearningServices/workspaces',
  name: 'w',
  body: { location: 'westeurope' },
  systemData: {
    createdBy: 'a',
    createdByType: 'User',
    createdAt: at,
    lastModifiedBy: 'a',
    lastModifiedByType: 'User',
    lastModifiedAt: at,
  },
  etag: 'e',
  instanceId: 'i',
  apiVersion: '2024-10-01',
};

describe('operations', () => {
  it('the path carries the question that a poll asks', () => {
    const path = operationPath('operationStatuses', workspace);
    const [, token = ''] =
      /^\/subscriptions\/S\/providers\/Microsoft\.MachineLearningServices\/locations\/westeurope\/operationStatuses\/([\w-]+)$/.exec(
        path,
      ) ?? [];
    expect(readOperation(token)).toEqual({ key: workspace.key, instanceId: 'i', at });
  });

  it('what is in no subscription and has no location is polled at the tenant', () => {
    const group = '/providers/Microsoft.Management/managementGroups/g';
    const path = operationPath('operationResults', {
      ...workspace,
      id: group,
      key: group.toLowerCase(),
      body: {},
    });
    expect(path).toMatch(/^\/providers\/Microsoft\.Management\/locations\/global\/operationResults\//);
  });

  it.each(['', 'x', encodeToken('text'), encodeToken([1, 2, 3]), encodeToken({})])(
    '%s is no operation',
    token => {
      expect(readOperation(token)).toBeUndefined();
    },
  );
});
