import { nameOfId } from '../../lib/format/id.ts';
import { isEqual } from '../../lib/odata.ts';
import type { ScopeNode } from '../../lib/scope.ts';

/** Where the log of a scope is read: it is kept by subscription and for the whole tenant. */
export type LogPlace = {
  /** '' for the tenant. */
  readonly path: string;
  /** What narrows it to the scope. */
  readonly filter: string | undefined;
  /** It is read for more than the scope, since nothing narrows it. */
  readonly isWider: boolean;
};

export function logPlaceOf({ id, kind, parentId }: ScopeNode): LogPlace {
  if (kind === 'subscription') return { path: id, filter: undefined, isWider: false };
  if (kind === 'resourceGroup') {
    const [path = ''] = /^\/subscriptions\/[^/]+/i.exec(id) ?? [];
    return { path, filter: isEqual('resourceGroupName', nameOfId(id)), isWider: false };
  }
  return { path: '', filter: undefined, isWider: parentId !== undefined };
}
