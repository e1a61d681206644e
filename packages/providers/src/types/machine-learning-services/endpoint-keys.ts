import type { JsonObject } from '@sluice/language';
import type { CompleteInput } from '../../resource-type.ts';

/** The two keys of a new endpoint: 64 hexadecimal digits each, from the caller's source of UUIDs. */
export function endpointKeys({ newId }: Pick<CompleteInput, 'newId'>): JsonObject {
  const key = () => (newId() + newId()).replaceAll('-', '');
  return { primaryKey: key(), secondaryKey: key() };
}
