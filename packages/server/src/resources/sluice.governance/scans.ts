import { notFound } from '@sluice/arm/errors';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import type { Scan } from '@sluice/storage';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { mayAct } from '../../write/access.ts';
import { readAfter, readTop } from '../page.ts';

export const SCAN_TYPE = 'Sluice.Governance/scans';
const READ = `${SCAN_TYPE}/read`;

/** How far the judging of existing resources has got that a change, or somebody, asked for. Seen by who may see it where it was asked for. */
export const SCAN_ROUTES: readonly Route[] = [
  { verb: 'GET', kind: 'item', type: SCAN_TYPE, action: READ, access: 'self', handle: getScan },
  { verb: 'GET', kind: 'collection', type: SCAN_TYPE, action: READ, access: 'self', handle: listScans },
];

async function getScan(call: ItemCall): Promise<ArmResponse> {
  const { name } = call.target.id;
  const scan = await call.services.storage.scans.get(name.toLowerCase());
  if (scan === undefined || !mayRead(call, scan))
    throw notFound('ResourceNotFound', `There is no scan '${name.slice(0, 64)}'.`);
  return { status: 200, body: toWire(scan) };
}

/** Newest first. */
async function listScans(call: CollectionCall): Promise<ArmResponse> {
  const { request, services } = call;
  const top = readTop(request.query);
  const found: Scan[] = [];
  let after = readAfter(request.query);
  do {
    const page = await services.storage.scans.list({
      top: top - found.length,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items.filter(scan => mayRead(call, scan)));
    after = page.next;
  } while (after !== undefined && found.length < top);
  return pageResponse(request, found.map(toWire), after);
}

function mayRead({ snapshot, services, caller }: Call, { scopeKey }: Scan): boolean {
  return mayAct(snapshot, services.tenantId, caller, READ, scopeKey);
}

function toWire(scan: Scan): JsonObject {
  const { id, scopeKey, reason, status, askedAt, startedAt, endedAt, error, total, judged } = scan;
  return {
    id: `/providers/${SCAN_TYPE}/${id}`,
    name: id,
    type: SCAN_TYPE,
    properties: {
      scope: scopeKey === '' ? '/' : scopeKey,
      reason,
      status,
      requestedOn: askedAt,
      ...(startedAt === null ? {} : { startedOn: startedAt }),
      ...(endedAt === null ? {} : { endedOn: endedAt }),
      ...(total === null ? {} : { resources: total }),
      judgedResources: judged,
      ...(error === null ? {} : { error: { code: 'ScanFailed', message: error } }),
    },
  };
}
