import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API, session } from './arm.ts';
import { grants, type Permission } from './grants.ts';
import { listAt, objectAt, objectsAt, textAt } from './json.ts';
import { getAll } from './pages.ts';

/** A set of permissions that principals are given at a scope. */
export type RoleDefinition = {
  readonly id: string;
  readonly name: string;
  readonly roleName: string;
  readonly description: string;
  readonly permissions: readonly RolePermission[];
  /** Written here, and not shipped. */
  readonly isCustom: boolean;
  /** Ids of where it may be given, and below; `/` is everywhere. */
  readonly assignableScopes: readonly string[];
};

/** What one part of a role allows, of resources and of the data in them. */
export type RolePermission = Permission & {
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
};

/** Who has which role, and where. */
export type RoleAssignment = {
  readonly id: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly scope: string;
  readonly createdOn: string | undefined;
  readonly createdBy: string | undefined;
};

const AUTHORIZATION = '/providers/Microsoft.Authorization';

export const ROLES_KEY = ['roleDefinitions'];

/** All roles: the built-in ones, some ten, and those that were written here, wherever they may be given. */
export function useRoleDefinitions() {
  return useQuery({ queryKey: ROLES_KEY, queryFn: getRoleDefinitions, staleTime: 300_000 });
}

async function getRoleDefinitions(): Promise<readonly RoleDefinition[]> {
  return (await getAll(`${AUTHORIZATION}/roleDefinitions`, API.roles)).map(readRoleDefinition);
}

export function readRoleDefinition(body: JsonObject): RoleDefinition {
  const properties = objectAt(body, 'properties');
  const name = textAt(body, 'name') ?? '';
  return {
    id: textAt(body, 'id') ?? '',
    name,
    roleName: textAt(properties, 'roleName') ?? name,
    description: textAt(properties, 'description') ?? '',
    permissions: objectsAt(properties, 'permissions').map(readPermission),
    isCustom: textAt(properties, 'type') === 'CustomRole',
    assignableScopes: textsAt(properties, 'assignableScopes'),
  };
}

function readPermission(permission: JsonObject): RolePermission {
  return {
    actions: textsAt(permission, 'actions'),
    notActions: textsAt(permission, 'notActions'),
    dataActions: textsAt(permission, 'dataActions'),
    notDataActions: textsAt(permission, 'notDataActions'),
  };
}

function textsAt(value: JsonValue, name: string): readonly string[] {
  return listAt(value, name).filter(each => typeof each === 'string');
}

/** Role assignments that hold at a scope ('' is the tenant): those of the scope and those inherited from above. */
export async function getRoleAssignments(
  scope: string,
  filter = 'atScope()',
): Promise<readonly RoleAssignment[]> {
  const all = await getAll(`${scope}${AUTHORIZATION}/roleAssignments`, API.roles, { $filter: filter });
  return all.map(readRoleAssignment);
}

export function readRoleAssignment(body: JsonValue | undefined): RoleAssignment {
  const properties = objectAt(body, 'properties');
  return {
    id: textAt(body, 'id') ?? '',
    principalId: textAt(properties, 'principalId') ?? '',
    roleDefinitionId: textAt(properties, 'roleDefinitionId') ?? '',
    scope: textAt(properties, 'scope') ?? '',
    createdOn: textAt(properties, 'createdOn'),
    createdBy: textAt(properties, 'createdBy'),
  };
}

/** Roles are named in assignments with the scope before them or without it. */
export function isRole({ name }: RoleDefinition, roleDefinitionId: string): boolean {
  return roleDefinitionId.toLowerCase().endsWith(`/${name.toLowerCase()}`);
}

/**
 * Whether whoever is signed in has a role, at any scope, that allows an action: what to offer. The server decides when it is done.
 * Undefined while that is on its way; yes to everything where roles may not be read.
 */
export function useMayDo(): ((action: string) => boolean) | undefined {
  const roles = useRoleDefinitions();
  const { principalId } = session().account;
  const mine = useQuery({
    queryKey: ['roleAssignments', 'of', principalId],
    queryFn: () => getRoleAssignments('', `assignedTo('${principalId}')`),
    staleTime: 300_000,
  });
  if (roles.isError || mine.isError) return () => true;
  if (roles.data === undefined || mine.data === undefined) return undefined;
  const permissions = roles.data
    .filter(role => mine.data.some(({ roleDefinitionId }) => isRole(role, roleDefinitionId)))
    .flatMap(role => role.permissions);
  return action => permissions.some(permission => grants(permission, action));
}

/**
 * Whether whoever is signed in may do an action at a scope ('' is the tenant), by all that holds there. Undefined while that, or the scope,
 * is on its way; yes to everything where it cannot be read.
 */
export function useMayDoAt(scope: string | undefined): ((action: string) => boolean) | undefined {
  const query = useQuery({
    queryKey: ['permissions', scope?.toLowerCase()],
    queryFn: async () =>
      (await getAll(`${scope}${AUTHORIZATION}/permissions`, API.roles)).map(readPermission),
    enabled: scope !== undefined,
    staleTime: 60_000,
  });
  if (query.isError) return () => true;
  const { data } = query;
  return data && (action => data.some(permission => grants(permission, action)));
}
