import type { ScopeKind } from '@sluice/arm/ids';
import type { ResourceType } from '@sluice/providers/resource-type';

/** Whether there are resources of a type at such a scope. Children are where their parent is; whether that exists is another question. */
export function standsAt(type: ResourceType, scope: ScopeKind): boolean {
  const isChild = type.parent !== undefined || type.type.split('/').length > 2;
  return isChild || type.extension === true || type.scopes.includes(scope);
}
