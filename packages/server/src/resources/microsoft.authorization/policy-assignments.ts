import type { Route } from '../../arm/route.ts';
import { listPlaced } from '../list-placed.ts';

const TYPE = 'Microsoft.Authorization/policyAssignments';

/** Assignments that hold at a scope, or below it. */
export const LIST_POLICY_ASSIGNMENTS: Route = {
  verb: 'GET',
  kind: 'collection',
  type: TYPE,
  action: `${TYPE}/read`,
  access: 'self',
  handle: call =>
    listPlaced(call, call.snapshot.assignments, {
      properties: {
        policydefinitionid: ({ policyDefinitionId }) => policyDefinitionId,
        displayname: ({ displayName }) => displayName,
      },
    }),
};
