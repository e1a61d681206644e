import { notFound } from '@sluice/arm/errors';
import { type ArmResponse, pageResponse } from '@sluice/arm/protocol';
import type { RoleDefinition } from '@sluice/engine/model';
import { findType } from '@sluice/providers/types';
import { requireAccess, requireAccessSomewhere } from '../../arm/require-access.ts';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { createFilter } from '../filter.ts';
import { listPlaced } from '../list-placed.ts';
import { pageOf } from '../page.ts';
import { showResource } from '../show-resource.ts';

const DEFINITIONS = 'Microsoft.Authorization/roleDefinitions';
const ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';
const READ = `${DEFINITIONS}/read`;

/** Roles are the same at every scope; assignments of roles are listed with those above and below. */
export const ROLE_ROUTES: readonly Route[] = [
  { verb: 'GET', kind: 'item', type: DEFINITIONS, action: READ, access: 'self', handle: getRole },
  { verb: 'GET', kind: 'collection', type: DEFINITIONS, action: READ, access: 'self', handle: listRoles },
  {
    verb: 'GET',
    kind: 'collection',
    type: ASSIGNMENTS,
    action: `${ASSIGNMENTS}/read`,
    access: 'self',
    handle: call =>
      listPlaced(call, call.snapshot.roleAssignments, {
        properties: {
          principalid: ({ principalId }) => principalId,
          roledefinitionid: ({ roleDefinitionId }) => roleDefinitionId,
        },
        calls: {
          assignedto:
            ([principal]) =>
            ({ principalId }) =>
              principalId.toLowerCase() === principal?.toLowerCase(),
        },
      }),
  },
];

async function getRole(call: ItemCall): Promise<ArmResponse> {
  const { id } = call.target;
  requireRoleAccess(call, id.scope.id);
  const resource = await call.services.storage.resources.get(
    `/providers/${DEFINITIONS}/${id.name}`.toLowerCase(),
  );
  if (resource !== undefined) return { status: 200, body: showResource(call, roleType(), resource) };
  throw notFound('RoleDefinitionNotFound', `The role definition '${id.name}' could not be found.`);
}

async function listRoles(call: CollectionCall): Promise<ArmResponse> {
  const { request, snapshot, services, target } = call;
  requireRoleAccess(call, target.under);
  const everywhere = () => () => true;
  const fits = createFilter<RoleDefinition>(request.query, {
    properties: { rolename: ({ roleName }) => roleName, type: () => 'BuiltInRole' },
    calls: { atscope: everywhere, atexactscope: everywhere, atscopeandbelow: everywhere },
  });
  const keys = [...snapshot.roleDefinitions]
    .filter(([, role]) => fits(role))
    .map(([key]) => key)
    .sort();
  const { items, next } = pageOf(keys, request.query);
  const stored = await services.storage.resources.getMany(items);
  return pageResponse(
    request,
    [...stored].sort(byKey).map(resource => showResource(call, roleType(), resource)),
    next,
  );
}

function requireRoleAccess(call: Call, scope: string): void {
  if (scope === '') requireAccessSomewhere(call, READ, scope);
  else requireAccess(call, READ, scope);
}

function byKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : 1;
}

function roleType() {
  const type = findType(DEFINITIONS.toLowerCase());
  if (type === undefined) throw new Error(`${DEFINITIONS} is no registered type.`);
  return type;
}
