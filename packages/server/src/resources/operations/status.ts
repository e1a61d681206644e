import { notFound } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import { type ArmResponse, toOperationBody } from '@sluice/arm/protocol';
import { readOperation } from '../../arm/operations.ts';
import { requireAccess } from '../../arm/require-access.ts';
import type { ItemCall, Route } from '../../arm/route.ts';

/** What became of a write, for clients that ask. Access is that of the resource it was about. */
export const OPERATION_ROUTES: readonly Route[] = [
  {
    verb: 'GET',
    kind: 'item',
    type: '*/locations/operationStatuses',
    action: '*/locations/operationStatuses/read',
    access: 'self',
    handle: operationStatus,
  },
  {
    verb: 'GET',
    kind: 'item',
    type: '*/locations/operationResults',
    action: '*/locations/operationResults/read',
    access: 'self',
    handle: operationResult,
  },
];

/** A write that was answered is done, whatever happened to the resource afterwards. */
async function operationStatus(call: ItemCall): Promise<ArmResponse> {
  const { id, at } = await findOperation(call);
  const { name } = call.target.id;
  return {
    status: 200,
    body: toOperationBody({
      id,
      name,
      status: 'Succeeded',
      startTime: at,
      endTime: at,
      percentComplete: 100,
    }),
  };
}

/** 204 once what was to be deleted is gone; 202 as long as it is there. */
async function operationResult(call: ItemCall): Promise<ArmResponse> {
  const { isThere } = await findOperation(call);
  return isThere ? { status: 202, headers: { 'Retry-After': '1' } } : { status: 204 };
}

async function findOperation(call: ItemCall) {
  const { id } = call.target;
  const token = readOperation(id.name);
  const about = token === undefined ? undefined : parseResourceId(token.key);
  if (token === undefined || about === undefined) throw unknownOperation(id.name);
  requireAccess(call, `${about.type}/read`, about.id);
  const resource = await call.services.storage.resources.get(about.key);
  return { id: id.id, at: token.at, isThere: resource?.instanceId === token.instanceId };
}

function unknownOperation(name: string) {
  return notFound('OperationNotFound', `There is no operation '${name.slice(0, 64)}'.`);
}
