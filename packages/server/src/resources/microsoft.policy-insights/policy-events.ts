import type { ArmResponse } from '@sluice/arm/protocol';
import type { EventRow, EventsPlace } from '@sluice/storage';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { COMPONENT_EVENT_FIELDS, EVENT_FIELDS } from './fields.ts';
import { readablePlaces, readInsightsTarget } from './insights-place.ts';
import { filtersOf, isGrouped, readInsightsPage, readInsightsQuery, windowOf } from './insights-query.ts';
import { queryActions } from './policy-states.ts';
import { expander, queryResults, rowFacts, selectColumns } from './query-results.ts';
import { eventToWire } from './row-to-wire.ts';

const EVENTS = 'Microsoft.PolicyInsights/policyEvents';

/** What rules said of requests, refused ones too; newest first. Seen by whom states are. */
export const POLICY_EVENT_ROUTES: readonly Route[] = [
  {
    verb: 'POST',
    kind: 'collection',
    type: `${EVENTS}/queryResults`,
    action: `${EVENTS}/queryResults/action`,
    access: 'self',
    handle: queryEvents,
  },
];

async function queryEvents(call: CollectionCall): Promise<ArmResponse> {
  const { request, services } = call;
  const { insights } = services.storage;
  const target = readInsightsTarget(call, ['default']);
  const under = readablePlaces(call, target.scope, queryActions('policyEvents'));
  const query = readInsightsQuery(request.query, EVENT_FIELDS);
  const window = windowOf(query, services.now());
  const place: EventsPlace = {
    under,
    ...window,
    filters: filtersOf(query),
    ...(target.policy === undefined ? {} : { policy: target.policy }),
  };
  const { orderBy = [], apply = [], top } = query;
  const select = selectColumns(query);
  const pinned = { $from: window.from, $to: window.to };

  if (isGrouped(apply)) {
    const page = await readInsightsPage(request, top, pinned, paging =>
      insights.appliedEvents({ ...place, ...paging, apply, orderBy }),
    );
    return queryResults(call, 'policyEvents', target, { ...page, rows: page.rows.map(row => select(row)) });
  }
  const expand = expander(query.expand, COMPONENT_EVENT_FIELDS, (result, row) => ({
    id: result.componentId ?? '',
    type: result.componentType ?? '',
    name: result.componentName ?? '',
    timestamp: row.timestamp,
    tenantId: services.tenantId,
    principalOid: 'principalId' in row ? (row.principalId ?? '') : '',
    policyDefinitionAction: result.effect,
    complianceState: result.complianceState,
  }));
  const page = await readInsightsPage<EventRow>(request, top, pinned, paging =>
    insights.events({ ...place, ...paging, orderBy }),
  );
  const facts = await rowFacts({ snapshot: call.snapshot, storage: services.storage }, page.rows, false);
  const rows = page.rows.map(row => ({
    ...select(eventToWire(row, facts(row), services.tenantId)),
    ...expand(row),
  }));
  return queryResults(call, 'policyEvents', target, { ...page, rows });
}
