import { notFound } from '@sluice/arm/errors';
import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import { type ArmResponse, pageResponse } from '@sluice/arm/protocol';
import { accessibleScopes, ancestry, grantsOf, groupsOf, roleOf, type Snapshot } from '@sluice/engine';
import type { RoleDefinition } from '@sluice/engine/model';
import { requireAccess, requireAccessSomewhere } from '../../arm/require-access.ts';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { placeOf } from '../../write/access.ts';
import { whoIs } from '../../write/caller.ts';
import { createFilter } from '../filter.ts';
import { listPlaced } from '../list-placed.ts';
import { requireStored } from '../list-stored.ts';
import { pageOf } from '../page.ts';
import { registeredType } from '../registered-type.ts';
import { relationTo } from '../scope-relation.ts';
import { showResource } from '../show-resource.ts';
import { STORED } from '../stored.ts';

const DEFINITIONS = 'Microsoft.Authorization/roleDefinitions';
const ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';
const PERMISSIONS = 'Microsoft.Authorization/permissions';
const READ = `${DEFINITIONS}/read`;

/**
 * Built-in roles are the same at every scope, a custom role stands where it was made and goes by its name everywhere. Assignments of roles
 * are listed with those above and below.
 */
export const ROLE_ROUTES: readonly Route[] = [
  { verb: 'GET', kind: 'item', type: DEFINITIONS, action: READ, access: 'self', handle: getRole },
  { verb: 'GET', kind: 'collection', type: DEFINITIONS, action: READ, access: 'self', handle: listRoles },
  {
    verb: 'PUT',
    kind: 'item',
    type: DEFINITIONS,
    action: `${DEFINITIONS}/write`,
    access: 'self',
    handle: call => STORED.put(atOwnPlace(call), registeredType(DEFINITIONS)),
  },
  {
    verb: 'DELETE',
    kind: 'item',
    type: DEFINITIONS,
    action: `${DEFINITIONS}/delete`,
    access: 'self',
    handle: call => STORED.delete(atOwnPlace(call), registeredType(DEFINITIONS)),
  },
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
          assignedto: ([principal = '']) => {
            const holders = holdersFor(call.snapshot, principal);
            return ({ principalId }) => holders.has(principalId.toLowerCase());
          },
        },
      }),
  },
  {
    verb: 'GET',
    kind: 'collection',
    type: PERMISSIONS,
    action: `${PERMISSIONS}/read`,
    access: 'self',
    handle: listPermissions,
  },
];

async function getRole(call: ItemCall): Promise<ArmResponse> {
  const { id } = call.target;
  requireRoleAccess(call, id.scope.id);
  const role = roleOf(call.snapshot, id.name);
  const resource =
    role === undefined || !isSeenAt(call, id.scope.id)(role)
      ? undefined
      : await call.services.storage.resources.get(role.id.toLowerCase());
  if (resource !== undefined)
    return {
      status: 200,
      headers: { ETag: `"${resource.etag}"` },
      body: showResource(call, registeredType(DEFINITIONS), resource),
    };
  throw notFound('RoleDefinitionNotFound', `The role definition '${id.name}' could not be found.`);
}

async function listRoles(call: CollectionCall): Promise<ArmResponse> {
  const { request, snapshot, services, target } = call;
  requireRoleAccess(call, target.under);
  const everywhere = () => () => true;
  const fits = createFilter<RoleDefinition>(request.query, {
    properties: {
      rolename: ({ roleName }) => roleName,
      type: ({ assignableScopes }) => (assignableScopes === undefined ? 'BuiltInRole' : 'CustomRole'),
    },
    calls: { atscope: everywhere, atexactscope: everywhere, atscopeandbelow: everywhere },
  });
  const isSeen = isSeenAt(call, target.under);
  const keys = [...snapshot.roleDefinitions]
    .filter(([, role]) => isSeen(role) && fits(role))
    .map(([key]) => key)
    .sort();
  const { items, next } = pageOf(keys, request.query);
  const stored = await services.storage.resources.getMany(items);
  return pageResponse(
    request,
    [...stored].sort(byKey).map(resource => showResource(call, registeredType(DEFINITIONS), resource)),
    next,
  );
}

/** What the caller may do at a scope or resource, role by role: clients show and hide by it. Nobody needs a right to ask for his own. */
async function listPermissions(call: CollectionCall): Promise<ArmResponse> {
  const { request, snapshot, caller, target, services } = call;
  const within = new Set(ancestry(snapshot.scopes, placeOf(snapshot, services.tenantId, target.under)));
  const roles = new Set(
    grantsOf(snapshot, whoIs(caller)).flatMap(({ scopeKey, roleDefinitionId }) => {
      const role = within.has(scopeKey) ? roleOf(snapshot, roleDefinitionId) : undefined;
      return role === undefined ? [] : [role];
    }),
  );
  // To those who may do nothing there, nothing is told: not even whether it is there.
  if (roles.size > 0 && target.under !== '') await requireStored(services.storage, target.under);
  const value = [...roles].flatMap(({ permissions }) => permissions.map(permission => ({ ...permission })));
  return pageResponse(request, value, undefined);
}

/** Whose assignments a principal has: its own, and those of the groups that it is in. */
function holdersFor({ principals }: Snapshot, principal: string): ReadonlySet<string> {
  const key = principal.toLowerCase();
  return new Set([key, ...groupsOf(principals, key)]);
}

/** The same call at the id that the role of that name has. */
function atOwnPlace(call: ItemCall): ItemCall {
  const role = roleOf(call.snapshot, call.target.id.name);
  const id: ResourceId | undefined = role === undefined ? undefined : parseResourceId(role.id);
  return id === undefined ? call : { ...call, target: { ...call.target, id } };
}

/** Custom roles are seen where they may be given, and above, where what is below is managed: at the tenant by who may read roles there. */
function isSeenAt({ snapshot, caller }: Call, scope: string): (role: RoleDefinition) => boolean {
  const readable = scope === '' ? accessibleScopes(snapshot, whoIs(caller), READ) : [scope];
  const relations = readable.map(each => relationTo(snapshot, each));
  return ({ assignableScopes }) =>
    assignableScopes === undefined ||
    readable.includes('') ||
    assignableScopes.some(each => relations.some(relation => relation(each) !== 'elsewhere'));
}

function requireRoleAccess(call: Call, scope: string): void {
  if (scope === '') requireAccessSomewhere(call, READ, scope);
  else requireAccess(call, READ, scope);
}

function byKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : 1;
}
