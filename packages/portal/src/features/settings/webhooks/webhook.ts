import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { listAt, numberAt, objectAt, textAt } from '../../../lib/json.ts';

/** Somebody who is told of what becomes so. */
export type Webhook = {
  readonly id: string;
  readonly name: string;
  readonly endpointUrl: string;
  readonly isEnabled: boolean;
  /** Empty: all, also those that later versions bring. */
  readonly eventTypes: readonly string[];
  readonly filter: WebhookFilter;
  readonly delivery: Delivery;
};

/** Which events of its types it is told; what is empty lets everything through. */
export type WebhookFilter = {
  readonly scope: string;
  readonly assignmentIds: readonly string[];
  readonly complianceStates: readonly string[];
};

/** How its deliveries go. */
export type Delivery = {
  readonly delivered: number;
  readonly lastDeliveredOn: string | undefined;
  readonly waiting: number;
  readonly deadLettered: number;
  /** Since then every attempt has failed. */
  readonly failingSince: string | undefined;
  readonly lastError: string | undefined;
};

/** Something that could not be delivered. */
export type DeadLetter = {
  /** The id of the event. */
  readonly name: string;
  readonly eventType: string;
  readonly subject: string;
  readonly reason: string;
  readonly attempts: number;
  readonly createdOn: string | undefined;
  readonly deadOn: string | undefined;
  readonly event: JsonObject;
};

export function readWebhook(body: JsonValue | undefined): Webhook {
  const properties = objectAt(body, 'properties');
  const filter = objectAt(properties, 'filter');
  const status = objectAt(properties, 'deliveryStatus');
  return {
    id: textAt(body, 'id') ?? '',
    name: textAt(body, 'name') ?? '',
    endpointUrl: textAt(properties, 'endpointUrl') ?? '',
    isEnabled: properties['enabled'] !== false,
    eventTypes: textsAt(properties, 'eventTypes'),
    filter: {
      scope: textAt(filter, 'scope') ?? '',
      assignmentIds: textsAt(filter, 'assignmentIds'),
      complianceStates: textsAt(filter, 'complianceStates'),
    },
    delivery: {
      delivered: numberAt(status, 'delivered') ?? 0,
      lastDeliveredOn: textAt(status, 'lastDeliveredOn'),
      waiting: numberAt(status, 'waiting') ?? 0,
      deadLettered: numberAt(status, 'deadLettered') ?? 0,
      failingSince: textAt(status, 'failingSince'),
      lastError: textAt(status, 'lastError'),
    },
  };
}

export function readDeadLetter(body: JsonObject): DeadLetter {
  const properties = objectAt(body, 'properties');
  const event = objectAt(properties, 'event');
  return {
    name: textAt(body, 'name') ?? '',
    eventType: textAt(event, 'type') ?? '',
    subject: textAt(event, 'subject') ?? '',
    reason: textAt(properties, 'reason') ?? '',
    attempts: numberAt(properties, 'attempts') ?? 0,
    createdOn: textAt(properties, 'createdOn'),
    deadOn: textAt(properties, 'deadOn'),
    event,
  };
}

/** What is sent to have a webhook so. */
export function writeWebhook({
  endpointUrl,
  isEnabled,
  eventTypes,
  filter,
}: Pick<Webhook, 'endpointUrl' | 'isEnabled' | 'eventTypes' | 'filter'>): JsonObject {
  const { scope, assignmentIds, complianceStates } = filter;
  const narrowed = {
    ...(scope === '' ? {} : { scope }),
    ...(assignmentIds.length === 0 ? {} : { assignmentIds }),
    ...(complianceStates.length === 0 ? {} : { complianceStates }),
  };
  return {
    properties: {
      endpointUrl,
      enabled: isEnabled,
      ...(eventTypes.length === 0 ? {} : { eventTypes }),
      ...(Object.keys(narrowed).length === 0 ? {} : { filter: narrowed }),
    },
  };
}

function textsAt(value: JsonValue, name: string): readonly string[] {
  return listAt(value, name).filter(each => typeof each === 'string');
}
