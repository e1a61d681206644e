import type { JsonObject } from '@sluice/language';
import { objectAt } from '../../json-value.ts';
import type { CompleteInput } from '../../resource-type.ts';

/** The metadata of a policy object as sent, with who made and last changed it. What a client says of that itself does not count. */
export function stampMetadata(metadata: JsonObject, { stored, callerId, now }: CompleteInput): JsonObject {
  if (stored === undefined)
    return { ...metadata, createdBy: callerId, createdOn: now, updatedBy: null, updatedOn: null };
  const before = objectAt(objectAt(stored.body, 'properties'), 'metadata');
  const { createdBy = stored.systemData.createdBy, createdOn = stored.systemData.createdAt } = before;
  return { ...metadata, createdBy, createdOn, updatedBy: callerId, updatedOn: now };
}
