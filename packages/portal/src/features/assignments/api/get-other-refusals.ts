import { API } from '../../../lib/arm.ts';
import { queryPage } from '../../../lib/insights/query.ts';
import { textAt } from '../../../lib/json.ts';
import { allOf, isEqual, quoted } from '../../../lib/odata.ts';
import { getAll } from '../../../lib/pages.ts';
import { readAssignment } from '../../../lib/policy/assignment.ts';

/** Pages of a hundred states that are read at most. */
const MOST_PAGES = 20;

/**
 * Keys of the resources at a scope that other assignments than this one refuse, as far as the first two thousand states tell. Assignments
 * that are not enforced refuse nothing.
 */
export async function getOtherRefusals(scope: string, assignmentId: string): Promise<ReadonlySet<string>> {
  const refusing = await getEnforced(scope);
  const $filter = allOf(
    isEqual('complianceState', 'NonCompliant'),
    isEqual('policyDefinitionAction', 'deny'),
    `policyAssignmentId ne ${quoted(assignmentId)}`,
  );
  const options = { $filter, $select: 'resourceId,policyAssignmentId' };
  const refused = new Set<string>();
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await queryPage(scope, 'policyStates/latest', options, next);
    for (const row of answer.items)
      if (refusing.has(textAt(row, 'policyAssignmentId')?.toLowerCase() ?? ''))
        refused.add(textAt(row, 'resourceId')?.toLowerCase() ?? '');
    next = answer.next;
    if (next === undefined) break;
  }
  return refused;
}

/** Ids, in lower case, of the assignments that can refuse something at a scope. */
async function getEnforced(scope: string): Promise<ReadonlySet<string>> {
  const all = await getAll(`${scope}/providers/Microsoft.Authorization/policyAssignments`, API.policy);
  return new Set(
    all
      .map(readAssignment)
      .filter(({ enforcementMode }) => enforcementMode === 'Default')
      .map(({ id }) => id.toLowerCase()),
  );
}
