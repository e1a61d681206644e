import type { ActivityEntry } from '@sluice/engine/model';

/** A column of the log that a filter may name. `time`: compared as an instant; `text`: compared without case. */
export type FilterField = {
  readonly column: Exclude<keyof ActivityEntry, 'body'>;
  readonly kind: 'time' | 'text';
};

/** What `$filter` of the activity log may name, by its name in lower case. `resourceUri` is the contract's word for the resource id. */
export const ACTIVITY_LOG_FIELDS: Readonly<Record<string, FilterField>> = {
  eventtimestamp: { column: 'at', kind: 'time' },
  resourcegroupname: { column: 'resourceGroup', kind: 'text' },
  resourcegroup: { column: 'resourceGroup', kind: 'text' },
  resourceuri: { column: 'resourceId', kind: 'text' },
  resourceid: { column: 'resourceId', kind: 'text' },
  resourceprovider: { column: 'resourceProvider', kind: 'text' },
  resourceprovidername: { column: 'resourceProvider', kind: 'text' },
  resourcetype: { column: 'resourceType', kind: 'text' },
  correlationid: { column: 'correlationId', kind: 'text' },
  caller: { column: 'caller', kind: 'text' },
  status: { column: 'status', kind: 'text' },
  level: { column: 'level', kind: 'text' },
  category: { column: 'category', kind: 'text' },
  operationname: { column: 'operation', kind: 'text' },
  eventdataid: { column: 'eventId', kind: 'text' },
};
