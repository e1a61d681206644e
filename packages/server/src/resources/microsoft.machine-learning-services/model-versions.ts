import { badRequest } from '@sluice/arm/errors';
import { type ArmResponse, pageResponse } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';
import { versionNumberOf } from '@sluice/providers/models';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { listAll, listStored } from '../list-stored.ts';
import { pageOf } from '../page.ts';
import { registeredType } from '../registered-type.ts';
import { showResource } from '../show-resource.ts';

const ML = 'Microsoft.MachineLearningServices';

/** Versions of a model in the order that a client asks for: azure-ai-ml finds the newest one as the first by `createdtime desc`. */
export const MODEL_VERSION_ROUTES: readonly Route[] = [
  `${ML}/registries/models/versions`,
  `${ML}/workspaces/models/versions`,
].map(type => ({
  verb: 'GET',
  kind: 'collection',
  type,
  action: `${type}/read`,
  access: 'self',
  handle: listVersions,
}));

async function listVersions(call: CollectionCall): Promise<ArmResponse> {
  const { request, target } = call;
  const type = registeredType(target.type);
  const order = readOrder(request.query.get('$orderby') ?? '');
  const { items, next } =
    order === undefined
      ? await listStored(call, type)
      : pageOf([...(await listAll(call, type))].sort(order), request.query);
  return pageResponse(
    request,
    items.map(resource => showResource(call, type, resource)),
    next,
  );
}

type Order = (one: Resource, other: Resource) => number;

function readOrder(text: string): Order | undefined {
  const [property = '', direction = 'asc'] = text.trim().toLowerCase().split(/\s+/);
  if (property === '') return undefined;
  if (!['createdtime', 'modifiedtime'].includes(property) || !['asc', 'desc'].includes(direction)) {
    const message = `$orderBy takes createdtime or modifiedtime, with asc or desc; not '${text.slice(0, 64)}'.`;
    throw badRequest('InvalidQueryParameter', message, '$orderBy');
  }
  const timeOf = ({ systemData }: Resource) =>
    Date.parse(property === 'createdtime' ? systemData.createdAt : systemData.lastModifiedAt);
  const upwards: Order = (one, other) =>
    timeOf(one) - timeOf(other) || (versionNumberOf(one.name) ?? 0) - (versionNumberOf(other.name) ?? 0);
  return direction === 'asc' ? upwards : (one, other) => upwards(other, one);
}
