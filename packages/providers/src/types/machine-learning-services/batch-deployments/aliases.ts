import { type AliasRow, aliasTable, SKU_ALIASES } from '../../resource-parts.ts';

/** Names as Azure has them. What names the model is fixed, with all that is below it: facts are looked up before the decision. */
const ROWS: readonly AliasRow[] = [
  ['description'],
  ['provisioningState'],
  ['compute'],
  ['environmentId'],
  ['environmentVariables', 'properties.environmentVariables', 'Object'],
  ['codeConfiguration', 'properties.codeConfiguration', 'Object'],
  ['codeConfiguration.codeId'],
  ['codeConfiguration.scoringScript'],
  ['model', 'properties.model', 'Any', 'fixed'],
  ['model.referenceType'],
  ['model.Id', 'properties.model', 'Any'],
  ['model.Id.assetId', 'properties.model.assetId'],
  ['model.DataPath', 'properties.model', 'Any'],
  ['model.DataPath.datastoreId', 'properties.model.datastoreId'],
  ['model.DataPath.path', 'properties.model.path'],
  ['model.OutputPath', 'properties.model', 'Any'],
  ['model.OutputPath.jobId', 'properties.model.jobId'],
  ['model.OutputPath.path', 'properties.model.path'],
  ['deploymentConfiguration', 'properties.deploymentConfiguration', 'Object', 'fixed'],
  ['deploymentConfiguration.deploymentConfigurationType'],
  ['deploymentConfiguration.PipelineComponent', 'properties.deploymentConfiguration', 'Object'],
  [
    'deploymentConfiguration.PipelineComponent.componentId',
    'properties.deploymentConfiguration.componentId',
    'Object',
  ],
  [
    'deploymentConfiguration.PipelineComponent.componentId.assetId',
    'properties.deploymentConfiguration.componentId.assetId',
  ],
  ['errorThreshold', 'properties.errorThreshold', 'Integer'],
  ['loggingLevel'],
  ['maxConcurrencyPerInstance', 'properties.maxConcurrencyPerInstance', 'Integer'],
  ['miniBatchSize', 'properties.miniBatchSize', 'Integer'],
  ['outputAction'],
  ['outputFileName'],
  ['resources', 'properties.resources', 'Object'],
  ['resources.instanceCount', 'properties.resources.instanceCount', 'Integer'],
  ['resources.instanceType'],
  ['retrySettings', 'properties.retrySettings', 'Object'],
  ['retrySettings.maxRetries', 'properties.retrySettings.maxRetries', 'Integer'],
  ['retrySettings.timeout'],
  ...SKU_ALIASES,
];

export const BATCH_DEPLOYMENT_ALIASES = aliasTable(
  'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments',
  ROWS,
);
