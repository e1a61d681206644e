import { useQueries, useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { getAll } from '../../../lib/pages.ts';
import { type ScopeNode, useScopeTree } from '../../../lib/scope.ts';
import { scopeContains } from '../../../lib/scope-contains.ts';
import { hasEnded, type Remediation, readRemediation } from '../remediation.ts';
import { TASKS_KEY, taskQuery } from './get-task.ts';

const COLLECTION = 'providers/Microsoft.PolicyInsights/remediations';
const WHILE_IT_RUNS_MS = 2_000;

/** The tasks at a scope and below, newest first. Those that are under way are read again and again, each by itself. */
export function useTasks(scope: ScopeNode | undefined) {
  const { data: tree } = useScopeTree();
  const listed = useQuery({
    queryKey: [TASKS_KEY, 'list', scope?.id, tree?.length],
    enabled: scope !== undefined && tree !== undefined,
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
  const running = (listed.data ?? []).filter(task => !hasEnded(task));
  const read = useQueries({
    // What is kept of an earlier run says nothing of this one.
    queries: running.map(({ id }) => ({ ...taskQuery(id, WHILE_IT_RUNS_MS), staleTime: 0 })),
    combine: results => new Map(results.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data]]))),
  });
  return { ...listed, data: listed.data?.map(task => latest(task, read.get(task.id))) };
}

function latest(listed: Remediation, read: Remediation | undefined): Remediation {
  return read !== undefined && (read.updatedOn ?? '') >= (listed.updatedOn ?? '') ? read : listed;
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
