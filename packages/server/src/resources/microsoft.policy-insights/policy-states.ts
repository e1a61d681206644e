import type { InsightsQuery } from '@sluice/arm/odata';
import type { ArmResponse } from '@sluice/arm/protocol';
import type { StateRow, StatesPlace } from '@sluice/storage';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { COMPONENT_FIELDS, COMPONENT_STATE_FIELDS, STATE_FIELDS } from './fields.ts';
import { readablePlaces, readInsightsTarget } from './insights-place.ts';
import { filtersOf, isGrouped, readInsightsPage, readInsightsQuery, windowOf } from './insights-query.ts';
import { expander, queryResults, rowFacts, selectColumns } from './query-results.ts';
import { componentStateToWire, componentToWire, stateToWire } from './row-to-wire.ts';

const STATES = 'Microsoft.PolicyInsights/policyStates';
const COMPONENTS = 'Microsoft.PolicyInsights/componentPolicyStates';

/** The decision that let the resource be as it is: of the present, and only where `$select` asks for it. */
const DECISION = 'decisionId';

/**
 * States of resources and of components of them, as they are, as they were, and as they changed. Who may query at a scope sees what is there
 * and below; who may not, what is at the scopes below where he may.
 */
export const POLICY_STATE_ROUTES: readonly Route[] = [
  {
    verb: 'POST',
    kind: 'collection',
    type: `${STATES}/queryResults`,
    action: `${STATES}/queryResults/action`,
    access: 'self',
    handle: call =>
      queryStates(call, {
        entity: 'policyStates',
        sets: ['latest', 'default'],
        subject: 'resources',
        fields: [...STATE_FIELDS, DECISION],
        toWire: stateToWire,
      }),
  },
  {
    verb: 'POST',
    kind: 'collection',
    type: `${COMPONENTS}/queryResults`,
    action: `${COMPONENTS}/queryResults/action`,
    access: 'self',
    handle: call =>
      queryStates(call, {
        entity: 'componentPolicyStates',
        sets: ['latest'],
        subject: 'components',
        fields: [...COMPONENT_STATE_FIELDS, DECISION],
        toWire: componentStateToWire,
      }),
  },
];

type Kind = Pick<StatesPlace, 'subject'> & {
  readonly entity: string;
  readonly sets: readonly string[];
  readonly fields: readonly string[];
  readonly toWire: typeof stateToWire;
};

async function queryStates(
  call: CollectionCall,
  { entity, sets, subject, fields, toWire }: Kind,
): Promise<ArmResponse> {
  const { request, services } = call;
  const { insights } = services.storage;
  const target = readInsightsTarget(call, sets);
  const under = readablePlaces(call, target.scope, queryActions(entity));
  const query = readInsightsQuery(request.query, fields);
  const period = periodOf(target.set, query, services.now());
  const place: StatesPlace = {
    under,
    period,
    subject,
    filters: filtersOf(query),
    ...(target.policy === undefined ? {} : { policy: target.policy }),
  };
  const { orderBy = [], apply = [], top } = query;
  const select = selectColumns(query);
  // The next page is of the same times, whenever it is asked for.
  const pinned = period.kind === 'within' ? { $from: period.from, $to: period.to } : {};

  if (isGrouped(apply)) {
    const page = await readInsightsPage(request, top, pinned, paging =>
      insights.appliedStates({ ...place, ...paging, apply, orderBy }),
    );
    return queryResults(call, entity, target, { ...page, rows: page.rows.map(row => select(row)) });
  }
  const expand = expander(query.expand, COMPONENT_FIELDS, (result, row) =>
    componentToWire(result, row.timestamp),
  );
  const page = await readInsightsPage<StateRow>(request, top, pinned, paging =>
    insights.states({ ...place, ...paging, orderBy }),
  );
  const isNow = period.kind === 'now';
  const facts = await rowFacts({ snapshot: call.snapshot, storage: services.storage }, page.rows, isNow);
  const keys = isNow && wantsDecision(query) ? [...new Set(page.rows.map(row => row.resourceKey))] : [];
  const decisions = keys.length === 0 ? new Map<string, string>() : await insights.decisionsOf(keys);
  const rows = page.rows.map(row => {
    const decisionId = decisions.get(row.resourceKey);
    const wire = { ...toWire(row, facts(row)), ...(decisionId === undefined ? {} : { decisionId }) };
    return { ...select(wire), ...expand(row) };
  });
  return queryResults(call, entity, target, { ...page, rows });
}

function wantsDecision({ select = [] }: InsightsQuery): boolean {
  return select.some(({ path }) => path.toLowerCase() === DECISION.toLowerCase());
}

/** Azure has both: what reading suffices for, readers may do by POST. */
export function queryActions(entity: string, verb = 'queryResults'): readonly string[] {
  const operation = `Microsoft.PolicyInsights/${entity}/${verb}`;
  return [`${operation}/action`, `${operation}/read`];
}

/** `latest`: what holds, or held at `$to`, however long it has; `default`: what held at any time of the window. */
export function periodOf(
  set: string,
  query: Pick<InsightsQuery, 'from' | 'to'>,
  now: string,
): StatesPlace['period'] {
  if (set === 'default') return { kind: 'within', ...windowOf(query, now) };
  const { to } = query;
  return to === undefined || Date.parse(to) >= Date.parse(now) ? { kind: 'now' } : { kind: 'at', at: to };
}
