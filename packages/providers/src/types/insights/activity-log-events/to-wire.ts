import type { ActivityEntry } from '@sluice/engine/model';
import type { JsonObject, JsonValue } from '@sluice/language';
import { isObject, objectAt, present } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';

/** Categories of entries, as `GET /providers/Microsoft.Insights/eventcategories` lists them. */
export const EVENT_CATEGORIES: readonly JsonObject[] = ['Administrative', 'Policy'].map(localized);

/** The fields of an event, and so what `$select` may name. */
export const EVENT_FIELDS = [
  'authorization',
  'caller',
  'category',
  'channels',
  'claims',
  'correlationId',
  'description',
  'eventDataId',
  'eventName',
  'eventTimestamp',
  'httpRequest',
  'id',
  'level',
  'operationId',
  'operationName',
  'properties',
  'resourceGroupName',
  'resourceId',
  'resourceProviderName',
  'resourceType',
  'status',
  'subStatus',
  'submissionTimestamp',
  'subscriptionId',
  'tenantId',
] as const;

/**
 * An entry of the log as EventData of the contract: flat, words as `{value, localizedValue}`, `properties` and `claims` maps of text.
 * Source: Microsoft.Insights 2015-04-01, ActivityLogs_List.
 */
export function toEventData(entry: ActivityEntry, tenantId: string): JsonObject {
  const { body, at, eventId, resourceId } = entry;
  return present({
    authorization: body['authorization'],
    caller: entry.caller,
    channels: 'Operation',
    claims: texts(objectAt(body, 'claims')),
    correlationId: entry.correlationId,
    description: body['description'] ?? '',
    eventDataId: eventId,
    eventName: word(body['eventName'] ?? { value: 'EndRequest', localizedValue: 'End request' }),
    category: localized(entry.category),
    httpRequest: body['httpRequest'],
    id: `${resourceId}/events/${eventId}/ticks/${ticksOf(at)}`,
    level: entry.level,
    resourceGroupName: entry.resourceGroup ?? undefined,
    resourceProviderName: localized(entry.resourceProvider),
    resourceId,
    resourceType: localized(entry.resourceType),
    operationId: body['operationId'] ?? entry.correlationId,
    operationName: localized(entry.operation),
    properties: texts(objectAt(body, 'properties')),
    status: localized(entry.status),
    subStatus: word(body['subStatus'] ?? ''),
    eventTimestamp: at,
    submissionTimestamp: body['submissionTimestamp'] ?? at,
    subscriptionId: entry.subscriptionId ?? undefined,
    tenantId,
  });
}

/**
 * The fields of `$select` (a comma list, names without case), in the contract's spelling; undefined when everything is asked for.
 * Throws 400 for a name that no event has.
 */
export function parseEventSelect(select: string | undefined): readonly string[] | undefined {
  const names = (select ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  if (names.length === 0) return undefined;
  return names.map(name => {
    const field = EVENT_FIELDS.find(candidate => candidate.toLowerCase() === name.toLowerCase());
    if (field) return field;
    throw refuse(
      'InvalidQueryParameter',
      `'${name}' is not a property of an event; $select may name ${EVENT_FIELDS.join(', ')}.`,
      '$select',
    );
  });
}

/** The chosen fields of an event. */
export function selectFields(event: JsonObject, fields: readonly string[] | undefined): JsonObject {
  return fields === undefined
    ? event
    : Object.fromEntries(Object.entries(event).filter(([name]) => fields.includes(name)));
}

function localized(value: string): JsonObject {
  return { value, localizedValue: value };
}

function word(value: JsonValue): JsonObject {
  return isObject(value) ? value : localized(typeof value === 'string' ? value : JSON.stringify(value));
}

/** The contract's maps hold text only: anything else becomes JSON text. */
function texts(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

/** Steps of 100 ns since the year 1: how the contract counts time in event ids. */
function ticksOf(at: string): string {
  return (BigInt(Date.parse(at)) * 10_000n + 621_355_968_000_000_000n).toString();
}
