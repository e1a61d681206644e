import type { JsonObject } from '@sluice/language';
import { objectAt } from '../../../json-value.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { completeIdentity } from '../../resource-parts.ts';
import { ML_API_VERSIONS, WORKSPACE_NAME } from '../names.ts';
import { WORKSPACE_ALIASES } from './aliases.ts';
import { workspaceChanges } from './changes.ts';
import { WORKSPACE_SHAPE } from './shape.ts';

/** Where a team trains and deploys. */
export const WORKSPACES: ResourceType = {
  type: 'Microsoft.MachineLearningServices/workspaces',
  apiVersions: ML_API_VERSIONS,
  scopes: ['resourceGroup'],
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  listBySubscription: true,
  deleteAnswer: 'accepted',
  operationHeaders: true,
  shape: WORKSPACE_SHAPE,
  aliases: WORKSPACE_ALIASES,
  tracked: true,
  judged: true,
  patchable: ['tags', 'identity', 'sku', 'properties'],
  namePattern: WORKSPACE_NAME,
  complete: completeWorkspace,
  respond: ({ id, instanceId, body }, { baseUrl, tenantId }) => ({
    ...body,
    properties: {
      ...objectAt(body, 'properties'),
      workspaceId: instanceId,
      tenantId,
      discoveryUrl: `${baseUrl}/discovery`,
      mlFlowTrackingUri: `azureml://${baseUrl.replace(/^https?:\/\//, '')}/mlflow/v1.0${id}`,
    },
  }),
  changesOf: (after, before) => workspaceChanges(after, before),
};

function completeWorkspace(body: JsonObject, input: CompleteInput): JsonObject {
  return {
    kind: 'Default',
    sku: { name: 'Basic', tier: 'Basic' },
    ...body,
    ...completeIdentity(body, input),
    properties: {
      friendlyName: input.id.name,
      publicNetworkAccess: 'Enabled',
      hbiWorkspace: false,
      v1LegacyMode: false,
      allowPublicAccessWhenBehindVnet: false,
      ...objectAt(body, 'properties'),
      provisioningState: 'Succeeded',
    },
  };
}
