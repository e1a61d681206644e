import type { ScopeNode } from '../../lib/scope.ts';

/** Whether a task of an assignment may be at a place of the tree: where it is assigned, or below. */
export function canRemediateAt(tree: readonly ScopeNode[], node: ScopeNode, assignedAt: string): boolean {
  const key = assignedAt.toLowerCase();
  for (let each: ScopeNode | undefined = node; each !== undefined; each = parentOf(tree, each))
    if (each.id.toLowerCase() === key) return true;
  return false;
}

/** The place that the reader is at, where a task may be there; else where it is assigned. */
export function scopeToBeginWith(tree: readonly ScopeNode[], at: ScopeNode, assignedAt: string): string {
  return canRemediateAt(tree, at, assignedAt) ? at.id : assignedAt;
}

function parentOf(tree: readonly ScopeNode[], { parentId }: ScopeNode): ScopeNode | undefined {
  return tree.find(({ id }) => id.toLowerCase() === parentId?.toLowerCase());
}
