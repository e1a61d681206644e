import { badRequest } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { ArmResponse, JsonObject } from '@sluice/arm/protocol';
import { COMPLIANCE_RANK, type ComplianceCounts, compliancePercentage, trendStates } from '@sluice/engine';
import type { InsightsPlace } from '@sluice/storage';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { isObject } from '../../json-value.ts';
import { checkParameters } from '../known-parameters.ts';
import { requirePlace } from '../list-stored.ts';
import {
  type InsightsScope,
  readablePlaces,
  toInsightsScope,
} from '../microsoft.policy-insights/insights-place.ts';
import { queryActions } from '../microsoft.policy-insights/policy-states.ts';
import { TREND_INTERVALS, type TrendInterval, trendTimes } from './trend-times.ts';

const TYPE = 'Sluice.Governance/complianceTrend';
const ASSIGNMENT = 'microsoft.authorization/policyassignments';

/** What summaries would have said at the ends of the last days or hours, and say now. Who may ask for a summary at a scope may ask for this. */
export const GET_COMPLIANCE_TREND: Route = {
  verb: 'GET',
  kind: 'collection',
  type: TYPE,
  action: `${TYPE}/read`,
  access: 'self',
  handle: getTrend,
};

async function getTrend(call: CollectionCall): Promise<ArmResponse> {
  const { request, services, snapshot, target } = call;
  const place = toInsightsScope(snapshot, target.underScope);
  const under = readablePlaces(call, place.scope, queryActions('policyStates', 'summarize'));
  checkParameters(request.query, ['days', 'interval', 'policyAssignmentId']);
  const interval = readInterval(request.query);
  const policy = readPolicy(request.query, place);
  const now = services.now();
  const times = trendTimes(now, readDays(request.query, interval), interval);
  const counted = await services.storage.insights.stateTrend({
    under,
    times,
    ...(policy === undefined ? {} : { policy }),
  });
  if (counted.length === 0)
    await requirePlace({ ...call, target: { ...target, under: place.scope.id, underScope: place.scope } });
  const all = [...times, now];
  const counts = trendStates(counted, all.length);
  const first = counts.findIndex(each => sum(each) > 0);
  const forgotten = forgottenBefore(snapshot.settings, now);
  const value = all.map((at, index) => {
    const isKnown = first >= 0 && index >= first && at >= forgotten;
    return isKnown ? rowToWire(at, counts[index] ?? {}) : { at, ...NOTHING };
  });
  return { status: 200, body: { interval, value } };
}

/** Nothing was judged yet, or nobody knows any more: that is no number. */
const NOTHING: JsonObject = {
  compliantResources: null,
  nonCompliantResources: null,
  exemptResources: null,
  otherResources: null,
  judgedResources: null,
  percentCompliant: null,
};

function rowToWire(at: string, counts: ComplianceCounts): JsonObject {
  const { Compliant = 0, NonCompliant = 0, Exempt = 0 } = counts;
  const judged = sum(counts);
  return {
    at,
    compliantResources: Compliant,
    nonCompliantResources: NonCompliant,
    exemptResources: Exempt,
    otherResources: judged - Compliant - NonCompliant - Exempt,
    judgedResources: judged,
    percentCompliant: judged === 0 ? null : Math.round(compliancePercentage(counts) * 100) / 100,
  };
}

function sum(counts: ComplianceCounts): number {
  return COMPLIANCE_RANK.reduce((total, state) => total + (counts[state] ?? 0), 0);
}

/** States that ended before are not kept, so that what was then cannot be told. */
function forgottenBefore(settings: JsonObject | undefined, now: string): string {
  const kept = settings?.['retention'];
  const days = isObject(kept) ? kept['stateHistoryDays'] : undefined;
  return typeof days === 'number'
    ? new Date(Date.parse(now) - days * TREND_INTERVALS.P1D.ms).toISOString()
    : '';
}

type Query = ReadonlyMap<string, string>;

function readInterval(query: Query): TrendInterval {
  const text = query.get('interval') ?? 'P1D';
  const names = Object.keys(TREND_INTERVALS) as readonly TrendInterval[];
  const interval = names.find(name => name.toLowerCase() === text.toLowerCase());
  if (interval !== undefined) return interval;
  throw invalid(`'interval' is ${names.join(' or ')}, not '${text}'.`, 'interval');
}

function readDays(query: Query, interval: TrendInterval): number {
  const { days, mostDays } = TREND_INTERVALS[interval];
  const text = query.get('days');
  if (text === undefined) return days;
  const given = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (given >= 1 && given <= mostDays) return given;
  throw invalid(
    `'days' must be a whole number from 1 to ${mostDays} for ${interval}, not '${text}'.`,
    'days',
  );
}

/** The assignment that is asked about: that of the path, or that of the query. */
function readPolicy(query: Query, { policy }: InsightsScope): InsightsPlace['policy'] {
  const text = query.get('policyassignmentid');
  if (text === undefined) return policy;
  const id = parseResourceId(text.trim());
  if (id?.typeKey !== ASSIGNMENT)
    throw invalid(
      `'policyAssignmentId' must be the id of a policy assignment, not '${text}'.`,
      'policyAssignmentId',
    );
  if (policy !== undefined)
    throw invalid(
      "'policyAssignmentId' cannot be named where the path leads to a policy object.",
      'policyAssignmentId',
    );
  return { kind: 'assignment', keys: [id.key] };
}

function invalid(message: string, target: string) {
  return badRequest('InvalidQueryParameter', message, target);
}
