import type { ComponentKind } from '../../models/component.ts';

/** What the model-deployment mode judges: one component for each online, batch and serverless deployment. */
export const ML_DEPLOYMENT: ComponentKind = {
  mode: 'Microsoft.MachineLearningServices.v2.Data',
  type: 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments',
};
