import { notFound } from '@sluice/arm/errors';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import type { CollectionCall, Route } from '../../arm/route.ts';

const ONLINE = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';
const COGNITIVE = 'Microsoft.CognitiveServices/accounts/deployments';

/** What a deployment may be scaled to. */
const ONLINE_SKUS: readonly JsonObject[] = [
  {
    resourceType: ONLINE,
    sku: { name: 'Default', tier: 'Standard' },
    capacity: { default: 1, minimum: 1, maximum: 1000, scaleType: 'Manual' },
  },
];
const COGNITIVE_SKUS: readonly JsonObject[] = [
  'Standard',
  'GlobalStandard',
  'DataZoneStandard',
  'ProvisionedManaged',
  'GlobalProvisionedManaged',
  'GlobalBatch',
].map(name => ({
  resourceType: COGNITIVE,
  sku: { name },
  capacity: { default: 1, minimum: 1, maximum: 100_000, step: 1 },
}));

/** What can be asked of a deployment beside itself. */
export const DEPLOYMENT_DETAIL_ROUTES: readonly Route[] = [
  skus(ONLINE, ONLINE_SKUS),
  skus(COGNITIVE, COGNITIVE_SKUS),
  {
    // Nothing runs under the connector `record`, so nothing has been written.
    verb: 'POST',
    kind: 'collection',
    type: `${ONLINE}/getLogs`,
    action: `${ONLINE}/getLogs/action`,
    access: 'target',
    handle: async call => {
      await requireDeployment(call);
      return { status: 200, body: { content: '' } };
    },
  },
];

function skus(type: string, value: readonly JsonObject[]): Route {
  return {
    verb: 'GET',
    kind: 'collection',
    type: `${type}/skus`,
    action: `${type}/skus/read`,
    access: 'target',
    handle: async (call): Promise<ArmResponse> => {
      await requireDeployment(call);
      return pageResponse(call.request, value, undefined);
    },
  };
}

async function requireDeployment({ services, target }: CollectionCall): Promise<void> {
  if ((await services.storage.resources.get(target.underScope.key)) !== undefined) return;
  throw notFound('ResourceNotFound', `There is no deployment '${target.under}'.`);
}
