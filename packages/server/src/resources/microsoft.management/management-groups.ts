import { notFound } from '@sluice/arm/errors';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import { accessibleScopes, isWithin } from '@sluice/engine';
import {
  expandManagementGroup,
  findType,
  groupDescendants,
  groupSubscriptions,
} from '@sluice/providers/types';
import type { CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { whoIs } from '../../write/caller.ts';
import { invalidFilter, readFilter } from '../filter.ts';
import { pageOf } from '../page.ts';
import { showResource } from '../show-resource.ts';

const GROUP = 'Microsoft.Management/managementGroups';
const READ = `${GROUP}/read`;
const READ_SUBSCRIPTIONS = `${GROUP}/subscriptions/read`;
const GROUP_NAME = /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u;

/** What management groups can do beyond being stored: their tree. */
export const MANAGEMENT_ROUTES: readonly Route[] = [
  { verb: 'GET', kind: 'item', type: GROUP, action: READ, access: 'target', handle: getGroup },
  {
    verb: 'GET',
    kind: 'collection',
    type: `${GROUP}/descendants`,
    action: `${GROUP}/descendants/read`,
    access: 'target',
    handle: ({ request, snapshot, target }) => {
      requireGroup(target.underScope.key, target.underScope.managementGroup ?? '', snapshot);
      const { items, next } = pageOf(groupDescendants(snapshot, target.underScope.key), request.query);
      return pageResponse(request, items, next);
    },
  },
  {
    verb: 'GET',
    kind: 'collection',
    type: `${GROUP}/subscriptions`,
    action: READ_SUBSCRIPTIONS,
    access: 'target',
    handle: listPlaced,
  },
  {
    verb: 'GET',
    kind: 'item',
    type: `${GROUP}/subscriptions`,
    action: READ_SUBSCRIPTIONS,
    access: 'target',
    handle: getPlaced,
  },
  {
    verb: 'POST',
    kind: 'collection',
    type: 'Microsoft.Management/getEntities',
    action: READ,
    access: 'self',
    handle: getEntities,
  },
  {
    verb: 'POST',
    kind: 'collection',
    type: 'Microsoft.Management/checkNameAvailability',
    action: READ,
    access: 'anywhere',
    handle: checkName,
  },
];

async function getGroup(call: ItemCall): Promise<ArmResponse> {
  const { request, target, snapshot, services } = call;
  const { query } = request;
  const type = findType(target.id.typeKey);
  const resource = await services.storage.resources.get(target.id.key);
  if (type === undefined || resource === undefined) throw groupNotFound(target.id.name);
  const expand = (query.get('$expand') ?? '').toLowerCase();
  const recurse = query.get('$recurse')?.toLowerCase() === 'true';
  const body = expandManagementGroup(showResource(call, type, resource), snapshot, target.id.key, {
    children: expand.includes('children') || recurse,
    recurse,
    path: expand.includes('path'),
    ancestors: expand.includes('ancestors'),
    groupsOnly: wantsGroupsOnly(query),
  });
  return { status: 200, headers: { ETag: `"${resource.etag}"` }, body };
}

/** `$filter=children.childType ne Subscription` is the only one there is. */
function wantsGroupsOnly(query: ReadonlyMap<string, string>): boolean {
  const filter = readFilter(query);
  if (filter === undefined) return false;
  const isKnown =
    filter.kind === 'comparison' &&
    filter.left.kind === 'property' &&
    filter.left.path.toLowerCase() === 'children.childtype' &&
    'value' in filter.right &&
    String(filter.right.value).toLowerCase() === 'subscription';
  if (!isKnown) throw invalidFilter("only 'children.childType ne Subscription' is supported.");
  return filter.operator === 'ne';
}

function listPlaced({ request, snapshot, services, target }: CollectionCall): ArmResponse {
  requireGroup(target.underScope.key, target.underScope.managementGroup ?? '', snapshot);
  const { items, next } = pageOf(
    groupSubscriptions(snapshot, target.underScope.key, services.tenantId),
    request.query,
  );
  return pageResponse(request, items, next);
}

function getPlaced({ snapshot, services, target }: ItemCall): ArmResponse {
  const groupKey = target.id.parentId?.toLowerCase() ?? '';
  requireGroup(groupKey, target.id.names[0] ?? '', snapshot);
  const placed = groupSubscriptions(snapshot, groupKey, services.tenantId).find(
    ({ name }) => String(name).toLowerCase() === target.id.name.toLowerCase(),
  );
  if (placed !== undefined) return { status: 200, body: placed };
  throw notFound(
    'SubscriptionNotFound',
    `The subscription '${target.id.name}' is not in the management group '${target.id.names[0]}'.`,
  );
}

/** Every management group and subscription that the caller may see, with the groups above. */
function getEntities({ request, snapshot, services, caller }: CollectionCall): ArmResponse {
  const scopes = accessibleScopes(snapshot, whoIs(caller), READ);
  const subscriptionScopes = accessibleScopes(
    snapshot,
    whoIs(caller),
    'Microsoft.Resources/subscriptions/read',
  );
  const entities = [...snapshot.scopes].flatMap(([key, scope]): readonly JsonObject[] => {
    const isGroup = scope.kind === 'managementGroup';
    if (!isGroup && scope.kind !== 'subscription') return [];
    if (!isWithin(isGroup ? scopes : subscriptionScopes, key)) return [];
    return [
      {
        id: scope.id,
        type: isGroup ? GROUP : '/subscriptions',
        name: scope.name,
        properties: {
          tenantId: services.tenantId,
          displayName: scope.displayName ?? scope.name,
          parent: { id: scope.parent === '' ? null : (scope.parent ?? null) },
          permissions: 'view',
          numberOfChildren: [...snapshot.scopes.values()].filter(
            ({ parent }) => isGroup && parent?.toLowerCase() === key,
          ).length,
          numberOfDescendants: groupDescendants(snapshot, key).length,
        },
      },
    ];
  });
  const { items, next } = pageOf(entities, request.query);
  return pageResponse(request, items, next);
}

function checkName({ request, snapshot }: CollectionCall): ArmResponse {
  const { body } = request;
  const name =
    typeof body === 'object' && body !== null && 'name' in body && typeof body.name === 'string'
      ? body.name
      : '';
  if (!GROUP_NAME.test(name)) {
    return {
      status: 200,
      body: {
        nameAvailable: false,
        reason: 'Invalid',
        message: `'${name}' is not a name for a management group.`,
      },
    };
  }
  const taken = snapshot.scopes.has(`/providers/microsoft.management/managementgroups/${name.toLowerCase()}`);
  if (!taken) return { status: 200, body: { nameAvailable: true } };
  return {
    status: 200,
    body: {
      nameAvailable: false,
      reason: 'AlreadyExists',
      message: `There is a management group '${name}' already.`,
    },
  };
}

function requireGroup(key: string, name: string, snapshot: CollectionCall['snapshot']): void {
  if (snapshot.scopes.get(key)?.kind !== 'managementGroup') throw groupNotFound(name);
}

function groupNotFound(name: string) {
  return notFound('ManagementGroupNotFound', `The management group '${name}' could not be found.`);
}
