import { API, arm } from '../../../lib/arm.ts';
import { objectsAt, textAt } from '../../../lib/json.ts';
import { allOf, isEqual, quoted } from '../../../lib/odata.ts';
import { getAll, readLink } from '../../../lib/pages.ts';
import { readAssignment } from '../../../lib/policy/assignment.ts';

/** Pages of a thousand states that are read at most. */
const MOST_PAGES = 10;

/**
 * Keys of the resources at a scope that other assignments than this one refuse, as far as the first ten thousand states tell. Assignments
 * that are not enforced refuse nothing.
 */
export async function getOtherRefusals(scope: string, assignmentId: string): Promise<ReadonlySet<string>> {
  const refusing = await getEnforced(scope);
  const refused = new Set<string>();
  let next: string | undefined =
    `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults`;
  for (let page = 0; page < MOST_PAGES && next !== undefined; page++) {
    const first = {
      path: next,
      apiVersion: API.states,
      query: {
        $top: '1000',
        $select: 'resourceId,policyAssignmentId',
        $filter: allOf(
          isEqual('complianceState', 'NonCompliant'),
          isEqual('policyDefinitionAction', 'deny'),
          `policyAssignmentId ne ${quoted(assignmentId)}`,
        ) as string,
      },
    };
    const { path, apiVersion, query } = page === 0 ? first : readLink(next);
    const { body } = await arm().act(path, apiVersion, undefined, { query });
    for (const row of objectsAt(body, 'value'))
      if (refusing.has(textAt(row, 'policyAssignmentId')?.toLowerCase() ?? ''))
        refused.add(textAt(row, 'resourceId')?.toLowerCase() ?? '');
    next = textAt(body, '@odata.nextLink');
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
