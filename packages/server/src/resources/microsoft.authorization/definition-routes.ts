import { type ErrorCode, notFound } from '@sluice/arm/errors';
import { parseScopeId } from '@sluice/arm/ids';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import { compareVersions, type Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import { requireAccess, requireAccessSomewhere } from '../../arm/require-access.ts';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { objectAt, textAt } from '../../json-value.ts';
import { createFilter } from '../filter.ts';
import { requirePlace } from '../list-stored.ts';
import { pageOf } from '../page.ts';
import { registeredType } from '../registered-type.ts';
import { relationTo, scopeCalls } from '../scope-relation.ts';
import { showResource } from '../show-resource.ts';
import { STORED } from '../stored.ts';

/** What the routes need to know of definitions, or of initiatives. */
export type DefinitionKind = {
  readonly type: string;
  /** The action that lists all versions of all of them. */
  readonly listVersionsAction: string;
  readonly notFoundCode: ErrorCode;
  readonly what: string;
  records(snapshot: Snapshot): ReadonlyMap<string, DefinitionRecord>;
};

type DefinitionRecord = {
  readonly id: string;
  readonly policyType: string;
  readonly category?: string;
  readonly version: string;
  readonly otherVersions?: readonly { readonly version: string }[];
};

/** Lists with what is inherited, and versions: of the current one too, which need not be stored as a version. */
export function definitionRoutes(kind: DefinitionKind): readonly Route[] {
  const { type } = kind;
  const read = { action: `${type}/read`, access: 'self' } as const;
  const versions = `${type}/versions`;
  return [
    { verb: 'GET', kind: 'collection', type, ...read, handle: call => listDefinitions(call, kind) },
    { verb: 'GET', kind: 'collection', type: versions, ...read, handle: call => listVersions(call, kind) },
    { verb: 'GET', kind: 'item', type: versions, ...read, handle: call => getVersion(call, kind) },
    {
      verb: 'DELETE',
      kind: 'item',
      type: versions,
      action: `${versions}/delete`,
      access: 'target',
      handle: call => deleteVersion(call, kind),
    },
    {
      verb: 'POST',
      kind: 'collection',
      type: kind.listVersionsAction,
      ...read,
      handle: call => listAllVersions(call, kind),
    },
  ];
}

async function listDefinitions(call: CollectionCall, kind: DefinitionKind): Promise<ArmResponse> {
  const { items, next } = await definitionsAt(call, kind);
  const type = registeredType(kind.type);
  return pageResponse(
    call.request,
    items.map(resource => showResource(call, type, resource)),
    next,
  );
}

/**
 * A page of what can be assigned at a scope: its own, those of the management groups above and the built-in ones, unless the filter
 * says otherwise. At the tenant: the built-in ones.
 */
async function definitionsAt(call: CollectionCall, { type, records }: DefinitionKind) {
  const { snapshot, target, request, services } = call;
  const read = `${type}/read`;
  if (target.underScope.kind === 'tenant') requireAccessSomewhere(call, read, target.under);
  else requireAccess(call, read, target.under);
  if (target.underScope.kind !== 'tenant') await requirePlace(call);
  const relation = relationTo(snapshot, target.under);
  const relationOf = ({ id }: DefinitionRecord) => relation(scopeOf(id));
  const reaches = /scope/i.test(request.query.get('$filter') ?? '')
    ? () => true
    : (each: DefinitionRecord) => ['exact', 'above'].includes(relationOf(each));
  const fits = createFilter<DefinitionRecord>(request.query, {
    properties: { policytype: ({ policyType }) => policyType, category: ({ category }) => category },
    calls: scopeCalls(relationOf),
  });
  const keys = [...records(snapshot)]
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

async function listAllVersions(call: CollectionCall, kind: DefinitionKind): Promise<ArmResponse> {
  const { items, next } = await definitionsAt(call, kind);
  return pageResponse(call.request, await versionsOf(call, kind, items), next);
}

async function listVersions(call: CollectionCall, kind: DefinitionKind): Promise<ArmResponse> {
  const definition = await readDefinition(call, kind, call.target.under);
  const { items, next } = pageOf(await versionsOf(call, kind, [definition]), call.request.query);
  return pageResponse(call.request, items, next);
}

async function getVersion(call: ItemCall, kind: DefinitionKind): Promise<ArmResponse> {
  const { id } = call.target;
  const definition = await readDefinition(call, kind, id.parentId ?? '');
  const current = currentVersion(call, kind, definition);
  if (textAt(current, 'name')?.toLowerCase() === id.name.toLowerCase()) return { status: 200, body: current };
  const fixed = await call.services.storage.resources.get(id.key);
  if (fixed !== undefined)
    return { status: 200, body: showResource(call, registeredType(`${kind.type}/versions`), fixed) };
  throw notFound(
    'PolicyDefinitionVersionNotFound',
    `The ${kind.what} '${id.parentId}' has no version '${id.name}'.`,
  );
}

/** The current version cannot go alone, whether it is stored as a version or not. */
async function deleteVersion(call: ItemCall, kind: DefinitionKind): Promise<ArmResponse> {
  const { id } = call.target;
  const type = registeredType(`${kind.type}/versions`);
  const definition = await call.services.storage.resources.get(id.parentId?.toLowerCase() ?? '');
  if (definition !== undefined)
    type.checkDelete?.({ ...definition, key: id.key, name: id.name }, call.snapshot);
  return STORED.delete(call, type);
}

async function readDefinition(call: Call, kind: DefinitionKind, id: string): Promise<Resource> {
  const read = `${kind.type}/read`;
  if (parseScopeId(scopeOf(id))?.kind === 'tenant') requireAccessSomewhere(call, read, id);
  else requireAccess(call, read, id);
  const resource = await call.services.storage.resources.get(id.toLowerCase());
  if (resource !== undefined) return resource;
  throw notFound(kind.notFoundCode, `The ${kind.what} '${id.split('/').at(-1)}' could not be found.`);
}

/** The versions of these, of each the newest first. */
async function versionsOf(
  call: Call,
  kind: DefinitionKind,
  definitions: readonly Resource[],
): Promise<readonly JsonObject[]> {
  const records = kind.records(call.snapshot);
  const keys = definitions.flatMap(({ key }) =>
    (records.get(key)?.otherVersions ?? []).map(({ version }) => `${key}/versions/${version.toLowerCase()}`),
  );
  const fixed = keys.length === 0 ? [] : await call.services.storage.resources.getMany(keys);
  const type = registeredType(`${kind.type}/versions`);
  return definitions.flatMap(definition => {
    const current = currentVersion(call, kind, definition);
    const others = fixed
      .filter(({ key, name }) => key.startsWith(`${definition.key}/`) && name !== textAt(current, 'name'))
      .map(resource => showResource(call, type, resource));
    return [current, ...others].sort((one, other) =>
      compareVersions(textAt(other, 'name') ?? '', textAt(one, 'name') ?? ''),
    );
  });
}

/** A definition as the version that it is. */
function currentVersion(call: Call, { type }: DefinitionKind, resource: Resource): JsonObject {
  const shown = showResource(call, registeredType(type), resource);
  const { versions: _, ...properties } = objectAt(shown, 'properties');
  const name = textAt(properties, 'version') ?? '1.0.0';
  return { ...shown, id: `${resource.id}/versions/${name}`, name, type: `${type}/versions`, properties };
}

function scopeOf(id: string): string {
  return id.slice(0, id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/'));
}
