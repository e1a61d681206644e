import { badRequest, notFound } from '@sluice/arm/errors';
import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import { toEntries } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import { findType, isWebhookSecret, newWebhookSecret, withWebhookSecret } from '@sluice/providers/types';
import type { EventName } from '@sluice/storage';
import { actionRoute } from '../../arm/action-route.ts';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { isObject, objectAt, textAt } from '../../json-value.ts';
import { writeSetBase } from '../../write/operation-of.ts';
import { putStatus } from '../../write/put-status.ts';
import { untilCommitted } from '../../write/retry.ts';
import { rotateSecret } from '../../write/rotate-secret.ts';
import { write } from '../../write/write.ts';
import { listStored } from '../list-stored.ts';
import { readAfter, readTop } from '../page.ts';
import { showResource } from '../show-resource.ts';
import { deadLetterToWire, readEventName, statusToWire, writeEventName } from './webhook-to-wire.ts';

const TYPE = 'Sluice.Governance/webhooks';
const MOST_NAMES = 1_000;

/** Webhooks with how their deliveries go, and what could not be delivered. */
export const WEBHOOK_ROUTES: readonly Route[] = [
  { verb: 'GET', kind: 'item', type: TYPE, action: `${TYPE}/read`, access: 'target', handle: get },
  { verb: 'GET', kind: 'collection', type: TYPE, action: `${TYPE}/read`, access: 'target', handle: list },
  { verb: 'PUT', kind: 'item', type: TYPE, action: `${TYPE}/write`, access: 'target', handle: save('PUT') },
  {
    verb: 'PATCH',
    kind: 'item',
    type: TYPE,
    action: `${TYPE}/write`,
    access: 'target',
    handle: save('PATCH'),
  },
  {
    verb: 'GET',
    kind: 'collection',
    type: `${TYPE}/deadLetters`,
    action: `${TYPE}/deadLetters/read`,
    access: 'target',
    handle: listDeadLetters,
  },
  actionRoute(TYPE, 'redeliver', redeliver),
  actionRoute(TYPE, 'rotateSecret', rotate),
];

async function get(call: ItemCall): Promise<ArmResponse> {
  const webhook = await find(call, call.target.id);
  const [body = {}] = await showAll(call, [webhook]);
  return { status: 200, headers: { ETag: `"${webhook.etag}"` }, body };
}

async function list(call: CollectionCall): Promise<ArmResponse> {
  const { items, next } = await listStored(call, webhookType());
  return pageResponse(call.request, await showAll(call, items), next);
}

/** A secret that was made here is in the answer, this once. */
function save(verb: 'PUT' | 'PATCH'): (call: ItemCall) => Promise<ArmResponse> {
  return async call => {
    const { request, caller, services, target } = call;
    const type = webhookType();
    const { resource, created } = await write({ verb, type, id: target.id, request, caller }, services);
    const [body = {}] = await showAll(call, [resource]);
    const given = isObject(request.body) ? secretIn(objectAt(request.body, 'properties')) : undefined;
    const secret = created && given === undefined ? textAt(resource.secrets, 'secret') : undefined;
    return {
      status: putStatus(type, verb, created),
      headers: { ETag: `"${resource.etag}"` },
      body:
        secret === undefined ? body : { ...body, properties: { ...objectAt(body, 'properties'), secret } },
    };
  };
}

/** Under any spelling of its name, as bodies are read. */
function secretIn(properties: JsonObject): unknown {
  return Object.entries(properties).find(
    ([name, value]) => name.toLowerCase() === 'secret' && value !== null,
  )?.[1];
}

async function showAll(call: Call, webhooks: readonly Resource[]): Promise<readonly JsonObject[]> {
  const statuses = await call.services.storage.events.statuses(webhooks.map(({ key }) => key));
  return webhooks.map(webhook => {
    const shown = showResource(call, webhookType(), webhook);
    const status = statuses.get(webhook.key);
    return status === undefined
      ? shown
      : { ...shown, properties: { ...objectAt(shown, 'properties'), deliveryStatus: statusToWire(status) } };
  });
}

async function listDeadLetters(call: CollectionCall): Promise<ArmResponse> {
  const { request, services } = call;
  const webhook = await find(call, idOf(call));
  const token = readAfter(request.query);
  const after = token === undefined ? undefined : readEventName(token);
  if (token !== undefined && after === undefined)
    throw badRequest('InvalidSkipToken', 'The $skiptoken was not made by this list.', '$skiptoken');
  const { items, next } = await services.storage.events.deadLetters({
    webhookKey: webhook.key,
    top: readTop(request.query),
    ...(after === undefined ? {} : { after }),
  });
  return pageResponse(request, items.map(deadLetterToWire(webhook)), next && writeEventName(next));
}

/** All dead letters, or those that the body names by their `ids`, go back in line. */
async function redeliver(call: CollectionCall): Promise<ArmResponse> {
  const { request, services, caller } = call;
  const id = idOf(call);
  const names = readNames(request.body);
  const webhook = await find(call, id);
  await untilCommitted(services.snapshots, async snapshot => {
    const at = services.now();
    const intent = { verb: 'POST' as const, type: webhookType(), id, request, caller };
    const base = writeSetBase(intent, { resource: webhook, at, status: 200 }, snapshot, services);
    const operation = { ...base.operation, action: `${TYPE}/redeliver/action` };
    const result = await services.storage.commit({
      revision: snapshot.revision,
      expect: [],
      resources: [],
      changes: [],
      states: [],
      events: [],
      entries: toEntries({ ...base, operation, expect: [], resources: [], changes: [] }),
      decisions: [],
      jobs: [],
    });
    return result.outcome === 'stale' ? 'stale' : { done: undefined };
  });
  return { status: 200, body: { redelivered: await services.storage.events.redeliver(webhook.key, names) } };
}

function readNames(body: unknown): readonly EventName[] | undefined {
  const given = typeof body === 'object' && body !== null && 'ids' in body ? body.ids : undefined;
  if (given === undefined) return undefined;
  if (!Array.isArray(given) || given.length > MOST_NAMES)
    throw badRequest(
      'InvalidRequestContent',
      `'/ids' must be an array of at most ${MOST_NAMES} ids of events.`,
      '/ids',
    );
  return given.map((each, index) => {
    const name = typeof each === 'string' ? readEventName(each) : undefined;
    if (name !== undefined) return name;
    throw badRequest(
      'InvalidRequestContent',
      `'/ids/${index}' must be the id of an event, such as 12-1.`,
      `/ids/${index}`,
    );
  });
}

/** The new secret is shown this once; the one before it signs too for a day. */
async function rotate(call: CollectionCall): Promise<ArmResponse> {
  const { request, services, caller } = call;
  const id = idOf(call);
  const given = isObject(request.body) ? textAt(request.body, 'secret') : undefined;
  if (given !== undefined && !isWebhookSecret(given)) {
    throw badRequest('InvalidParameter', "'/secret' must be whsec_ and 24 to 64 bytes in base64.", '/secret');
  }
  const secret = given ?? newWebhookSecret(services.newId);
  const resource = await rotateSecret(
    { verb: 'POST', type: webhookType(), id, request, caller },
    {
      action: `${TYPE}/rotateSecret/action`,
      change: secrets => withWebhookSecret(secrets, secret, services.now()),
    },
    services,
  );
  if (resource === undefined) throw absent(id);
  return {
    status: 200,
    body: {
      ...(given === undefined ? { secret } : {}),
      previousValidUntil: textAt(resource.secrets, 'previousUntil') ?? services.now(),
    },
  };
}

async function find({ services }: Call, id: ResourceId): Promise<Resource> {
  const webhook = await services.storage.resources.get(id.key);
  if (webhook === undefined) throw absent(id);
  return webhook;
}

function absent({ name }: ResourceId): Error {
  return notFound('ResourceNotFound', `There is no webhook '${name}'.`);
}

function idOf({ target }: CollectionCall): ResourceId {
  const id = parseResourceId(target.under);
  if (id === undefined) throw notFound('NotFound', `There is nothing at '${target.under}'.`);
  return id;
}

function webhookType(): ResourceType {
  const type = findType(TYPE.toLowerCase());
  if (type === undefined) throw new Error(`${TYPE} is not registered.`);
  return type;
}
