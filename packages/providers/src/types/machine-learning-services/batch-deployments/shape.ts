import type { Shape } from '../../../shape.ts';
import { FREE_OBJECT, TEXT } from '../../../shape-parts.ts';
import { DEPLOYMENT_PROPERTIES, mlShape } from '../deployment-shape.ts';

const COUNT: Shape = { kind: 'integer', minimum: 0 };

export const BATCH_DEPLOYMENT_SHAPE = mlShape({
  kind: 'object',
  unknown: 'keep',
  properties: {
    ...DEPLOYMENT_PROPERTIES,
    compute: TEXT,
    deploymentConfiguration: {
      kind: 'object',
      unknown: 'keep',
      properties: {
        deploymentConfigurationType: { kind: 'string', oneOf: ['Model', 'PipelineComponent'] },
        componentId: FREE_OBJECT,
      },
    },
    errorThreshold: { kind: 'integer' },
    loggingLevel: { kind: 'string', oneOf: ['Info', 'Warning', 'Debug'] },
    maxConcurrencyPerInstance: COUNT,
    miniBatchSize: COUNT,
    outputAction: { kind: 'string', oneOf: ['SummaryOnly', 'AppendRow'] },
    outputFileName: TEXT,
    resources: {
      kind: 'object',
      unknown: 'keep',
      properties: { instanceCount: COUNT, instanceType: TEXT, properties: FREE_OBJECT },
    },
    retrySettings: { kind: 'object', unknown: 'keep', properties: { maxRetries: COUNT, timeout: TEXT } },
  },
});
