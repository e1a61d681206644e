import { parseResourceId } from '@sluice/arm/ids';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';
import { RESOURCE_TYPES } from '@sluice/providers/types';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { objectAt, textAt } from '../../json-value.ts';
import { narrowed, narrowing, requirePlace } from '../list-stored.ts';
import { readAfter, readTop } from '../page.ts';
import { resourceFilter } from './resource-filter.ts';

/** What stands in a resource group as a resource of its own: neither extensions (assignments, roles) nor children that have no location. */
const LISTED = RESOURCE_TYPES.filter(
  type => type.tracked && !type.extension && type.scopes.includes('resourceGroup'),
);
const LISTED_KEYS = LISTED.map(({ type }) => type.toLowerCase());

const READ = 'Microsoft.Resources/subscriptions/resources/read';

export const RESOURCE_LIST_ROUTES: readonly Route[] = [
  'Microsoft.Resources/subscriptions/resources',
  'Microsoft.Resources/subscriptions/resourceGroups/resources',
].map(type => ({
  verb: 'GET',
  kind: 'collection',
  type,
  action: READ,
  access: 'self',
  handle: listResources,
}));

async function listResources(call: CollectionCall): Promise<ArmResponse> {
  const { request, target, services } = call;
  const fits = resourceFilter(request.query);
  const isReadable = readableTypes(call);
  const expand = (request.query.get('$expand') ?? '').toLowerCase();
  const top = readTop(request.query);
  const found: Resource[] = [];
  let after = readAfter(request.query);
  do {
    const page = await services.storage.resources.list({
      types: LISTED_KEYS,
      under: target.underScope.key,
      top: top - found.length,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items.filter(resource => isReadable(resource) && fits(resource)));
    after = page.next;
  } while (after !== undefined && found.length < top);
  if (found.length === 0) await requirePlace(call);
  return pageResponse(
    request,
    found.map(resource => toGeneric(resource, expand)),
    after,
  );
}

/** ARM's GenericResource: what all resources have, without their own properties. */
function toGeneric({ id, name, type, body, systemData }: Resource, expand: string): JsonObject {
  const common = Object.fromEntries(
    ['location', 'tags', 'kind', 'sku', 'identity', 'plan', 'managedBy'].flatMap(key => {
      const value = body[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const provisioningState = textAt(objectAt(body, 'properties'), 'provisioningState');
  return {
    id,
    name: parseResourceId(id)?.names.join('/') ?? name,
    type,
    ...common,
    ...(expand.includes('createdtime') ? { createdTime: systemData.createdAt } : {}),
    ...(expand.includes('changedtime') ? { changedTime: systemData.lastModifiedAt } : {}),
    ...(expand.includes('provisioningstate') && provisioningState !== undefined ? { provisioningState } : {}),
  };
}

/**
 * Which resources the caller may read, each by its own type's action. Who may read none of them needs the action of the list itself, to
 * learn that it is empty; throws `AuthorizationFailed` otherwise.
 */
function readableTypes(call: CollectionCall): (resource: Resource) => boolean {
  const byType = new Map<string, (key: string) => boolean>();
  for (const { type } of LISTED) {
    const isReadable = narrowed(call, `${type}/read`);
    if (isReadable !== undefined) byType.set(type.toLowerCase(), isReadable);
  }
  if (byType.size === 0) narrowing(call, READ);
  return ({ type, key }) => byType.get(type.toLowerCase())?.(key) === true;
}
