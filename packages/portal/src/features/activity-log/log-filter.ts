import { allOf, hasWords, isOneOf } from '../../lib/odata.ts';
import { boundsOf, type TimeRange } from '../../lib/time-range.ts';

/** What narrows the log, by the names of the address. An empty list lets everything through. */
export const LOG_FILTERS = [
  'caller',
  'operation',
  'status',
  'category',
  'level',
  'resourceType',
  'resourceGroup',
  'correlationId',
] as const;

export type LogFilters = Readonly<Record<(typeof LOG_FILTERS)[number], readonly string[]>>;

/** What each is called in `$filter`. */
const FIELDS: Readonly<Record<keyof LogFilters, string>> = {
  caller: 'caller',
  operation: 'operationName',
  status: 'status',
  category: 'category',
  level: 'level',
  resourceType: 'resourceType',
  resourceGroup: 'resourceGroupName',
  correlationId: 'correlationId',
};

/** The `$filter` for what was chosen, and words that are part of the resource's id; undefined: everything. */
export function logFilter(filters: LogFilters, text: string): string | undefined {
  return allOf(
    ...LOG_FILTERS.map(name => isOneOf(FIELDS[name], filters[name])),
    hasWords('resourceId', text),
  );
}

/** The same of a range of time, at a moment. A span has no end: what happens meanwhile is in it. */
export function timeFilter(range: TimeRange, now: number): string {
  const { from, to } = boundsOf(range, now);
  const hasEnd = range.kind === 'custom' && range.to !== undefined;
  return hasEnd ? `eventTimestamp ge '${from}' and eventTimestamp lt '${to}'` : `eventTimestamp ge '${from}'`;
}
