import { TEXT } from '../../../shape-parts.ts';
import { READ_ONLY } from '../../resource-parts.ts';
import { mlShape } from '../deployment-shape.ts';

export const SERVERLESS_ENDPOINT_SHAPE = mlShape({
  kind: 'object',
  unknown: 'keep',
  properties: {
    authMode: { kind: 'string', oneOf: ['Key', 'AAD'] },
    modelSettings: { kind: 'object', unknown: 'keep', properties: { modelId: TEXT } },
    contentSafety: {
      kind: 'object',
      unknown: 'keep',
      properties: { contentSafetyStatus: { kind: 'string', oneOf: ['Enabled', 'Disabled'] } },
    },
    endpointState: READ_ONLY,
    inferenceEndpoint: READ_ONLY,
    marketplaceSubscriptionId: READ_ONLY,
    provisioningState: READ_ONLY,
    connector: READ_ONLY,
    resolvedModelId: READ_ONLY,
  },
});
