import { ApiError } from '@sluice/arm/client';
import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { scopes } from '#strings/scopes';
import { API, arm } from './arm.ts';
import { nameOfId } from './format/id.ts';
import { objectsAt, textAt } from './json.ts';
import { notify } from './notifications.ts';
import { getAll, readLink } from './pages.ts';
import { type ScopeNode, scopeOfAddress, subscriptionIds, toScopeTree } from './scope-tree.ts';

export type { ScopeNode } from './scope-tree.ts';

/** The whole tree that the reader may see, parents before children, in the order of names. */
export function useScopeTree() {
  return useQuery({ queryKey: ['scopes'], queryFn: getScopeTree, staleTime: 60_000 });
}

/**
 * The scope that the portal is at: the one of the address, or the topmost that the reader may see where the address has none. Undefined
 * until it is known, and for a scope that is gone or may not be read.
 */
export function useScope(): ScopeNode | undefined {
  const { scope } = useSearch({ strict: false }) as { readonly scope?: string };
  const { data: tree } = useScopeTree();
  return tree === undefined ? undefined : scopeOfAddress(scope, tree);
}

/** The scope of the address when it is none that the reader may see; undefined otherwise, and until that is known. */
export function useGoneScope(): string | undefined {
  const { scope } = useSearch({ strict: false }) as { readonly scope?: string };
  const { data: tree } = useScopeTree();
  const isGone = tree !== undefined && tree.length > 0 && scopeOfAddress(scope, tree) === undefined;
  return isGone ? scope : undefined;
}

/** What the scopes of the tree are called, by any id of them; the last name of an id that is not among them. */
export function useScopeNames(): (id: string) => string {
  const { data: tree } = useScopeTree();
  return id => tree?.find(node => node.id.toLowerCase() === id.toLowerCase())?.displayName ?? nameOfId(id);
}

const ENTITIES = '/providers/Microsoft.Management/getEntities';

/** Two requests and one a subscription: the API lists resource groups by subscription alone. */
async function getScopeTree(): Promise<readonly ScopeNode[]> {
  const [entities, subscriptions] = await Promise.all([
    unlessRefused(getEntities()),
    unlessRefused(getAll('/subscriptions', API.subscriptions)),
  ]);
  const parts = { entities, subscriptions };
  const resourceGroups = await Promise.all(subscriptionIds(parts).map(getResourceGroups));
  return toScopeTree({ ...parts, resourceGroups: resourceGroups.flat() });
}

/** Every management group and subscription that the reader may see. */
async function getEntities(): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  let from: ReturnType<typeof readLink> | undefined = {
    path: ENTITIES,
    apiVersion: API.managementGroups,
    query: {},
  };
  while (from !== undefined) {
    const { body } = await arm().act(from.path, from.apiVersion, undefined, { query: from.query });
    all.push(...objectsAt(body, 'value'));
    const next = textAt(body, 'nextLink') ?? '';
    from = next === '' ? undefined : readLink(next);
  }
  return all;
}

/** Those of a subscription. Where they cannot be read the tree stands without them, and the bell tells so. */
async function getResourceGroups(subscription: string): Promise<readonly JsonObject[]> {
  try {
    return await unlessRefused(getAll(`${subscription}/resourcegroups`, API.resources));
  } catch (error) {
    notify({
      id: `scopes ${subscription}`,
      title: scopes.groupsFailed(nameOfId(subscription)),
      detail: error instanceof Error ? error.message : String(error),
      state: 'failed',
    });
    return [];
  }
}

/** Nothing of what the reader may not list. */
async function unlessRefused(read: Promise<readonly JsonObject[]>): Promise<readonly JsonObject[]> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ApiError && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}
