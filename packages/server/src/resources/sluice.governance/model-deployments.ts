import { badRequest } from '@sluice/arm/errors';
import { type ArmResponse, pageResponse } from '@sluice/arm/protocol';
import { readSearch } from '@sluice/arm/words';
import { isWithin } from '@sluice/engine';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { type ListedDeployment, listDeployments } from '../../catalog/list-deployments.ts';
import {
  DEPLOYMENT_KIND_NAMES,
  deploymentToWire,
  modelIdOf,
  stateOf,
} from '../../catalog/model-deployment.ts';
import { textAt } from '../../json-value.ts';
import { readableKeys } from '../../write/access.ts';
import { createFilter, type FilterWords } from '../filter.ts';
import { checkParameters } from '../known-parameters.ts';
import { placesOf } from '../microsoft.policy-insights/insights-place.ts';
import { queryActions } from '../microsoft.policy-insights/policy-states.ts';
import { readAfter, readTop } from '../page.ts';

const TYPE = 'Sluice.Governance/modelDeployments';

/** What runs a model at and below a scope. Who may read none of it gets none. */
export const LIST_MODEL_DEPLOYMENTS: Route = {
  verb: 'GET',
  kind: 'collection',
  type: TYPE,
  action: `${TYPE}/read`,
  access: 'self',
  handle: listModelDeployments,
};

async function listModelDeployments(call: CollectionCall): Promise<ArmResponse> {
  const { request, snapshot, services } = call;
  checkParameters(request.query, ['$filter', '$top', '$skiptoken', 'search']);
  const keysOf = keysByAction(call);
  const readable = new Map(Object.keys(DEPLOYMENT_KIND_NAMES).map(type => [type, keysOf(`${type}/read`)]));
  const known = queryActions('policyStates').flatMap(keysOf);
  const { items, next } = await listDeployments(snapshot, services.storage, {
    places: withoutInner([...readable.values()].flat()),
    isReadable: (type, key) => isWithin(readable.get(type.toLowerCase()) ?? [], key),
    mayKnowStates: key => isWithin(known, key),
    fits: createFilter(request.query, WORDS),
    words: readWords(request.query.get('search') ?? ''),
    top: readTop(request.query),
    after: readAfter(request.query),
  });
  return pageResponse(
    request,
    items.map(item => deploymentToWire(item, item.compliance)),
    next,
  );
}

const WORDS: FilterWords<ListedDeployment> = {
  properties: {
    name: ({ resource }) => resource.name,
    kind: ({ kind }) => kind,
    resourcetype: ({ resource }) => resource.type,
    parentid: ({ parentId }) => parentId,
    endpointid: ({ endpointId }) => endpointId,
    assetid: ({ model }) => textAt(model, 'assetId'),
    modelid: deployment => modelIdOf(deployment),
    registry: ({ model }) => textAt(model, 'registryName'),
    publisher: ({ model }) => textAt(model, 'publisher'),
    compliancestate: ({ compliance }) => compliance && stateOf(compliance),
  },
};

/** Where at and below the target the caller may do an action. */
function keysByAction({
  snapshot,
  services,
  caller,
  target,
}: CollectionCall): (action: string) => readonly string[] {
  const places = placesOf(snapshot, services.tenantId, target.underScope);
  return action =>
    readableKeys(snapshot, services.tenantId, caller, action).flatMap(key =>
      places.flatMap(place => (isWithin([place], key) ? [key] : isWithin([key], place) ? [place] : [])),
    );
}

/** Each once, in their order, without those that are below another. */
function withoutInner(keys: readonly string[]): readonly string[] {
  const all = [...new Set(keys)].sort();
  return all.filter(key => !all.some(other => other !== key && isWithin([other], key)));
}

function readWords(text: string): readonly string[] {
  const search = readSearch(text);
  if (search.words !== undefined) return search.words;
  throw badRequest('InvalidQueryParameter', `'search' ${search.problem}.`, 'search');
}
