import { type AliasRow, aliasTable, furtherAliases, SKU_ALIASES } from '../../resource-parts.ts';

/** The other names that Azure has for the type. */
const FURTHER = `
  compute.instanceCount compute.instanceType compute.isLocal compute.location compute.target
  deploymentConfiguration.PipelineComponent.componentId.DataPath.datastoreId=properties.deploymentConfiguration.componentId.datastoreId
  deploymentConfiguration.PipelineComponent.componentId.DataPath.path=properties.deploymentConfiguration.componentId.path
  deploymentConfiguration.PipelineComponent.componentId.DataPath=properties.deploymentConfiguration.componentId
  deploymentConfiguration.PipelineComponent.componentId.Id.assetId=properties.deploymentConfiguration.componentId.assetId
  deploymentConfiguration.PipelineComponent.componentId.Id=properties.deploymentConfiguration.componentId
  deploymentConfiguration.PipelineComponent.componentId.OutputPath.jobId=properties.deploymentConfiguration.componentId.jobId
  deploymentConfiguration.PipelineComponent.componentId.OutputPath.path=properties.deploymentConfiguration.componentId.path
  deploymentConfiguration.PipelineComponent.componentId.OutputPath=properties.deploymentConfiguration.componentId
  deploymentConfiguration.PipelineComponent.componentId.referenceType=properties.deploymentConfiguration.componentId.referenceType
  deploymentConfiguration.PipelineComponent.description=properties.deploymentConfiguration.description
  deploymentConfiguration.PipelineComponent.settings=properties.deploymentConfiguration.settings
  deploymentConfiguration.PipelineComponent.tags=properties.deploymentConfiguration.tags outputConfiguration
  outputConfiguration.appendRowFileName outputConfiguration.outputAction partitionKeys partitionKeys[*]
  resources.locations resources.locations[*] resources.maxInstanceCount
`;

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
  ...furtherAliases(FURTHER),
];

export const BATCH_DEPLOYMENT_ALIASES = aliasTable(
  'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments',
  ROWS,
);
