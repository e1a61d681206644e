import type { JsonObject } from '@sluice/language';
import { objectAt } from '../../../json-value.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { completeIdentity } from '../../resource-parts.ts';
import { judgedByModel, namedAt, serverProperties } from '../deployment-type.ts';
import { ENDPOINT_NAME, ML_API_VERSIONS } from '../names.ts';
import { ONLINE_DEPLOYMENT_ALIASES } from './aliases.ts';
import { onlineModelOf } from './component.ts';
import { ONLINE_DEPLOYMENT_SHAPE } from './shape.ts';

/** A model behind an online endpoint. */
export const ONLINE_DEPLOYMENTS: ResourceType = {
  type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
  apiVersions: ML_API_VERSIONS,
  scopes: ['resourceGroup'],
  parent: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  deleteAnswer: 'accepted',
  operationHeaders: true,
  shape: ONLINE_DEPLOYMENT_SHAPE,
  aliases: ONLINE_DEPLOYMENT_ALIASES,
  tracked: true,
  judged: true,
  // Older versions patch more than tags and sku. Never the model: another model is another deployment, and a PUT.
  patchable: [
    'tags',
    'sku',
    'kind',
    'identity',
    'properties.endpointComputeType',
    'properties.description',
    'properties.properties',
    'properties.scaleSettings',
    'properties.requestSettings',
    'properties.livenessProbe',
    'properties.readinessProbe',
    'properties.appInsightsEnabled',
  ],
  namePattern: ENDPOINT_NAME,
  complete: completeOnlineDeployment,
  ...judgedByModel(onlineModelOf),
  ...namedAt('properties', 'model'),
};

/** azure-ai-ml reads `scaleSettings` and `endpointComputeType` without looking whether they are there. */
function completeOnlineDeployment(body: JsonObject, input: CompleteInput): JsonObject {
  return {
    sku: { name: 'Default', capacity: 1 },
    ...body,
    ...completeIdentity(body, input),
    properties: {
      endpointComputeType: 'Managed',
      scaleSettings: { scaleType: 'Default' },
      appInsightsEnabled: false,
      ...objectAt(body, 'properties'),
      ...serverProperties(body, input, onlineModelOf),
    },
  };
}
