import type { Shape } from '../../../shape.ts';
import { FREE_OBJECT, TAGS, TEXT } from '../../../shape-parts.ts';
import { READ_ONLY, SKU } from '../../resource-parts.ts';

export const ACCOUNT_DEPLOYMENT_SHAPE: Shape = {
  kind: 'object',
  unknown: 'keep',
  required: ['properties'],
  properties: {
    tags: TAGS,
    sku: SKU,
    properties: {
      kind: 'object',
      unknown: 'keep',
      required: ['model'],
      properties: {
        model: {
          kind: 'object',
          unknown: 'keep',
          required: ['name'],
          properties: {
            format: TEXT,
            name: { kind: 'string', minLength: 1 },
            version: TEXT,
            publisher: TEXT,
            source: TEXT,
            sourceAccount: TEXT,
            callRateLimit: READ_ONLY,
          },
        },
        raiPolicyName: TEXT,
        versionUpgradeOption: {
          kind: 'string',
          oneOf: ['OnceNewDefaultVersionAvailable', 'OnceCurrentVersionExpired', 'NoAutoUpgrade'],
        },
        scaleSettings: {
          kind: 'object',
          unknown: 'keep',
          properties: { scaleType: TEXT, capacity: { kind: 'integer', minimum: 0, fromText: true } },
        },
        capacitySettings: FREE_OBJECT,
        parentDeploymentName: TEXT,
        spilloverDeploymentName: TEXT,
        serviceTier: TEXT,
        callRateLimit: READ_ONLY,
        capabilities: READ_ONLY,
        rateLimits: READ_ONLY,
        currentCapacity: READ_ONLY,
        dynamicThrottlingEnabled: READ_ONLY,
        provisioningState: READ_ONLY,
        connector: READ_ONLY,
      },
    },
  },
};
