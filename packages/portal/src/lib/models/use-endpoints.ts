import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../arm.ts';
import { isObject, textAt } from '../json.ts';
import { getAll } from '../pages.ts';
import { type Endpoint, readEndpoint } from './endpoint.ts';
import type { EndpointKind } from './model-query.ts';

/** Where a workspace keeps its endpoints, by their kind. */
export const ENDPOINT_COLLECTIONS = {
  online: 'onlineEndpoints',
  batch: 'batchEndpoints',
  serverless: 'serverlessEndpoints',
} as const satisfies Readonly<Record<EndpointKind, string>>;

/** The endpoints of one kind in a workspace; nothing is asked without one. */
export function useEndpoints(workspace: string, kind: EndpointKind) {
  return useQuery({
    queryKey: ['endpoints', workspace, kind],
    queryFn: async (): Promise<readonly Endpoint[]> =>
      (await getAll(`${workspace}/${ENDPOINT_COLLECTIONS[kind]}`, API.machineLearning)).map(readEndpoint),
    enabled: workspace !== '',
  });
}

/** One endpoint by its id. */
export function useEndpoint(id: string) {
  return useQuery({
    queryKey: ['endpoint', id],
    queryFn: async (): Promise<Endpoint> => {
      const { body } = await arm().get(id, API.machineLearning);
      return readEndpoint(isObject(body) ? body : {});
    },
    enabled: id !== '',
  });
}

/** The names of the deployments behind an endpoint; nothing is asked without one. */
export function useDeploymentNames(endpointId: string | undefined) {
  return useQuery({
    queryKey: ['endpoint', endpointId, 'deployments'],
    queryFn: async (): Promise<readonly string[]> => {
      const all = await getAll(`${endpointId}/deployments`, API.machineLearning);
      return all.flatMap(item => textAt(item, 'name') ?? []);
    },
    enabled: endpointId !== undefined,
  });
}
