import { isExpired } from '@sluice/engine';
import type { Route } from '../../arm/route.ts';
import { listPlaced } from '../list-placed.ts';

const EXEMPTIONS = 'Microsoft.Authorization/policyExemptions';
const ENROLLMENTS = 'Microsoft.Authorization/policyEnrollments';
const ATTESTATIONS = 'Microsoft.PolicyInsights/attestations';

/** Lists of what is said beside assignments: exemptions and enrollments with those above and below a scope, attestations with those below. */
export const POLICY_PART_ROUTES: readonly Route[] = [
  {
    verb: 'GET',
    kind: 'collection',
    type: EXEMPTIONS,
    action: `${EXEMPTIONS}/read`,
    access: 'self',
    handle: call => {
      const now = call.services.now();
      return listPlaced(call, call.snapshot.exemptions, {
        properties: { policyassignmentid: ({ policyAssignmentId }) => policyAssignmentId },
        calls: {
          excludeexpired:
            () =>
            ({ expiresOn }) =>
              !isExpired(expiresOn, now),
        },
      });
    },
  },
  {
    verb: 'GET',
    kind: 'collection',
    type: ENROLLMENTS,
    action: `${ENROLLMENTS}/read`,
    access: 'self',
    handle: call =>
      listPlaced(call, call.snapshot.enrollments, {
        properties: { policyassignmentid: ({ policyAssignmentId }) => policyAssignmentId },
      }),
  },
  {
    verb: 'GET',
    kind: 'collection',
    type: ATTESTATIONS,
    action: `${ATTESTATIONS}/read`,
    access: 'self',
    handle: call =>
      listPlaced(
        call,
        call.snapshot.attestations,
        {
          properties: {
            policyassignmentid: ({ policyAssignmentId }) => policyAssignmentId,
            policydefinitionreferenceid: ({ policyDefinitionReferenceId }) => policyDefinitionReferenceId,
            compliancestate: ({ complianceState }) => complianceState,
          },
        },
        ['exact', 'below'],
      ),
  },
];
