import type { ResourceId } from '@sluice/arm/ids';
import type { Resource, SystemData } from '@sluice/engine/model';
import type { JsonObject, JsonValue } from '@sluice/language';
import { bodyShape, fitBody } from './body-shape.ts';
import { canonicalId, withoutEnvelope } from './envelope.ts';
import { isObject, textAt } from './json-value.ts';
import { checkSameLocation } from './location.ts';
import { applyPatch } from './patch.ts';
import { refuse } from './refuse.ts';
import type { CompleteInput, ResourceType, RespondInput } from './resource-type.ts';

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

/**
 * Makes of a request the resource that it asks for: validated, canonical, defaults filled in.
 *
 * A PUT is the body plus the defaults that `complete` lists; the stored resource contributes only its identity (id, instance,
 * who made it, secrets) and what only the server may set. A PATCH is the stored resource with the patch merged in (RFC 7396).
 * Throws ApiError: 400 for content, name or a missing location, 404 for a PATCH of nothing, 409 for a moved location.
 */
export function prepare(type: ResourceType, intent: Intent): Prepared {
  checkName(type, intent);
  const { body, tagsOnly } = readBody(type, intent);
  checkLocation(type, body, intent.stored);
  const { id, stored, verb } = intent;
  const complete = { ...intent.complete, id, stored, verb };
  const completed = type.complete(body, complete);
  const secrets = type.givenSecrets?.(body, complete) ?? stored?.secrets ?? type.secrets?.(complete);
  return { resource: toResource(type, intent, completed, secrets), tagsOnly };
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

function readBody(
  type: ResourceType,
  { id, verb, body, stored }: Intent,
): { body: JsonObject; tagsOnly: boolean } {
  const content = body === undefined && type.emptyBody ? {} : body;
  if (!isObject(content)) {
    throw refuse('InvalidRequestContent', `The content of a ${verb} must be a JSON object.`);
  }
  const sent = withoutEnvelope(type, id, content);
  if (verb === 'PUT') return { body: fitBody(bodyShape(type), sent), tagsOnly: false };
  if (stored === undefined && !type.alwaysThere)
    throw refuse(type.notFoundCode ?? 'ResourceNotFound', `There is no '${id.id}' to change.`);
  return applyPatch(type, sent, stored ?? { body: {} });
}

function toResource(
  type: ResourceType,
  { id, stored, complete, etag, apiVersion }: Intent,
  body: JsonObject,
  secrets: JsonObject | undefined,
): Resource {
  return {
    id: stored?.id ?? canonicalId(type, id),
    key: id.key,
    type: type.type,
    name: stored?.name ?? id.name,
    body,
    systemData: systemDataOf(stored, complete),
    etag,
    instanceId: stored?.instanceId ?? complete.newId(),
    apiVersion,
    ...(secrets === undefined ? {} : { secrets }),
  };
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
  if (location === undefined) throw refuse('LocationRequired', `${type.type} needs a location.`, '/location');
  checkSameLocation(location, stored);
}

function systemDataOf(
  stored: Resource | undefined,
  { callerId, callerKind = 'Application', now }: CompleteInput,
): SystemData {
  return {
    createdBy: stored?.systemData.createdBy ?? callerId,
    createdByType: stored?.systemData.createdByType ?? callerKind,
    createdAt: stored?.systemData.createdAt ?? now,
    lastModifiedBy: callerId,
    lastModifiedByType: callerKind,
    lastModifiedAt: now,
  };
}
