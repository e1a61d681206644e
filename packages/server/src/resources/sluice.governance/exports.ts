import { badRequest, notFound } from '@sluice/arm/errors';
import type { ScopeKind } from '@sluice/arm/ids';
import type { ArmResponse } from '@sluice/arm/protocol';
import type { ItemCall, Route } from '../../arm/route.ts';
import { EVENT_COLUMNS, exportedEvents } from '../../export/activity-log.ts';
import { beginPages } from '../../export/begin-pages.ts';
import { CONTENT_TYPES, EXPORT_FORMATS, type ExportFormat, writeExport } from '../../export/export-format.ts';
import { toTime } from '../../export/to-time.ts';
import { readFilter } from '../filter.ts';
import { narrowing, requirePlace } from '../list-stored.ts';
import { READ_EVENTS } from '../microsoft.insights/activity-log.ts';
import { exportInsights, type InsightsExportKind } from '../microsoft.policy-insights/export-insights.ts';
import { readablePlaces, toInsightsScope } from '../microsoft.policy-insights/insights-place.ts';
import { refusing } from '../microsoft.policy-insights/insights-query.ts';
import { queryActions } from '../microsoft.policy-insights/policy-states.ts';

const TYPE = 'Sluice.Governance/exports';

/** Everything of a kind as a file, however much there is. */
export const GET_EXPORT: Route = {
  verb: 'GET',
  kind: 'item',
  type: TYPE,
  action: `${TYPE}/read`,
  access: 'self',
  handle: getExport,
};

/** What is asked for. Times are ISO 8601. */
type Asked = { readonly format: ExportFormat; readonly from?: string; readonly to?: string };

type Export = {
  /** Where it can be asked for; undefined: everywhere. */
  readonly scopes?: readonly ScopeKind[];
  /** Sees to access itself. */
  write(call: ItemCall, asked: Asked): Promise<AsyncIterable<Uint8Array>>;
};

/** What can be exported. */
const EXPORTS: Readonly<Record<'activityLog' | InsightsExportKind, Export>> = {
  // As the list of events: entries of the log are found by their subscription.
  activityLog: { scopes: ['tenant', 'subscription'], write: exportActivityLog },
  policyStates: { write: (call, asked) => exportCompliance('policyStates', call, asked) },
  policyEvents: { write: (call, asked) => exportCompliance('policyEvents', call, asked) },
};

async function getExport(call: ItemCall): Promise<ArmResponse> {
  const { name, scope } = call.target.id;
  const [known, found] =
    Object.entries(EXPORTS).find(([each]) => each.toLowerCase() === name.toLowerCase()) ?? [];
  if (found === undefined) {
    const names = Object.keys(EXPORTS).map(each => `'${each}'`);
    throw notFound('ResourceNotFound', `There is no export '${name}'. There are ${names.join(', ')}.`);
  }
  if (found.scopes?.includes(scope.kind) === false)
    throw notFound(
      'ResourceNotFound',
      `There is no export '${known}' at '${scope.id}', but of ${found.scopes.join(' and ')}.`,
    );
  refuseOptions(call.request.query);
  const asked = readAsked(call);
  return {
    status: 200,
    headers: {
      'content-type': CONTENT_TYPES[asked.format],
      'content-disposition': `attachment; filename="${known}.${asked.format}"`,
    },
    stream: await found.write(call, asked),
  };
}

/** As the list of events does: who may read the log at the scope, or in places below it, gets what he may read. */
async function exportActivityLog(
  call: ItemCall,
  { format, from, to }: Asked,
): Promise<AsyncIterable<Uint8Array>> {
  const { request, services, target } = call;
  const { scope, type, typeKey } = target.id;
  const place = {
    ...call,
    target: { kind: 'collection' as const, type, typeKey, under: scope.id, underScope: scope },
  };
  const isReadable = narrowing(place, READ_EVENTS);
  await requirePlace(place);
  const { subscriptionId } = scope;
  const pages = exportedEvents(services.storage, {
    ...(from === undefined ? {} : { from }),
    to: to ?? services.now(),
    tenantId: services.tenantId,
    isReadable,
    filter: readFilter(request.query),
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
  });
  // The first page is read at once: what cannot be asked is refused before a file begins.
  const begun = await refusing(() => beginPages(pages));
  return writeExport(format, EVENT_COLUMNS, begun.pages);
}

/** Who may query gets what a query shows him, at every scope that there are queries of, and of the whole tenant. */
async function exportCompliance(
  kind: InsightsExportKind,
  call: ItemCall,
  asked: Asked,
): Promise<AsyncIterable<Uint8Array>> {
  const { request, services, snapshot, target } = call;
  const { storage, tenantId, snapshots, now } = services;
  const place = toInsightsScope(snapshot, target.id.scope);
  const under = readablePlaces(call, place.scope, queryActions(kind));
  if (kind === 'policyStates' && request.query.has('from'))
    throw badRequest(
      'InvalidQueryParameter',
      "An export of policyStates takes no from: it has the states that held at 'to', or hold now.",
      'from',
    );
  const filter = request.query.get('$filter');
  return exportInsights(
    { storage, tenantId, snapshot: snapshots.current },
    { ...asked, kind, target: place, under, now: now(), ...(filter === undefined ? {} : { filter }) },
  );
}

/** Options of lists and queries that would be expected to do something here; what to do instead. */
const REFUSED: Readonly<Record<string, string>> = {
  $from: "the time is given by 'from' and 'to'",
  $to: "the time is given by 'from' and 'to'",
  $top: 'it is everything there is',
  $skiptoken: 'it is everything there is',
  $orderby: 'rows have one order',
  $select: 'rows have all their fields',
  $expand: 'rows have all that there is of them',
  $apply: "'$filter' narrows it, and queries group",
};

function refuseOptions(query: ItemCall['request']['query']): void {
  for (const [name, instead] of Object.entries(REFUSED))
    if (query.has(name))
      throw badRequest('InvalidQueryParameter', `An export takes no ${name}: ${instead}.`, name);
}

function readAsked({ request }: ItemCall): Asked {
  const text = request.query.get('format') ?? 'ndjson';
  const format = EXPORT_FORMATS.find(each => each === text.toLowerCase());
  if (format === undefined)
    throw badRequest(
      'InvalidQueryParameter',
      `format is ${EXPORT_FORMATS.map(each => `'${each}'`).join(' or ')}, not '${text}'.`,
      'format',
    );
  const [from, to] = [readTime(request.query, 'from'), readTime(request.query, 'to')];
  return {
    format,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

function readTime(query: ReadonlyMap<string, string>, name: string): string | undefined {
  const text = query.get(name);
  if (text === undefined) return undefined;
  const time = toTime(text);
  if (time !== undefined) return time;
  throw badRequest(
    'InvalidQueryParameter',
    `${name} is a time such as 2026-01-31T08:00:00Z or a day such as 2026-01-31, not '${text}'.`,
    name,
  );
}
