import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { completeIdentity } from '../../resource-parts.ts';
import { ML_API_VERSIONS, REGISTRY_NAME } from '../names.ts';
import { REGISTRY_ALIASES } from './aliases.ts';
import { checkNameIsFree, registryChanges } from './changes.ts';
import { REGISTRY_SHAPE } from './shape.ts';

/** A part of the Model Catalog with a name of its own in the tenant. */
export const REGISTRIES: ResourceType = {
  type: 'Microsoft.MachineLearningServices/registries',
  apiVersions: ML_API_VERSIONS,
  scopes: ['resourceGroup'],
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  listBySubscription: true,
  deleteAnswer: 'accepted',
  operationHeaders: true,
  shape: REGISTRY_SHAPE,
  aliases: REGISTRY_ALIASES,
  tracked: true,
  judged: true,
  patchable: ['tags', 'identity', 'sku', 'properties.description', 'properties.publicNetworkAccess'],
  namePattern: REGISTRY_NAME,
  complete: completeRegistry,
  respond: ({ name, body }, { baseUrl }) => ({
    ...body,
    properties: {
      ...objectAt(body, 'properties'),
      discoveryUrl: `${baseUrl}/registrymanagement/v1.0/registries/${name}/discovery`,
      mlFlowRegistryUri: `azureml://${baseUrl.replace(/^https?:\/\//, '')}/mlflow/v1.0/registries/${name}`,
    },
  }),
  changesOf: (after, before) => registryChanges(after, before),
};

function completeRegistry(body: JsonObject, input: CompleteInput): JsonObject {
  checkNameIsFree(input, input.snapshot);
  return {
    sku: { name: 'Basic', tier: 'Basic' },
    ...body,
    ...completeIdentity(body, input),
    properties: {
      publicNetworkAccess: 'Enabled',
      regionDetails: [{ location: textAt(body, 'location') ?? '' }],
      ...objectAt(body, 'properties'),
      provisioningState: 'Succeeded',
    },
  };
}
