import { objectAt } from '../../../json-value.ts';
import type { ResourceType } from '../../../resource-type.ts';
import { completeIdentity } from '../../resource-parts.ts';
import { judgedByModel, namedAt, serverProperties } from '../deployment-type.ts';
import { endpointKeys } from '../endpoint-keys.ts';
import { ENDPOINT_NAME, ML_API_VERSIONS } from '../names.ts';
import { SERVERLESS_ENDPOINT_ALIASES } from './aliases.ts';
import { serverlessModelOf } from './component.ts';
import { SERVERLESS_ENDPOINT_SHAPE } from './shape.ts';

/** A model that is paid by use: endpoint and deployment in one. Clients leave out `authMode`, though the contract requires it. */
export const SERVERLESS_ENDPOINTS: ResourceType = {
  type: 'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints',
  apiVersions: ML_API_VERSIONS,
  scopes: ['resourceGroup'],
  parent: 'Microsoft.MachineLearningServices/workspaces',
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  actions: ['listKeys', 'regenerateKeys'],
  deleteAnswer: 'accepted',
  operationHeaders: true,
  shape: SERVERLESS_ENDPOINT_SHAPE,
  aliases: SERVERLESS_ENDPOINT_ALIASES,
  tracked: true,
  judged: true,
  patchable: ['tags', 'sku', 'identity', 'properties.contentSafety'],
  namePattern: ENDPOINT_NAME,
  complete: (body, input) => ({
    sku: { name: 'Consumption' },
    ...body,
    ...completeIdentity(body, input),
    properties: {
      authMode: 'Key',
      ...objectAt(body, 'properties'),
      endpointState: 'Online',
      ...serverProperties(body, input, serverlessModelOf),
    },
  }),
  secrets: endpointKeys,
  respond: ({ id, body }, { baseUrl }) => ({
    ...body,
    properties: {
      ...objectAt(body, 'properties'),
      inferenceEndpoint: { uri: `${baseUrl}${id}/score`, headers: {} },
    },
  }),
  ...judgedByModel(serverlessModelOf),
  ...namedAt('properties', 'modelSettings', 'modelId'),
};
