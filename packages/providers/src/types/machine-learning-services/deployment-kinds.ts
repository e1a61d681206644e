import type { JsonObject } from '@sluice/language';
import type { ResourceType } from '../../resource-type.ts';
import { BATCH_DEPLOYMENTS } from './batch-deployments/type.ts';
import { ONLINE_DEPLOYMENTS } from './online-deployments/type.ts';
import { SERVERLESS_ENDPOINTS } from './serverless-endpoints/type.ts';

/** One way to deploy a model in a workspace. */
export type DeploymentKind = {
  readonly type: ResourceType;
  /** Id of such a deployment in a workspace. */
  idIn(workspaceId: string, endpoint: string, deployment: string): string;
  /** What says which model is deployed, among the properties of the PUT. */
  modelProperties(assetId: string): JsonObject;
};

/** The ways to deploy a model of the catalog, by the kind of their endpoint. */
export const DEPLOYMENT_KINDS = {
  online: {
    type: ONLINE_DEPLOYMENTS,
    idIn: (workspaceId, endpoint, deployment) =>
      `${workspaceId}/onlineEndpoints/${endpoint}/deployments/${deployment}`,
    modelProperties: model => ({ model }),
  },
  batch: {
    type: BATCH_DEPLOYMENTS,
    idIn: (workspaceId, endpoint, deployment) =>
      `${workspaceId}/batchEndpoints/${endpoint}/deployments/${deployment}`,
    modelProperties: assetId => ({ model: { referenceType: 'Id', assetId } }),
  },
  serverless: {
    type: SERVERLESS_ENDPOINTS,
    idIn: (workspaceId, endpoint) => `${workspaceId}/serverlessEndpoints/${endpoint}`,
    modelProperties: modelId => ({ modelSettings: { modelId } }),
  },
} as const satisfies Readonly<Record<string, DeploymentKind>>;
