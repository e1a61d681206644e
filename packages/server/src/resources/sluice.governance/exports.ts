import { badRequest, notFound } from '@sluice/arm/errors';
import type { ArmResponse } from '@sluice/arm/protocol';
import type { ItemCall, Route } from '../../arm/route.ts';
import { EVENT_COLUMNS, exportedEvents } from '../../export/activity-log.ts';
import { CONTENT_TYPES, EXPORT_FORMATS, type ExportFormat, writeExport } from '../../export/export-format.ts';
import { toTime } from '../../export/to-time.ts';
import { narrowing, requirePlace } from '../list-stored.ts';
import { READ_EVENTS } from '../microsoft.insights/activity-log.ts';

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

/** What is asked for: the part of it from `from` on and before `to` (ISO 8601). */
type Asked = { readonly format: ExportFormat; readonly from?: string; readonly to: string };

/** What can be exported, by its name in lower case. Each sees to access itself. */
const EXPORTS: ReadonlyMap<string, (call: ItemCall, asked: Asked) => Promise<AsyncIterable<Uint8Array>>> =
  new Map([['activitylog', exportActivityLog]]);

async function getExport(call: ItemCall): Promise<ArmResponse> {
  const { name } = call.target.id;
  const write = EXPORTS.get(name.toLowerCase());
  if (write === undefined)
    throw notFound('ResourceNotFound', `There is no export '${name}'. There is 'activityLog'.`);
  const asked = readAsked(call);
  return {
    status: 200,
    headers: {
      'content-type': CONTENT_TYPES[asked.format],
      'content-disposition': `attachment; filename="${name}.${asked.format}"`,
    },
    stream: await write(call, asked),
  };
}

/** As the list of events does: who may read the log at the scope, or in places below it, gets what he may read. */
async function exportActivityLog(
  call: ItemCall,
  { format, ...range }: Asked,
): Promise<AsyncIterable<Uint8Array>> {
  const { services, target } = call;
  const { scope, type, typeKey } = target.id;
  const place = {
    ...call,
    target: { kind: 'collection' as const, type, typeKey, under: scope.id, underScope: scope },
  };
  const isReadable = narrowing(place, READ_EVENTS);
  await requirePlace(place);
  const { subscriptionId } = scope;
  const pages = exportedEvents(services.storage, {
    ...range,
    tenantId: services.tenantId,
    isReadable,
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
  });
  return writeExport(format, EVENT_COLUMNS, pages);
}

function readAsked({ request, services }: ItemCall): Asked {
  const text = request.query.get('format') ?? 'ndjson';
  const format = EXPORT_FORMATS.find(each => each === text.toLowerCase());
  if (format === undefined)
    throw badRequest(
      'InvalidQueryParameter',
      `format is ${EXPORT_FORMATS.map(each => `'${each}'`).join(' or ')}, not '${text}'.`,
      'format',
    );
  const [from, to] = [readTime(request.query, 'from'), readTime(request.query, 'to')];
  return { format, to: to ?? services.now(), ...(from === undefined ? {} : { from }) };
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
