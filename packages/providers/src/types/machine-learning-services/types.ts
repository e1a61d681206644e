import type { ResourceType } from '../../resource-type.ts';
import { BATCH_DEPLOYMENTS } from './batch-deployments/type.ts';
import { BATCH_ENDPOINTS } from './batch-endpoints/type.ts';
import { ONLINE_DEPLOYMENTS } from './online-deployments/type.ts';
import { ONLINE_ENDPOINTS } from './online-endpoints/type.ts';
import { REGISTRIES } from './registries/type.ts';
import { REGISTRY_MODEL_VERSIONS } from './registry-model-versions/type.ts';
import { REGISTRY_MODELS } from './registry-models/type.ts';
import { SERVERLESS_ENDPOINTS } from './serverless-endpoints/type.ts';
import { WORKSPACE_MODEL_VERSIONS } from './workspace-model-versions/type.ts';
import { WORKSPACE_MODELS } from './workspace-models/type.ts';
import { WORKSPACES } from './workspaces/type.ts';

export const MACHINE_LEARNING_TYPES: readonly ResourceType[] = [
  REGISTRIES,
  REGISTRY_MODELS,
  REGISTRY_MODEL_VERSIONS,
  WORKSPACES,
  WORKSPACE_MODELS,
  WORKSPACE_MODEL_VERSIONS,
  ONLINE_ENDPOINTS,
  ONLINE_DEPLOYMENTS,
  BATCH_ENDPOINTS,
  BATCH_DEPLOYMENTS,
  SERVERLESS_ENDPOINTS,
];
