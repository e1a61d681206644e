import type { Principal, RoleAssignment, RoleDefinition } from '../model/records.ts';
import type { ScopeTree } from '../scope/ancestry.ts';
import { keyOf } from '../scope/ancestry.ts';
import { groupsOf } from './groups.ts';

/** The part of a snapshot that says who may do what. */
export type AccessView = {
  readonly scopes: ScopeTree;
  readonly principals: ReadonlyMap<string, Principal>;
  readonly roleDefinitions: ReadonlyMap<string, RoleDefinition>;
  readonly roleAssignments: ReadonlyMap<string, RoleAssignment>;
};

/** A principal by its object id, with the groups that its token says it is in, by theirs. */
export type Who = string | { readonly id: string; readonly groupIds?: readonly string[] };

/** A role held at a scope, by the keys they are looked up with. */
export type Grant = { readonly scopeKey: string; readonly roleDefinitionId: string };

const ROLES = new WeakMap<AccessView['roleDefinitions'], ReadonlyMap<string, RoleDefinition>>();
const GRANTS = new WeakMap<AccessView['roleAssignments'], ReadonlyMap<string, readonly Grant[]>>();

/**
 * What has been granted to a principal, anywhere, itself or by a group that it is in. Nothing to one that is unknown or disabled; a disabled
 * group grants nothing.
 */
export function grantsOf(view: AccessView, who: Who): readonly Grant[] {
  const { id, groupIds = [] } = typeof who === 'string' ? { id: who } : who;
  const key = id.toLowerCase();
  if (view.principals.get(key)?.enabled !== true) return [];
  const byPrincipal = grantsByPrincipal(view.roleAssignments);
  const own = byPrincipal.get(key) ?? [];
  const groups = groupsOf(view.principals, key, groupIds);
  return groups.length === 0 ? own : [...own, ...groups.flatMap(group => byPrincipal.get(group) ?? [])];
}

/** The role of that id. The same role has an id at every scope (`/subscriptions/s/providers/.../roleDefinitions/x`): its name decides. */
export function roleOf(
  { roleDefinitions }: Pick<AccessView, 'roleDefinitions'>,
  roleDefinitionId: string,
): RoleDefinition | undefined {
  return rolesByName(roleDefinitions).get(nameOf(roleDefinitionId));
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).toLowerCase();
}

function rolesByName(roles: AccessView['roleDefinitions']): ReadonlyMap<string, RoleDefinition> {
  const known = ROLES.get(roles);
  if (known !== undefined) return known;
  const byName = new Map([...roles].map(([key, role]) => [nameOf(key), role]));
  ROLES.set(roles, byName);
  return byName;
}

function grantsByPrincipal(
  assignments: AccessView['roleAssignments'],
): ReadonlyMap<string, readonly Grant[]> {
  const known = GRANTS.get(assignments);
  if (known) return known;
  const grants = new Map<string, Grant[]>();
  for (const { principalId, scope, roleDefinitionId } of assignments.values()) {
    const grant = { scopeKey: keyOf(scope), roleDefinitionId };
    const own = grants.get(principalId.toLowerCase());
    if (own) own.push(grant);
    else grants.set(principalId.toLowerCase(), [grant]);
  }
  GRANTS.set(assignments, grants);
  return grants;
}
