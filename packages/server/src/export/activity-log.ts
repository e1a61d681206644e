import type { ODataFilter } from '@sluice/arm/odata';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import type { ActivityEntry } from '@sluice/engine/model';
import { EVENT_FIELDS, toEventData } from '@sluice/providers/types';
import type { Storage } from '@sluice/storage';
import { isObject, textAt } from '../json-value.ts';
import type { CsvColumn } from './csv.ts';
import { pagesOf } from './pages-of.ts';

/** Entries that are in memory at a time. */
const PAGE = 500;

export type LogExport = {
  readonly tenantId: string;
  readonly subscriptionId?: string;
  /** ISO 8601: from then on. */
  readonly from?: string;
  /** ISO 8601: before then. */
  readonly to: string;
  /** As that of a query of the log; undefined: everything. */
  readonly filter?: ODataFilter | undefined;
  /** Whether an entry about the resource (key) may be shown. */
  isReadable(key: string): boolean;
};

/** The activity log as events, oldest first, whole: each as a query of the log shows it. */
export async function* exportedEvents(
  storage: Pick<Storage, 'activityLog'>,
  { tenantId, isReadable, ...range }: LogExport,
): AsyncGenerator<readonly JsonObject[]> {
  const pages = pagesOf<ActivityEntry>(after => storage.activityLog.list({ ...range, ...after, top: PAGE }));
  for await (const entries of pages)
    yield entries
      .filter(({ resourceId }) => isReadable(resourceId.toLowerCase()))
      .map(entry => toEventData(entry, tenantId));
}

/** What people look for first, then everything else that an event has. */
const FIRST = ['eventTimestamp', 'eventDataId', 'category', 'operationName', 'status', 'level', 'caller'];

/** The fields of an event; words without their translation, maps as JSON. */
export const EVENT_COLUMNS: readonly CsvColumn<JsonObject>[] = [
  ...FIRST,
  ...EVENT_FIELDS.filter(name => !FIRST.includes(name)),
].map(name => ({ name, read: event => wordOf(event[name]) }));

function wordOf(value: JsonValue | undefined): unknown {
  return isObject(value) ? (textAt(value, 'localizedValue') === undefined ? value : value['value']) : value;
}
