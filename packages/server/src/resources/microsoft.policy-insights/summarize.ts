import { badRequest } from '@sluice/arm/errors';
import type { ArmResponse } from '@sluice/arm/protocol';
import { summarizeStates } from '@sluice/engine';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { STATE_FIELDS } from './fields.ts';
import { readablePlaces, readInsightsTarget, requireInsightsPlace } from './insights-place.ts';
import { filtersOf, readInsightsQuery, refusing } from './insights-query.ts';
import { periodOf, queryActions } from './policy-states.ts';
import { metadataUrl } from './query-results.ts';
import { summaryToWire } from './summary-to-wire.ts';

const STATES = 'Microsoft.PolicyInsights/policyStates';

/** What the states at a place come to. */
export const SUMMARIZE_STATES: Route = {
  verb: 'POST',
  kind: 'collection',
  type: `${STATES}/summarize`,
  action: `${STATES}/summarize/action`,
  access: 'self',
  handle: summarize,
};

async function summarize(call: CollectionCall): Promise<ArmResponse> {
  const { request, services } = call;
  const target = readInsightsTarget(call, ['latest']);
  const under = readablePlaces(call, target.scope, queryActions('policyStates', 'summarize'));
  const top = readAssignmentTop(request.query);
  const options = new Map([...request.query].filter(([name]) => name !== '$top'));
  const query = readInsightsQuery(options, STATE_FIELDS);
  const period = periodOf('latest', query, services.now());
  const counts = await refusing(() =>
    services.storage.insights.countStates({
      under,
      period,
      filters: filtersOf(query),
      ...(target.policy === undefined ? {} : { policy: target.policy }),
    }),
  );
  if (counts.length === 0) await requireInsightsPlace(call, target);
  const context = metadataUrl(call, 'policyStates', target, 'summary');
  const summary = summaryToWire(request, target.under, summarizeStates(counts), top);
  return {
    status: 200,
    body: {
      '@odata.context': context,
      '@odata.count': 1,
      value: [{ '@odata.id': null, '@odata.context': `${context}/$entity`, ...summary }],
    },
  };
}

/** How many assignments are told; none is a number as well. */
function readAssignmentTop(query: ReadonlyMap<string, string>): number {
  const text = query.get('$top');
  if (text === undefined || text.trim() === '') return Number.POSITIVE_INFINITY;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text);
  throw badRequest('InvalidQueryParameter', `$top must be a whole number from 0 on, not '${text}'.`, '$top');
}
