import type { JsonObject } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';
import type { DeadLetter, DeliveryStatus, EventName } from '@sluice/storage';

/** How deliveries of a webhook go, as its GET shows it. */
export function statusToWire(status: DeliveryStatus): JsonObject {
  return {
    delivered: status.delivered,
    lastDeliveredOn: status.lastDeliveredOn,
    waiting: status.waiting,
    deadLettered: status.deadLettered,
    failingSince: status.failingSince,
    lastError: status.lastError,
  };
}

export function deadLetterToWire({ id }: Pick<Resource, 'id'>): (letter: DeadLetter) => JsonObject {
  return letter => {
    const name = writeEventName(letter);
    return {
      id: `${id}/deadLetters/${name}`,
      name,
      type: 'Sluice.Governance/webhooks/deadLetters',
      properties: {
        reason: letter.reason,
        attempts: letter.attempts,
        createdOn: letter.createdOn,
        deadOn: letter.deadOn,
        event: JSON.parse(letter.event),
      },
    };
  };
}

/** The `id` that an event has. */
export function writeEventName({ seq, number }: EventName): string {
  return `${seq}-${number}`;
}

export function readEventName(text: string): EventName | undefined {
  const [, seq, number] = /^(\d{1,15})-(\d{1,9})$/.exec(text) ?? [];
  return seq === undefined ? undefined : { seq: Number(seq), number: Number(number) };
}
