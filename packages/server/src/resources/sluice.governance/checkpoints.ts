import { notFound } from '@sluice/arm/errors';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import type { LogBatch } from '@sluice/engine/model';
import { StorageQueryProblem } from '@sluice/storage';
import type { CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { readLogKey } from '../../ledger/log-key.ts';
import { formatNoteKey } from '../../ledger/signed-note.ts';
import { invalidSkipToken, readAfter, readTop } from '../page.ts';

const TYPE = 'Sluice.Governance/checkpoints';
const READ = `${TYPE}/read`;

/**
 * The batches of the activity log, each with the checkpoint that was signed when it was sealed: by number, or `latest`. What they hold is
 * no entry, so who may read them need not be allowed to read the log.
 */
export const CHECKPOINT_ROUTES: readonly Route[] = [
  { verb: 'GET', kind: 'item', type: TYPE, action: READ, access: 'target', handle: getCheckpoint },
  { verb: 'GET', kind: 'collection', type: TYPE, action: READ, access: 'target', handle: listCheckpoints },
];

async function getCheckpoint({ services, target }: ItemCall): Promise<ArmResponse> {
  const { name } = target.id;
  const batch = await findBatch(services.storage, name.toLowerCase());
  if (batch === undefined)
    throw notFound(
      'ResourceNotFound',
      `There is no checkpoint '${name}': it is 'latest' or the number of a batch.`,
    );
  return { status: 200, body: toWire(batch, await shownKey(services.storage)) };
}

async function listCheckpoints({ request, services }: CollectionCall): Promise<ArmResponse> {
  const after = readAfter(request.query);
  try {
    const { items, next } = await services.storage.ledger.batches({
      top: readTop(request.query),
      ...(after === undefined ? {} : { after }),
    });
    const key = await shownKey(services.storage);
    return pageResponse(
      request,
      items.map(batch => toWire(batch, key)),
      next,
    );
  } catch (error) {
    if (error instanceof StorageQueryProblem) throw invalidSkipToken();
    throw error;
  }
}

type Storage = ItemCall['services']['storage'];

async function findBatch({ ledger }: Storage, name: string): Promise<LogBatch | undefined> {
  if (name === 'latest') return ledger.batch();
  return NUMBER.test(name) ? ledger.batch(Number(name)) : undefined;
}

const NUMBER = /^[1-9]\d{0,14}$/;

async function shownKey(storage: Storage): Promise<string | undefined> {
  const key = await readLogKey(storage);
  return key && formatNoteKey(key);
}

function toWire({ checkpoint, prunedAt, ...header }: LogBatch, key: string | undefined): JsonObject {
  const name = String(header.number);
  return {
    id: `/providers/${TYPE}/${name}`,
    name,
    type: TYPE,
    properties: { ...header, prunedAt, checkpoint, ...(key !== undefined && { key }) },
  };
}
