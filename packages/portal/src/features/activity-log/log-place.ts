import { nameOfId } from '../../lib/format/id.ts';
import { anyOf, isEqual, quoted } from '../../lib/odata.ts';
import type { ScopeNode } from '../../lib/scope.ts';

/** Where the entries of a scope are asked for. */
export type LogPlace = {
  /** The id of a subscription; '' for the log of the tenant. */
  readonly under: string;
  /** OData: which of those are of the scope; undefined: all of them. */
  readonly filter: string | undefined;
};

const TENANT: LogPlace = { under: '', filter: undefined };

/** There are a log of each subscription and one of the tenant; other scopes are a part of one of these. */
export function logPlace(scope: ScopeNode | undefined, tree: readonly ScopeNode[]): LogPlace {
  if (scope === undefined) return TENANT;
  switch (scope.kind) {
    case 'subscription':
      return { under: scope.id, filter: undefined };
    case 'resourceGroup':
      return { under: scope.parentId ?? '', filter: isEqual('resourceGroupName', nameOfId(scope.id)) };
    case 'managementGroup':
      return scope.parentId === undefined ? TENANT : { under: '', filter: ofGroup(scope, tree) };
  }
}

/** What happened in the subscriptions below a management group, and to the groups themselves. */
function ofGroup(group: ScopeNode, tree: readonly ScopeNode[]): string | undefined {
  const conditions = [group, ...below(group, tree)].flatMap(({ kind, id }) => {
    if (kind === 'subscription') return [isEqual('subscriptionId', nameOfId(id))];
    return kind === 'managementGroup'
      ? [isEqual('resourceId', id), `startswith(resourceId,${quoted(`${id}/`)})`]
      : [];
  });
  return anyOf(...conditions);
}

function below(node: ScopeNode, tree: readonly ScopeNode[]): readonly ScopeNode[] {
  return tree
    .filter(({ parentId }) => parentId?.toLowerCase() === node.id.toLowerCase())
    .flatMap(child => [child, ...below(child, tree)]);
}
