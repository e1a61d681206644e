import { objectAt } from '../../../json-value.ts';
import type { ResourceType } from '../../../resource-type.ts';
import { completeIdentity } from '../../resource-parts.ts';
import { judgedByModel, namedAt, serverProperties } from '../deployment-type.ts';
import { ENDPOINT_NAME, ML_API_VERSIONS } from '../names.ts';
import { BATCH_DEPLOYMENT_ALIASES } from './aliases.ts';
import { batchModelOf } from './component.ts';
import { BATCH_DEPLOYMENT_SHAPE } from './shape.ts';

/** A model behind a batch endpoint. */
export const BATCH_DEPLOYMENTS: ResourceType = {
  type: 'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments',
  apiVersions: ML_API_VERSIONS,
  scopes: ['resourceGroup'],
  parent: 'Microsoft.MachineLearningServices/workspaces/batchEndpoints',
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  deleteAnswer: 'accepted',
  operationHeaders: true,
  shape: BATCH_DEPLOYMENT_SHAPE,
  aliases: BATCH_DEPLOYMENT_ALIASES,
  tracked: true,
  judged: true,
  patchable: ['tags', 'properties.description'],
  namePattern: ENDPOINT_NAME,
  complete: (body, input) => ({
    ...body,
    ...completeIdentity(body, input),
    properties: { ...objectAt(body, 'properties'), ...serverProperties(body, input, batchModelOf) },
  }),
  ...judgedByModel(batchModelOf),
  ...namedAt('properties', 'model'),
};
