import { objectAt } from '../../../json-value.ts';
import type { ResourceType } from '../../../resource-type.ts';
import { completeIdentity } from '../../resource-parts.ts';
import { endpointKeys } from '../endpoint-keys.ts';
import { ENDPOINT_NAME, ML_API_VERSIONS } from '../names.ts';
import { BATCH_ENDPOINT_ALIASES } from './aliases.ts';
import { BATCH_ENDPOINT_SHAPE } from './shape.ts';

/** An address that takes batch jobs. */
export const BATCH_ENDPOINTS: ResourceType = {
  type: 'Microsoft.MachineLearningServices/workspaces/batchEndpoints',
  apiVersions: ML_API_VERSIONS,
  scopes: ['resourceGroup'],
  parent: 'Microsoft.MachineLearningServices/workspaces',
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  actions: ['listKeys'],
  deleteAnswer: 'accepted',
  operationHeaders: true,
  shape: BATCH_ENDPOINT_SHAPE,
  aliases: BATCH_ENDPOINT_ALIASES,
  tracked: true,
  judged: true,
  patchable: ['tags', 'sku', 'kind', 'identity', 'properties.description', 'properties.defaults'],
  namePattern: ENDPOINT_NAME,
  complete: (body, input) => ({
    ...body,
    ...completeIdentity(body, input),
    properties: {
      authMode: 'AADToken',
      properties: {},
      ...objectAt(body, 'properties'),
      provisioningState: 'Succeeded',
    },
  }),
  secrets: endpointKeys,
  respond: ({ id, body }, { baseUrl }) => ({
    ...body,
    properties: {
      properties: {},
      ...objectAt(body, 'properties'),
      scoringUri: `${baseUrl}${id}/jobs`,
      swaggerUri: `${baseUrl}${id}/swagger.json`,
    },
  }),
};
