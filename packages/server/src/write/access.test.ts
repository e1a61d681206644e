import type { Principal } from '@sluice/engine/model';
import { expect, test } from 'vitest';
import { authorizationFailed } from './access.ts';

const ID = '11111111-aaaa-4000-8000-000000000001';

test.each<[Principal['kind'], string]>([
  ['ServicePrincipal', '22222222-aaaa-4000-8000-000000000002'],
  ['User', 'ann@example.org'],
])('who may not is named as Azure names a %s: %s', (kind, clientId) => {
  const principal: Principal = { id: ID, clientId, displayName: 'Ann', kind, enabled: true };
  const { status, detail } = authorizationFailed({ principal, claims: {} }, 'X/y/read', '');
  expect([status, detail]).toEqual([
    403,
    {
      code: 'AuthorizationFailed',
      message: `The client '${clientId}' with object id '${ID}' does not have authorization to perform action 'X/y/read' over scope '/' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    },
  ]);
});
