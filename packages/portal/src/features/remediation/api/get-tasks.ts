import { useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { getAll } from '../../../lib/pages.ts';
import { type ScopeNode, useScopeTree } from '../../../lib/scope.ts';
import { scopeContains } from '../../../lib/scope-contains.ts';
import { hasEnded, type Remediation, readRemediation } from '../remediation.ts';

const COLLECTION = 'providers/Microsoft.PolicyInsights/remediations';
const WHILE_ONE_RUNS_MS = 2_000;

/** The first part of the keys of everything that is read of tasks. */
export const TASKS_KEY = 'remediations';

/** The tasks at a scope and below, newest first; read again and again while one is under way. */
export function useTasks(scope: ScopeNode | undefined) {
  const { data: tree } = useScopeTree();
  return useQuery({
    queryKey: [TASKS_KEY, 'list', scope?.id, tree?.length],
    enabled: scope !== undefined && tree !== undefined,
    refetchInterval: ({ state }) => (state.data?.every(hasEnded) === false ? WHILE_ONE_RUNS_MS : false),
    queryFn: async (): Promise<readonly Remediation[]> => {
      const isGroup = scope?.kind === 'managementGroup';
      // What is below a management group is not below it in its id: of the tenant all are read, and looked through.
      const all = await getAll(`${isGroup ? '' : (scope?.id ?? '')}/${COLLECTION}`, API.remediations);
      return all
        .map(readRemediation)
        .filter(task => !isGroup || isAt(tree ?? [], scope, task.scope))
        .sort((one, other) => (other.createdOn ?? '').localeCompare(one.createdOn ?? ''));
    },
  });
}

function isAt(tree: readonly ScopeNode[], scope: ScopeNode, at: string): boolean {
  const key = at.toLowerCase();
  const ofGroups = tree.find(({ kind, id }) => kind === 'managementGroup' && id.toLowerCase() === key);
  if (ofGroups === undefined) return scopeContains(tree, scope, at);
  return isBelow(tree, scope, ofGroups);
}

function isBelow(tree: readonly ScopeNode[], scope: ScopeNode, node: ScopeNode | undefined): boolean {
  if (node === undefined) return false;
  if (node.id.toLowerCase() === scope.id.toLowerCase()) return true;
  const parent = node.parentId?.toLowerCase();
  return isBelow(
    tree,
    scope,
    tree.find(({ id }) => id.toLowerCase() === parent),
  );
}
