import { notFound } from '@sluice/arm/errors';
import type { ODataFilter } from '@sluice/arm/odata';
import { type ArmResponse, pageResponse } from '@sluice/arm/protocol';
import type { ActivityEntry } from '@sluice/engine/model';
import { EVENT_CATEGORIES, parseEventSelect, selectFields, toEventData } from '@sluice/providers/types';
import { StorageQueryProblem } from '@sluice/storage';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { invalidFilter, readFilter } from '../filter.ts';
import { narrowing, requirePlace } from '../list-stored.ts';
import { readAfter, readTop } from '../page.ts';

/** As Azure RBAC calls it. */
export const READ_EVENTS = 'Microsoft.Insights/eventtypes/values/Read';

/** The activity log of a subscription or of the tenant, newest first. */
export const ACTIVITY_LOG_ROUTES: readonly Route[] = [
  {
    verb: 'GET',
    kind: 'collection',
    type: 'Microsoft.Insights/eventtypes/values',
    action: READ_EVENTS,
    access: 'self',
    handle: listEvents,
  },
  {
    verb: 'GET',
    kind: 'collection',
    type: 'Microsoft.Insights/eventcategories',
    action: READ_EVENTS,
    access: 'anywhere',
    handle: ({ request }) => pageResponse(request, EVENT_CATEGORIES, undefined),
  },
];

async function listEvents(call: CollectionCall): Promise<ArmResponse> {
  const { request, services, target } = call;
  // The path names the kind of events (`eventtypes/management`); the scope is what stands before it.
  const { subscriptionId, resourceGroup, managementGroup } = target.underScope;
  if (resourceGroup !== undefined || managementGroup !== undefined) {
    throw notFound(
      'InvalidResourceType',
      'The activity log is that of a subscription or of the tenant; $filter narrows it.',
    );
  }
  const under = subscriptionId === undefined ? '' : `/subscriptions/${subscriptionId}`;
  const place = {
    ...target,
    under,
    underScope: { ...target.underScope, id: under, key: under.toLowerCase() },
  };
  const isReadable = narrowing({ ...call, target: place }, READ_EVENTS);
  if (subscriptionId !== undefined) await requirePlace({ ...call, target: place });
  const filter = readFilter(request.query);
  if (subscriptionId !== undefined && !hasStart(filter)) {
    throw invalidFilter("the activity log needs a start: eventTimestamp ge '2026-01-31T00:00:00Z'.");
  }
  const fields = parseEventSelect(request.query.get('$select'));
  const { items, next } = await readEntries(call, subscriptionId, filter, isReadable);
  const events = items.map(entry => selectFields(toEventData(entry, services.tenantId), fields));
  return pageResponse(request, events, next);
}

async function readEntries(
  { request, services }: CollectionCall,
  subscriptionId: string | undefined,
  filter: ODataFilter | undefined,
  isReadable: (key: string) => boolean,
): Promise<{ readonly items: readonly ActivityEntry[]; readonly next?: string }> {
  const top = readTop(request.query);
  const found: ActivityEntry[] = [];
  let after = readAfter(request.query);
  try {
    do {
      const page = await services.storage.activityLog.query({
        filter,
        top: top - found.length,
        ...(subscriptionId === undefined ? {} : { subscriptionId }),
        ...(after === undefined ? {} : { after }),
      });
      found.push(...page.items.filter(({ resourceId }) => isReadable(resourceId.toLowerCase())));
      after = page.next;
    } while (after !== undefined && found.length < top);
  } catch (error) {
    if (error instanceof StorageQueryProblem) throw invalidFilter(error.message);
    throw error;
  }
  return { items: found, ...(after === undefined ? {} : { next: after }) };
}

/** Whether a filter says from when on; only `and` may join it to the rest. */
function hasStart(filter: ODataFilter | undefined): boolean {
  if (filter?.kind === 'and') return filter.all.some(hasStart);
  if (filter?.kind !== 'comparison' || filter.left.kind !== 'property') return false;
  const { operator, left } = filter;
  return (
    left.path.toLowerCase() === 'eventtimestamp' &&
    (operator === 'ge' || operator === 'gt' || operator === 'eq')
  );
}
