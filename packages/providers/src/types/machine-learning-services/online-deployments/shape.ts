import type { Shape } from '../../../shape.ts';
import { FREE_OBJECT, TEXT } from '../../../shape-parts.ts';
import { DEPLOYMENT_PROPERTIES, mlShape } from '../deployment-shape.ts';

const COUNT: Shape = { kind: 'integer', minimum: 0 };

const PROBE: Shape = {
  kind: 'object',
  unknown: 'keep',
  properties: {
    failureThreshold: COUNT,
    successThreshold: COUNT,
    initialDelay: TEXT,
    period: TEXT,
    timeout: TEXT,
  },
};

export const ONLINE_DEPLOYMENT_SHAPE = mlShape({
  kind: 'object',
  unknown: 'keep',
  properties: {
    ...DEPLOYMENT_PROPERTIES,
    endpointComputeType: { kind: 'string', oneOf: ['Managed', 'Kubernetes', 'AzureMLCompute'] },
    instanceType: TEXT,
    appInsightsEnabled: { kind: 'boolean' },
    egressPublicNetworkAccess: { kind: 'string', oneOf: ['Enabled', 'Disabled'] },
    modelMountPath: TEXT,
    livenessProbe: PROBE,
    readinessProbe: PROBE,
    startupProbe: PROBE,
    requestSettings: {
      kind: 'object',
      unknown: 'keep',
      properties: { maxConcurrentRequestsPerInstance: COUNT, maxQueueWait: TEXT, requestTimeout: TEXT },
    },
    scaleSettings: {
      kind: 'object',
      unknown: 'keep',
      required: ['scaleType'],
      properties: {
        scaleType: { kind: 'string', oneOf: ['Default', 'TargetUtilization', 'Manual', 'Auto'] },
        minInstances: COUNT,
        maxInstances: COUNT,
        pollingInterval: TEXT,
        targetUtilizationPercentage: COUNT,
      },
    },
    containerResourceRequirements: FREE_OBJECT,
    dataCollector: FREE_OBJECT,
  },
});
