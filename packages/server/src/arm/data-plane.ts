import { notFound } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { ArmRequest, ArmResponse, JsonObject } from '@sluice/arm/protocol';
import { registryOf } from '@sluice/providers/models';
import { isObject } from '../json-value.ts';
import { mayAct } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';
import type { Dispatch } from './dispatch.ts';
import type { Services } from './route.ts';

const FRONT = /^\/mferp\/managementfrontend(?=\/)/i;
const DISCOVERY = /^\/registrymanagement\/v1\.0\/registries\/([^/]+)\/discovery$/i;
const MODEL = /\/registries\/([^/]+)\/(models\/[^/]+(?:\/versions\/[^/]+)?)$/i;
const DATA_PLANE_VERSION = /-dataplanepreview$/i;
const READ = 'Microsoft.MachineLearningServices/registries/read';

/**
 * The data plane of Azure Machine Learning as far as its clients need it to find models of registries: they ask where a registry is, then
 * read its models there by ARM's own paths behind a prefix. Everything else goes to `dispatch` as it is.
 */
export function withDataPlane(
  dispatch: Dispatch,
  services: Pick<Services, 'snapshots' | 'tenantId'>,
): Dispatch {
  return async (request, caller) => {
    const registry = DISCOVERY.exec(request.path)?.[1];
    if (registry !== undefined) return discover(registry, request, caller);
    if (!FRONT.test(request.path)) return dispatch(request, caller);
    const answer = await dispatch(behindFront(request), caller);
    return { ...answer, ...(isObject(answer.body) ? { body: withAssetIds(answer.body) } : {}) };
  };

  async function discover(name: string, { baseUrl }: ArmRequest, caller: Caller): Promise<ArmResponse> {
    const { snapshots, tenantId } = services;
    const key =
      registryOf(name, snapshots.current().facts) ?? registryOf(name, (await snapshots.follow()).facts);
    const id = key === undefined ? undefined : parseResourceId(key);
    // Whether there is one, and where, is told to those alone who may read it: to anybody else it is as if there were none.
    if (id === undefined || !mayAct(snapshots.current(), tenantId, caller, READ, id.id))
      throw notFound('ResourceNotFound', `There is no registry '${name}'.`);
    return {
      status: 200,
      body: {
        registryName: id.name,
        subscriptionId: id.scope.subscriptionId ?? '',
        resourceGroup: id.scope.resourceGroup ?? '',
        primaryRegionResourceProviderUri: `${baseUrl}/`,
        primaryRegion: 'global',
        regions: ['global'],
      },
    };
  }
}

/** The same request as ARM has it. */
function behindFront(request: ArmRequest): ArmRequest {
  const version = request.query.get('api-version') ?? '';
  return {
    ...request,
    path: request.path.replace(FRONT, ''),
    query: new Map([...request.query, ['api-version', version.replace(DATA_PLANE_VERSION, '-preview')]]),
  };
}

/** Models of registries go by their asset ids there, whether one or many are shown. */
function withAssetIds(body: JsonObject): JsonObject {
  const { id, value } = body;
  return {
    ...body,
    ...(typeof id === 'string' ? { id: assetIdOf(id) } : {}),
    ...(Array.isArray(value)
      ? { value: value.map(each => (isObject(each) ? withAssetIds(each) : each)) }
      : {}),
  };
}

function assetIdOf(id: string): string {
  const [, registry, rest] = MODEL.exec(id) ?? [];
  return registry === undefined ? id : `azureml://registries/${registry}/${rest ?? ''}`;
}
