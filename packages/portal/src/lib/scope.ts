import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { API } from './arm.ts';
import { nameOfId } from './format/id.ts';
import { objectAt, textAt } from './json.ts';
import { getAll, getPage } from './pages.ts';

/** A place of the tree that policies are assigned at. */
export type ScopeNode = {
  /** The resource id. */
  readonly id: string;
  readonly kind: 'managementGroup' | 'subscription' | 'resourceGroup';
  readonly displayName: string;
  /** Undefined at the top of what the reader may see. */
  readonly parentId: string | undefined;
};

const GROUP = '/providers/Microsoft.Management/managementGroups/';

/** The whole tree that the reader may see, parents before children, in the order of names. */
export function useScopeTree() {
  return useQuery({ queryKey: ['scopes'], queryFn: getScopeTree, staleTime: 60_000 });
}

/** The scope that the portal is at: the one of the address, or the topmost that the reader may see. Undefined until it is known. */
export function useScope(): ScopeNode | undefined {
  const { scope } = useSearch({ strict: false }) as { readonly scope?: string };
  const { data: tree } = useScopeTree();
  const asked = scope?.toLowerCase();
  return tree?.find(({ id }) => id.toLowerCase() === asked) ?? tree?.[0];
}

/** What the scopes of the tree are called, by any id of them; the last name of an id that is not among them. */
export function useScopeNames(): (id: string) => string {
  const { data: tree } = useScopeTree();
  return id => tree?.find(node => node.id.toLowerCase() === id.toLowerCase())?.displayName ?? nameOfId(id);
}

async function getScopeTree(): Promise<readonly ScopeNode[]> {
  const [groups, subscriptions] = await Promise.all([
    getManagementGroups(),
    getAll('/subscriptions', API.subscriptions),
  ]);
  const parents = new Map<string, string>();
  for (const { children, id } of groups) for (const child of children) parents.set(child.toLowerCase(), id);
  const known = new Set(groups.map(({ id }) => id.toLowerCase()));
  const nodes: ScopeNode[] = groups.map(({ id, displayName }) => ({
    id,
    kind: 'managementGroup',
    displayName,
    parentId: visible(parents.get(id.toLowerCase()), known),
  }));
  const resourceGroups = await Promise.all(
    subscriptions.map(each => getAll(`${textAt(each, 'id') ?? ''}/resourcegroups`, API.resources)),
  );
  for (const [index, each] of subscriptions.entries()) {
    const id = textAt(each, 'id') ?? '';
    nodes.push({
      id,
      kind: 'subscription',
      displayName: textAt(each, 'displayName') ?? id,
      parentId: visible(parents.get(id.toLowerCase()), known),
    });
    for (const group of resourceGroups[index] ?? [])
      nodes.push({
        id: textAt(group, 'id') ?? '',
        kind: 'resourceGroup',
        displayName: textAt(group, 'name') ?? '',
        parentId: id,
      });
  }
  return ordered(nodes);
}

type Group = { readonly id: string; readonly displayName: string; readonly children: readonly string[] };

async function getManagementGroups(): Promise<readonly Group[]> {
  const { items } = await getPage(GROUP.slice(0, -1), API.managementGroups);
  return Promise.all(
    items.map(async item => {
      const id = textAt(item, 'id') ?? '';
      const { items: children } = await getDescendants(id);
      return {
        id,
        displayName: textAt(objectAt(item, 'properties'), 'displayName') ?? textAt(item, 'name') ?? id,
        children,
      };
    }),
  );
}

/** The direct children of a management group. */
async function getDescendants(id: string): Promise<{ readonly items: readonly string[] }> {
  const all = await getAll(`${id}/descendants`, API.managementGroups);
  const direct = all.filter(
    each =>
      textAt(objectAt(objectAt(each, 'properties'), 'parent'), 'id')?.toLowerCase() === id.toLowerCase(),
  );
  return { items: direct.map(each => textAt(each, 'id') ?? '') };
}

function visible(parentId: string | undefined, known: ReadonlySet<string>): string | undefined {
  return parentId !== undefined && known.has(parentId.toLowerCase()) ? parentId : undefined;
}

/** Depth first, by name among siblings. */
function ordered(nodes: readonly ScopeNode[]): readonly ScopeNode[] {
  const below = (parentId: string | undefined): readonly ScopeNode[] =>
    nodes
      .filter(node => node.parentId?.toLowerCase() === parentId?.toLowerCase())
      .sort((one, other) => one.displayName.localeCompare(other.displayName))
      .flatMap(node => [node, ...below(node.id)]);
  return below(undefined);
}
