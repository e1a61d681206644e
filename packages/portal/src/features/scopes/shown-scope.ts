import { contains, parseScopeId } from '@sluice/arm/ids';
import { nameOfId } from '../../lib/format/id.ts';
import type { ScopeNode } from '../../lib/scope.ts';

/** The scope that a page is about: a place of the tree, or a resource that policies are assigned at. */
export type ShownScope = {
  readonly id: string;
  readonly displayName: string;
  readonly kind: ScopeNode['kind'] | 'resource';
  /** From the top to the parent. */
  readonly above: readonly ScopeNode[];
};

/** What is known of a scope by its id; undefined for a text that is no id of one. A scope that is not in the tree goes by its own name. */
export function findScope(id: string, tree: readonly ScopeNode[]): ShownScope | undefined {
  const node = nodeOf(id, tree);
  if (node !== undefined) return { ...node, above: aboveOf(node.parentId, tree) };
  const parsed = parseScopeId(id);
  if (parsed === undefined || parsed.kind === 'tenant') return undefined;
  const { kind } = parsed;
  return {
    id: parsed.id,
    displayName: nameOfId(parsed.id),
    kind: kind === 'resource' ? 'resource' : kind,
    above: aboveOf(containerOf(parsed.id), tree),
  };
}

/** Whether an assignment leaves a scope out: it, or something above it, is among the excluded scopes. */
export function isExcluded({ id, above }: ShownScope, notScopes: readonly string[]): boolean {
  const key = id.toLowerCase();
  return notScopes
    .map(each => each.toLowerCase())
    .filter(excluded => excluded !== '')
    .some(excluded => contains(excluded, key) || above.some(node => node.id.toLowerCase() === excluded));
}

function nodeOf(id: string, tree: readonly ScopeNode[]): ScopeNode | undefined {
  const key = id.toLowerCase();
  return tree.find(node => node.id.toLowerCase() === key);
}

function aboveOf(parentId: string | undefined, tree: readonly ScopeNode[]): readonly ScopeNode[] {
  const parent = parentId === undefined ? undefined : nodeOf(parentId, tree);
  return parent === undefined ? [] : [...aboveOf(parent.parentId, tree), parent];
}

/** The resource group or subscription that a resource or group is in. */
function containerOf(id: string): string | undefined {
  const group = /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+)\/./i.exec(id)?.[1];
  return group ?? /^(\/subscriptions\/[^/]+)\/./i.exec(id)?.[1];
}
