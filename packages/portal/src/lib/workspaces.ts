import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API } from './arm.ts';
import { byText } from './by-text.ts';
import { objectAt, textAt } from './json.ts';
import { getAll } from './pages.ts';
import { readableOf } from './readable-of.ts';
import { type ScopeNode, useScope, useScopeTree } from './scope.ts';
import { scopeContains } from './scope-contains.ts';

/** A workspace that models are deployed in. */
export type Workspace = {
  readonly id: string;
  readonly name: string;
  /** What people call it, where it has another name. */
  readonly friendlyName: string | undefined;
  readonly location: string;
  readonly resourceGroup: string;
  readonly subscription: string;
};

/** The workspaces at or below the scope of the portal that the reader may see, in the order of names. */
export function useWorkspaces() {
  const { data: tree } = useScopeTree();
  const scope = useScope();
  const all = useAllWorkspaces();
  const data =
    tree === undefined || scope === undefined
      ? undefined
      : all.data?.filter(({ id }) => scopeContains(tree, scope, id));
  return { ...all, data };
}

/** Those of every scope. */
export function useAllWorkspaces() {
  const tree = useScopeTree();
  const subscriptions = tree.data?.filter(({ kind }) => kind === 'subscription') ?? [];
  return useQuery({
    queryKey: ['workspaces', subscriptions.map(({ id }) => id)],
    queryFn: () => getWorkspaces(subscriptions),
    enabled: tree.data !== undefined,
    staleTime: 60_000,
  });
}

async function getWorkspaces(subscriptions: readonly ScopeNode[]): Promise<readonly Workspace[]> {
  const lists = await readableOf(
    subscriptions.map(async ({ id, displayName }) => {
      const path = `${id}/providers/Microsoft.MachineLearningServices/workspaces`;
      const found = await getAll(path, API.machineLearning);
      return found.map(each => readWorkspace(each, displayName));
    }),
  );
  return lists.flat().sort((one, other) => byText(one.name, other.name));
}

function readWorkspace(workspace: JsonObject, subscription: string): Workspace {
  const id = textAt(workspace, 'id') ?? '';
  return {
    id,
    subscription,
    name: textAt(workspace, 'name') ?? id,
    friendlyName: textAt(objectAt(workspace, 'properties'), 'friendlyName'),
    location: textAt(workspace, 'location') ?? '',
    resourceGroup: /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? '',
  };
}
