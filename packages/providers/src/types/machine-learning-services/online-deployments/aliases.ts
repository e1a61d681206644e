import { type AliasRow, aliasTable, furtherAliases, SKU_ALIASES } from '../../resource-parts.ts';

/** The other names that Azure has for the type. */
const FURTHER = `
  K8S.containerResourceRequirements.cpu=properties.containerResourceRequirements.cpu
  K8S.containerResourceRequirements.cpuLimit=properties.containerResourceRequirements.cpuLimit
  K8S.containerResourceRequirements.fpga=properties.containerResourceRequirements.fpga
  K8S.containerResourceRequirements.gpu=properties.containerResourceRequirements.gpu
  K8S.containerResourceRequirements.memoryInGB=properties.containerResourceRequirements.memoryInGB
  K8S.containerResourceRequirements.memoryInGBLimit=properties.containerResourceRequirements.memoryInGBLimit
  K8S.containerResourceRequirements=properties.containerResourceRequirements
  Managed.readinessProbe.failureThreshold=properties.readinessProbe.failureThreshold
  Managed.readinessProbe.initialDelay=properties.readinessProbe.initialDelay
  Managed.readinessProbe.period=properties.readinessProbe.period
  Managed.readinessProbe.successThreshold=properties.readinessProbe.successThreshold
  Managed.readinessProbe.timeout=properties.readinessProbe.timeout Managed.readinessProbe=properties.readinessProbe
  privateNetworkConnection scaleSettings.Auto.pollingInterval=properties.scaleSettings.pollingInterval
  scaleSettings.Auto.targetUtilizationPercentage=properties.scaleSettings.targetUtilizationPercentage
  scaleSettings.Auto=properties.scaleSettings
  scaleSettings.Manual.instanceCount=properties.scaleSettings.instanceCount
  scaleSettings.Manual=properties.scaleSettings
`;

/** Names as Azure has them. What names the model is fixed, with all that is below it: facts are looked up before the decision. */
const ROWS: readonly AliasRow[] = [
  ['description'],
  ['provisioningState'],
  ['endpointComputeType'],
  ['instanceType'],
  ['Managed.instanceType', 'properties.instanceType'],
  ['environmentId'],
  ['environmentVariables', 'properties.environmentVariables', 'Object'],
  ['codeConfiguration', 'properties.codeConfiguration', 'Object'],
  ['codeConfiguration.codeId'],
  ['codeConfiguration.scoringScript'],
  ['appInsightsEnabled', 'properties.appInsightsEnabled', 'Boolean'],
  ['egressPublicNetworkAccess'],
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
  ['modelMountPath'],
  ['livenessProbe', 'properties.livenessProbe', 'Object'],
  ['livenessProbe.failureThreshold', 'properties.livenessProbe.failureThreshold', 'Integer'],
  ['livenessProbe.initialDelay'],
  ['livenessProbe.period'],
  ['livenessProbe.successThreshold', 'properties.livenessProbe.successThreshold', 'Integer'],
  ['livenessProbe.timeout'],
  ['readinessProbe', 'properties.readinessProbe', 'Object'],
  ['readinessProbe.failureThreshold', 'properties.readinessProbe.failureThreshold', 'Integer'],
  ['readinessProbe.initialDelay'],
  ['readinessProbe.period'],
  ['readinessProbe.successThreshold', 'properties.readinessProbe.successThreshold', 'Integer'],
  ['readinessProbe.timeout'],
  ['requestSettings', 'properties.requestSettings', 'Object'],
  [
    'requestSettings.maxConcurrentRequestsPerInstance',
    'properties.requestSettings.maxConcurrentRequestsPerInstance',
    'Integer',
  ],
  ['requestSettings.maxQueueWait'],
  ['requestSettings.requestTimeout'],
  ['scaleSettings', 'properties.scaleSettings', 'Object'],
  ['scaleSettings.scaleType'],
  ['scaleSettings.minInstances', 'properties.scaleSettings.minInstances', 'Integer'],
  ['scaleSettings.maxInstances', 'properties.scaleSettings.maxInstances', 'Integer'],
  ['scaleSettings.TargetUtilization', 'properties.scaleSettings', 'Object'],
  ['scaleSettings.TargetUtilization.minInstances', 'properties.scaleSettings.minInstances', 'Integer'],
  ['scaleSettings.TargetUtilization.maxInstances', 'properties.scaleSettings.maxInstances', 'Integer'],
  ['scaleSettings.TargetUtilization.pollingInterval', 'properties.scaleSettings.pollingInterval'],
  [
    'scaleSettings.TargetUtilization.targetUtilizationPercentage',
    'properties.scaleSettings.targetUtilizationPercentage',
    'Integer',
  ],
  ['Kubernetes.containerResourceRequirements', 'properties.containerResourceRequirements', 'Object'],
  [
    'Kubernetes.containerResourceRequirements.containerResourceLimits',
    'properties.containerResourceRequirements.containerResourceLimits',
    'Object',
  ],
  [
    'Kubernetes.containerResourceRequirements.containerResourceLimits.cpu',
    'properties.containerResourceRequirements.containerResourceLimits.cpu',
  ],
  [
    'Kubernetes.containerResourceRequirements.containerResourceLimits.gpu',
    'properties.containerResourceRequirements.containerResourceLimits.gpu',
  ],
  [
    'Kubernetes.containerResourceRequirements.containerResourceLimits.memory',
    'properties.containerResourceRequirements.containerResourceLimits.memory',
  ],
  [
    'Kubernetes.containerResourceRequirements.containerResourceRequests',
    'properties.containerResourceRequirements.containerResourceRequests',
    'Object',
  ],
  [
    'Kubernetes.containerResourceRequirements.containerResourceRequests.cpu',
    'properties.containerResourceRequirements.containerResourceRequests.cpu',
  ],
  [
    'Kubernetes.containerResourceRequirements.containerResourceRequests.gpu',
    'properties.containerResourceRequirements.containerResourceRequests.gpu',
  ],
  [
    'Kubernetes.containerResourceRequirements.containerResourceRequests.memory',
    'properties.containerResourceRequirements.containerResourceRequests.memory',
  ],
  ['dataCollector', 'properties.dataCollector', 'Object'],
  ['dataCollector.collections', 'properties.dataCollector.collections', 'Object'],
  ['dataCollector.requestLogging', 'properties.dataCollector.requestLogging', 'Object'],
  [
    'dataCollector.requestLogging.captureHeaders',
    'properties.dataCollector.requestLogging.captureHeaders',
    'Array',
  ],
  ['dataCollector.requestLogging.captureHeaders[*]'],
  ['dataCollector.rollingRate'],
  ...SKU_ALIASES,
  ...furtherAliases(FURTHER),
];

export const ONLINE_DEPLOYMENT_ALIASES = aliasTable(
  'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
  ROWS,
);
