import { allOf, hasWords, isOneOf } from '../../lib/odata.ts';

/** What narrows the events, by the names of the address. */
export const EVENT_FILTERS = ['state', 'action', 'assignment', 'resourceType', 'resourceGroup'] as const;

export type EventFilters = Readonly<Record<(typeof EVENT_FILTERS)[number], readonly string[]>>;

/** What each is called in `$filter`. */
export const EVENT_FIELDS: Readonly<Record<keyof EventFilters, string>> = {
  state: 'complianceState',
  action: 'policyDefinitionAction',
  assignment: 'policyAssignmentId',
  resourceType: 'resourceType',
  resourceGroup: 'resourceGroup',
};

/** The `$filter` for what was chosen, and words that are part of the resource's id; undefined: everything. */
export function eventFilter(filters: EventFilters, text: string): string | undefined {
  return allOf(
    ...EVENT_FILTERS.map(name => isOneOf(EVENT_FIELDS[name], filters[name])),
    hasWords('resourceId', text),
  );
}
