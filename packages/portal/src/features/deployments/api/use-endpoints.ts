import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { byText } from '../../../lib/by-text.ts';
import { textAt } from '../../../lib/json.ts';
import type { DeploymentKind } from '../../../lib/models/deployment.ts';
import { getAll } from '../../../lib/pages.ts';
import { readableOf } from '../../../lib/readable-of.ts';
import { type ScopeNode, useScope, useScopeTree } from '../../../lib/scope.ts';
import { scopeContains } from '../../../lib/scope-contains.ts';

/** Where deployments answer. */
export type Endpoint = {
  readonly id: string;
  readonly name: string;
  readonly workspaceId: string;
  readonly kind: DeploymentKind;
  readonly location: string;
};

/** What endpoints are, by the type of the resource. */
export const ENDPOINT_TYPES: Readonly<Record<string, DeploymentKind>> = {
  'Microsoft.MachineLearningServices/workspaces/onlineEndpoints': 'online',
  'Microsoft.MachineLearningServices/workspaces/batchEndpoints': 'batch',
  'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints': 'serverless',
};

/** The endpoints at and below the scope of the portal that the reader may see, by name. */
export function useEndpoints() {
  const { data: tree } = useScopeTree();
  const scope = useScope();
  const subscriptions = tree?.filter(({ kind }) => kind === 'subscription') ?? [];
  const all = useQuery({
    queryKey: ['endpoints', subscriptions.map(({ id }) => id)],
    queryFn: () => getEndpoints(subscriptions),
    enabled: tree !== undefined,
  });
  const data =
    tree === undefined || scope === undefined
      ? undefined
      : all.data?.filter(({ id }) => scopeContains(tree, scope, id));
  return { ...all, data };
}

async function getEndpoints(subscriptions: readonly ScopeNode[]): Promise<readonly Endpoint[]> {
  const lists = await readableOf(
    subscriptions.flatMap(({ id }) =>
      Object.entries(ENDPOINT_TYPES).map(async ([type, kind]) => {
        const found = await getAll(`${id}/resources`, API.resources, {
          $filter: `resourceType eq '${type}'`,
        });
        return found.map(each => readEndpoint(each, kind));
      }),
    ),
  );
  return lists.flat().sort((one, other) => byText(one.name, other.name));
}

function readEndpoint(item: JsonObject, kind: DeploymentKind): Endpoint {
  const id = textAt(item, 'id') ?? '';
  return {
    id,
    kind,
    name: id.slice(id.lastIndexOf('/') + 1),
    workspaceId: id.split('/').slice(0, -2).join('/'),
    location: textAt(item, 'location') ?? '',
  };
}
