import { type ResourceId, resourceIdOf } from '@sluice/arm/ids';
import type { Resource, SystemData } from '@sluice/engine/model';
import type { JsonObject, JsonValue } from '@sluice/language';
import { isObject, mergePatch, objectAt, sameJson, textAt } from './json-value.ts';
import { checkSameLocation } from './location.ts';
import { refuse, refuseProblems } from './refuse.ts';
import type { CompleteInput, ResourceType, RespondInput } from './resource-type.ts';
import type { Shape } from './shape.ts';
import { fitShape } from './shape-fit.ts';
import { TRACKED } from './shape-parts.ts';

/** A PUT or PATCH of one resource, as it arrived. */
export type Intent = {
  readonly id: ResourceId;
  readonly verb: 'PUT' | 'PATCH';
  readonly body: JsonValue | undefined;
  /** What is stored under the id now. */
  readonly stored: Resource | undefined;
  readonly apiVersion: string;
  readonly complete: CompleteInput;
  /** The etag of the new state. */
  readonly etag: string;
};

/** A resource as it would be stored. `tagsOnly`: the request was a PATCH that named nothing but tags. */
export type Prepared = { readonly resource: Resource; readonly tagsOnly: boolean };

type ObjectShape = Extract<Shape, { kind: 'object' }>;

/**
 * Makes of a request the resource that it asks for: validated, canonical, defaults filled in.
 *
 * A PUT is the body plus the defaults that `complete` lists; the stored resource contributes only its identity (id, instance,
 * who made it, secrets) and what only the server may set. A PATCH is the stored resource with the patch merged in (RFC 7396).
 * Throws ApiError: 400 for content, name or a missing location, 404 for a PATCH of nothing, 409 for a moved location.
 */
export function prepare(type: ResourceType, intent: Intent): Prepared {
  const { id, stored } = intent;
  const sent = withoutEnvelope(type, id, contentOf(type, intent));
  const shape = shapeOf(type);
  const { body, tagsOnly } =
    intent.verb === 'PUT'
      ? { body: whole(shape, sent), tagsOnly: false }
      : patched(type, shape, id, sent, stored);
  checkName(type, intent);
  checkLocation(type, body, stored);
  const secrets = stored?.secrets ?? type.secrets?.(intent.complete);
  const resource: Resource = {
    id: stored?.id ?? canonicalId(type, id),
    key: id.key,
    type: type.type,
    name: stored?.name ?? id.name,
    body: type.complete(body, intent.complete),
    systemData: systemDataOf(intent),
    etag: intent.etag,
    instanceId: stored?.instanceId ?? intent.complete.newId(),
    apiVersion: intent.apiVersion,
    ...(secrets === undefined ? {} : { secrets }),
  };
  return { resource, tagsOnly };
}

/** A stored resource in ARM's form, as policies judge it: envelope, stored body, systemData. Never its secrets. */
export function toArm(resource: Resource): JsonObject {
  const { id, name, type, body, systemData } = resource;
  return { id, name, type, ...body, systemData };
}

/** A stored resource as a GET answers it: with what its type computes, under the type's public name. */
export function show(type: ResourceType, resource: Resource, input: RespondInput): JsonObject {
  const body = type.respond?.(resource, input) ?? resource.body;
  return toArm({ ...resource, type: type.wireType ?? resource.type, body });
}

function contentOf(type: ResourceType, intent: Intent): JsonObject {
  const content = intent.body === undefined && type.emptyBody ? {} : intent.body;
  if (isObject(content)) return content;
  throw refuse('InvalidRequestContent', `The content of a ${intent.verb} must be a JSON object.`);
}

/** What the URL says already may be repeated in the body, but not contradicted. */
function withoutEnvelope(type: ResourceType, id: ResourceId, sent: JsonObject): JsonObject {
  const allowed = new Map([
    ['id', [id.id, canonicalId(type, id)]],
    ['name', [id.name, id.names.join('/')]],
    ['type', [type.type, type.wireType ?? type.type]],
  ]);
  for (const [name, value] of Object.entries(sent)) {
    const expected = allowed.get(name.toLowerCase());
    if (expected === undefined || value === null) continue;
    if (typeof value === 'string' && expected.some(word => word.toLowerCase() === value.toLowerCase()))
      continue;
    throw refuse(
      'InvalidRequestContent',
      `The ${name.toLowerCase()} in the request content must be '${expected[0]}', as in the URL.`,
      `/${name}`,
    );
  }
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !IN_THE_URL.has(name.toLowerCase())));
}

/** Given by the URL or by the server alone, so never read from a body. */
const IN_THE_URL = new Set(['id', 'name', 'type', 'systemdata', 'etag']);

/** The shape of a type, with location and tags where it is tracked: their limits are the same everywhere. */
function shapeOf(type: ResourceType): ObjectShape {
  const made = shapes.get(type);
  if (made) return made;
  const shape: ObjectShape =
    type.shape.kind === 'object' ? type.shape : { kind: 'object', properties: {}, unknown: 'drop' };
  const whole = type.tracked
    ? { ...shape, properties: { ...TRACKED, ...shape.properties, tags: TRACKED.tags } }
    : shape;
  shapes.set(type, whole);
  return whole;
}

const shapes = new WeakMap<ResourceType, ObjectShape>();

function whole(shape: ObjectShape, content: JsonObject): JsonObject {
  const { value, problems } = fitShape(shape, content);
  if (problems.length > 0 || !isObject(value)) throw refuseProblems(problems);
  return value;
}

function patched(
  type: ResourceType,
  shape: ObjectShape,
  id: ResourceId,
  sent: JsonObject,
  stored: Resource | undefined,
): { readonly body: JsonObject; readonly tagsOnly: boolean } {
  if (stored === undefined)
    throw refuse(type.notFoundCode ?? 'ResourceNotFound', `There is no '${id.id}' to change.`);
  const { value, problems } = fitShape(shape, sent, 'patch');
  if (problems.length > 0 || !isObject(value)) throw refuseProblems(problems);
  const patch = type.tracked ? withStoredTagNames(value, stored.body) : value;
  const refused = type.patchable ? refusedPath(patch, stored.body, type.patchable, '') : undefined;
  if (refused !== undefined) {
    throw refuse(
      'InvalidRequestContent',
      `'${refused}' cannot be changed by a PATCH, which may carry ${type.patchable?.join(', ')}.`,
      `/${refused.replaceAll('.', '/')}`,
    );
  }
  const merged = mergePatch(stored.body, patch);
  const names = Object.keys(patch);
  return {
    body: whole(shape, isObject(merged) ? merged : {}),
    tagsOnly: names.length === 1 && names[0] === 'tags',
  };
}

/** Tag names are compared without case: a patch of `ENV` changes the tag that is stored as `env`. */
function withStoredTagNames(patch: JsonObject, stored: JsonObject): JsonObject {
  const tags = patch['tags'];
  if (!isObject(tags)) return patch;
  const storedNames = new Map(Object.keys(objectAt(stored, 'tags')).map(name => [name.toLowerCase(), name]));
  const renamed = Object.entries(tags).map(
    ([name, value]) => [storedNames.get(name.toLowerCase()) ?? name, value] as const,
  );
  return { ...patch, tags: Object.fromEntries(renamed) };
}

/** The first path of a patch that would change what a PATCH may not; a value that is there already changes nothing. */
function refusedPath(
  patch: JsonObject,
  stored: JsonObject,
  patchable: readonly string[],
  prefix: string,
): string | undefined {
  for (const [name, value] of Object.entries(patch)) {
    const path = prefix + name;
    if (patchable.some(allowed => path === allowed || path.startsWith(`${allowed}.`))) continue;
    const leadsFurther = patchable.some(allowed => allowed.startsWith(`${path}.`));
    if (leadsFurther && isObject(value)) {
      const inner = refusedPath(value, objectAt(stored, name), patchable, `${path}.`);
      if (inner !== undefined) return inner;
    } else if (!sameJson(value, stored[name] ?? null)) return path;
  }
  return undefined;
}

function checkName(type: ResourceType, { id, stored }: Intent): void {
  if (stored !== undefined || type.namePattern === undefined || type.namePattern.test.test(id.name)) return;
  throw refuse(
    'InvalidResourceName',
    `'${id.name}' is not a name for ${type.type}: ${type.namePattern.says}.`,
    'name',
  );
}

function checkLocation(type: ResourceType, body: JsonObject, stored: Resource | undefined): void {
  if (!type.tracked) return;
  const location = textAt(body, 'location');
  if (location === undefined)
    throw refuse('LocationRequired', `The location property is required for ${type.type}.`, '/location');
  checkSameLocation(location, stored);
}

/** The id with the type spelt as the house does; names and scope as they came. Scopes of the tree spell themselves. */
function canonicalId(type: ResourceType, id: ResourceId): string {
  return type.type.startsWith('Microsoft.Resources/subscriptions')
    ? id.id
    : resourceIdOf(id.scope.id, type.type, ...id.names);
}

function systemDataOf({ stored, complete }: Intent): SystemData {
  const { callerId, callerKind = 'Application', now } = complete;
  return {
    createdBy: stored?.systemData.createdBy ?? callerId,
    createdByType: stored?.systemData.createdByType ?? callerKind,
    createdAt: stored?.systemData.createdAt ?? now,
    lastModifiedBy: callerId,
    lastModifiedByType: callerKind,
    lastModifiedAt: now,
  };
}
