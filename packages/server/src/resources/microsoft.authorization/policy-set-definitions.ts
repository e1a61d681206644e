import { notFound } from '@sluice/arm/errors';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import type { PolicySetDefinition, Resource } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import { findType } from '@sluice/providers/types';
import { requireAccess, requireAccessSomewhere } from '../../arm/require-access.ts';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { objectAt, textAt } from '../../json-value.ts';
import { createFilter } from '../filter.ts';
import { requirePlace } from '../list-stored.ts';
import { pageOf } from '../page.ts';
import { type Relation, relationTo, scopeCalls } from '../scope-relation.ts';
import { showResource } from '../show-resource.ts';

const TYPE = 'Microsoft.Authorization/policySetDefinitions';
const TYPE_KEY = TYPE.toLowerCase();
const READ = `${TYPE}/read`;

/** Lists with what is inherited, and versions. The rest is what every type does. */
export const POLICY_SET_DEFINITION_ROUTES: readonly Route[] = [
  { verb: 'GET', kind: 'collection', type: TYPE, action: READ, access: 'self', handle: listInitiatives },
  {
    verb: 'GET',
    kind: 'collection',
    type: `${TYPE}/versions`,
    action: READ,
    access: 'self',
    handle: listVersions,
  },
  { verb: 'GET', kind: 'item', type: `${TYPE}/versions`, action: READ, access: 'self', handle: getVersion },
  {
    verb: 'POST',
    kind: 'collection',
    type: 'Microsoft.Authorization/listPolicySetDefinitionVersions',
    action: READ,
    access: 'self',
    handle: listAllVersions,
  },
];

async function listInitiatives(call: CollectionCall): Promise<ArmResponse> {
  const { items, next } = await initiativesAt(call);
  return pageResponse(
    call.request,
    items.map(resource => showResource(call, initiativeType(), resource)),
    next,
  );
}

async function listAllVersions(call: CollectionCall): Promise<ArmResponse> {
  const { items, next } = await initiativesAt(call);
  return pageResponse(
    call.request,
    items.map(resource => versionOf(call, resource)),
    next,
  );
}

/** A page of the initiatives that can be assigned at a scope: its own, those above it and the built-in ones, unless the filter says otherwise. */
async function initiativesAt(call: CollectionCall) {
  const { snapshot, target, request, services } = call;
  if (target.underScope.kind === 'tenant') requireAccessSomewhere(call, READ, target.under);
  else requireAccess(call, READ, target.under);
  if (target.underScope.kind !== 'tenant') await requirePlace(call);
  const relation = relationTo(snapshot, target.under);
  const relationOf = ({ id }: PolicySetDefinition): Relation => relation(scopeOf(id));
  const reaches = /scope/i.test(request.query.get('$filter') ?? '')
    ? () => true
    : (each: PolicySetDefinition) => ['exact', 'above'].includes(relationOf(each));
  const fits = createFilter<PolicySetDefinition>(request.query, {
    properties: { policytype: ({ policyType }) => policyType, category: ({ category }) => category },
    calls: scopeCalls(relationOf),
  });
  const keys = [...snapshot.initiatives]
    .filter(([, each]) => relationOf(each) !== 'elsewhere' && reaches(each) && fits(each))
    .map(([key]) => key)
    .sort();
  const { items, next } = pageOf(keys, request.query);
  const stored = new Map(
    (await services.storage.resources.getMany(items)).map(resource => [resource.key, resource]),
  );
  const resources = items.flatMap(key => stored.get(key) ?? []);
  return { items: resources, ...(next === undefined ? {} : { next }) };
}

async function listVersions(call: CollectionCall): Promise<ArmResponse> {
  return pageResponse(call.request, [versionOf(call, await read(call, call.target.under))], undefined);
}

async function getVersion(call: ItemCall): Promise<ArmResponse> {
  const { id } = call.target;
  const version = versionOf(call, await read(call, id.parentId ?? ''));
  if (String(version['name']).toLowerCase() === id.name.toLowerCase()) return { status: 200, body: version };
  throw notFound(
    'PolicySetDefinitionNotFound',
    `The initiative '${id.parentId}' has no version '${id.name}'.`,
  );
}

async function read(call: Call, id: string): Promise<Resource> {
  if (scopeOf(id) === '') requireAccessSomewhere(call, READ, id);
  else requireAccess(call, READ, id);
  const resource = await call.services.storage.resources.get(id.toLowerCase());
  if (resource !== undefined) return resource;
  throw notFound(
    'PolicySetDefinitionNotFound',
    `The initiative '${id.split('/').at(-1)}' could not be found.`,
  );
}

function versionOf(call: Call, resource: Resource): JsonObject {
  const shown = showResource(call, initiativeType(), resource);
  const { versions: _, ...properties } = objectAt(shown, 'properties');
  const name = textAt(properties, 'version') ?? '1.0.0';
  return { ...shown, id: `${resource.id}/versions/${name}`, name, type: `${TYPE}/versions`, properties };
}

function scopeOf(id: string): string {
  return id.slice(0, id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/'));
}

function initiativeType(): ResourceType {
  const type = findType(TYPE_KEY);
  if (type === undefined) throw new Error(`${TYPE} is no registered type.`);
  return type;
}
