import { badRequest, notFound } from '@sluice/arm/errors';
import { parseScopeId } from '@sluice/arm/ids';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import type { PolicyDefinition, Resource } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import { findType } from '@sluice/providers/types';
import { requireAccess, requireAccessSomewhere } from '../../arm/require-access.ts';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { objectAt, textAt } from '../../json-value.ts';
import { createFilter } from '../filter.ts';
import { requirePlace } from '../list-stored.ts';
import { pageOf } from '../page.ts';
import { relationTo, scopeCalls } from '../scope-relation.ts';
import { showResource } from '../show-resource.ts';

const TYPE = 'Microsoft.Authorization/policyDefinitions';
const READ = `${TYPE}/read`;

/** Lists with what is inherited, and the versions of definitions: one each, for now. */
export const POLICY_DEFINITION_ROUTES: readonly Route[] = [
  { verb: 'GET', kind: 'collection', type: TYPE, action: READ, access: 'self', handle: listDefinitions },
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
    verb: 'PUT',
    kind: 'item',
    type: `${TYPE}/versions`,
    action: `${TYPE}/write`,
    access: 'target',
    handle: refuseVersion,
  },
  {
    verb: 'DELETE',
    kind: 'item',
    type: `${TYPE}/versions`,
    action: `${TYPE}/delete`,
    access: 'target',
    handle: refuseVersion,
  },
  {
    verb: 'POST',
    kind: 'collection',
    type: 'Microsoft.Authorization/listPolicyDefinitionVersions',
    action: READ,
    access: 'self',
    handle: listAllVersions,
  },
];

async function listDefinitions(call: CollectionCall): Promise<ArmResponse> {
  const { items, next } = await definitionsAt(call);
  return pageResponse(
    call.request,
    items.map(resource => showResource(call, definitionType(), resource)),
    next,
  );
}

/**
 * A page of the definitions that can be assigned at a scope: its own, those of the management groups above and the built-in ones,
 * unless the filter says otherwise. At the tenant: the built-in ones.
 */
async function definitionsAt(call: CollectionCall) {
  const { snapshot, target, request, services } = call;
  if (target.underScope.kind === 'tenant') requireAccessSomewhere(call, READ, target.under);
  else requireAccess(call, READ, target.under);
  if (target.underScope.kind !== 'tenant') await requirePlace(call);
  const relation = relationTo(snapshot, target.under);
  const relationOf = ({ id }: PolicyDefinition) => relation(scopeOf(id));
  const asked = request.query.get('$filter') ?? '';
  const reaches = /scope/i.test(asked)
    ? () => true
    : (each: PolicyDefinition) => ['exact', 'above'].includes(relationOf(each));
  const fits = createFilter<PolicyDefinition>(request.query, {
    properties: { policytype: ({ policyType }) => policyType, category: ({ category }) => category },
    calls: scopeCalls(relationOf),
  });
  const keys = [...snapshot.definitions]
    .filter(
      ([, definition]) => relationOf(definition) !== 'elsewhere' && reaches(definition) && fits(definition),
    )
    .map(([key]) => key)
    .sort();
  const { items, next } = pageOf(keys, request.query);
  const stored = new Map(
    (await services.storage.resources.getMany(items)).map(resource => [resource.key, resource]),
  );
  const resources = items.flatMap(key => stored.get(key) ?? []);
  return { items: resources, ...(next === undefined ? {} : { next }) };
}

async function listAllVersions(call: CollectionCall): Promise<ArmResponse> {
  const { items, next } = await definitionsAt(call);
  return pageResponse(
    call.request,
    items.map(resource => versionOf(call, resource)),
    next,
  );
}

async function listVersions(call: CollectionCall): Promise<ArmResponse> {
  const definition = await readDefinition(call, call.target.under);
  return pageResponse(call.request, [versionOf(call, definition)], undefined);
}

async function getVersion(call: ItemCall): Promise<ArmResponse> {
  const { id } = call.target;
  const version = versionOf(call, await readDefinition(call, id.parentId ?? ''));
  if (String(version['name']).toLowerCase() === id.name.toLowerCase()) return { status: 200, body: version };
  throw notFound(
    'PolicyDefinitionVersionNotFound',
    `The policy definition '${id.parentId}' has no version '${id.name}'.`,
  );
}

function refuseVersion(): ArmResponse {
  throw badRequest(
    'FeatureNotSupported',
    "'versions' of policy definitions cannot be written yet; a PUT of the definition sets its version.",
  );
}

async function readDefinition(call: Call, id: string): Promise<Resource> {
  const scope = scopeOf(id);
  if (parseScopeId(scope)?.kind === 'tenant') requireAccessSomewhere(call, READ, id);
  else requireAccess(call, READ, id);
  const resource = await call.services.storage.resources.get(id.toLowerCase());
  if (resource !== undefined) return resource;
  throw notFound(
    'PolicyDefinitionNotFound',
    `The policy definition '${id.split('/').at(-1)}' could not be found.`,
  );
}

function versionOf(call: Call, resource: Resource): JsonObject {
  const shown = showResource(call, definitionType(), resource);
  const { versions: _, ...properties } = objectAt(shown, 'properties');
  const name = textAt(properties, 'version') ?? '1.0.0';
  return { ...shown, id: `${resource.id}/versions/${name}`, name, type: `${TYPE}/versions`, properties };
}

function scopeOf(id: string): string {
  return id.slice(0, id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/'));
}

function definitionType(): ResourceType {
  const type = findType(TYPE.toLowerCase());
  if (type === undefined) throw new Error(`${TYPE} is no registered type.`);
  return type;
}
