import { apiError } from '@sluice/arm/errors';
import type { JsonObject } from '@sluice/language';
import { objectAt } from '../../../json-value.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { completeIdentity } from '../../resource-parts.ts';
import { endpointKeys } from '../endpoint-keys.ts';
import { ENDPOINT_NAME, ML_API_VERSIONS } from '../names.ts';
import { ONLINE_ENDPOINT_ALIASES } from './aliases.ts';
import { ONLINE_ENDPOINT_SHAPE } from './shape.ts';

/** An address that answers, with the shares of its deployments. Not governed as a model deployment: traffic stays what it is. */
export const ONLINE_ENDPOINTS: ResourceType = {
  type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
  apiVersions: ML_API_VERSIONS,
  scopes: ['resourceGroup'],
  parent: 'Microsoft.MachineLearningServices/workspaces',
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  actions: ['listKeys', 'regenerateKeys'],
  deleteAnswer: 'accepted',
  operationHeaders: true,
  shape: ONLINE_ENDPOINT_SHAPE,
  aliases: ONLINE_ENDPOINT_ALIASES,
  tracked: true,
  judged: true,
  patchable: [
    'tags',
    'sku',
    'kind',
    'identity',
    'properties.description',
    'properties.traffic',
    'properties.mirrorTraffic',
  ],
  namePattern: ENDPOINT_NAME,
  complete: completeOnlineEndpoint,
  secrets: endpointKeys,
  respond: ({ id, body }, { baseUrl }) => ({
    ...body,
    properties: {
      // As below, of what was stored before.
      properties: {},
      ...objectAt(body, 'properties'),
      scoringUri: `${baseUrl}${id}/score`,
      swaggerUri: `${baseUrl}${id}/swagger.json`,
    },
  }),
};

function completeOnlineEndpoint(body: JsonObject, input: CompleteInput): JsonObject {
  const properties = {
    authMode: 'Key',
    // azure-ai-ml reads it without looking whether it is there.
    properties: {},
    traffic: {},
    mirrorTraffic: {},
    ...objectAt(body, 'properties'),
  };
  checkShares(objectAt(properties, 'traffic'), '/properties/traffic');
  checkShares(objectAt(properties, 'mirrorTraffic'), '/properties/mirrorTraffic');
  return {
    ...body,
    ...completeIdentity(body, input),
    properties: { ...properties, provisioningState: 'Succeeded' },
  };
}

function checkShares(shares: JsonObject, target: string): void {
  const total = Object.values(shares).reduce<number>((sum, share) => sum + Number(share), 0);
  if (total > 100)
    throw apiError(
      'InvalidTraffic',
      `The shares of the deployments add up to ${total}, more than 100 percent.`,
      { target },
    );
}
